import { sql } from 'kysely'
import type { Reader } from '#platform/db'
import type { Adoption, SchemeDocument } from '../document/document.ts'
import { trustedDocument } from '../document/reading.ts'

/** What is published of a scheme beside its text: bilans of years, and evaluations. */
export const REPORTS = ['bilan', 'evaluation'] as const

/** The kind of the publications that are such reports of a scheme. */
export const reportKindOf = (sort: (typeof REPORTS)[number], { code }: { code: string }) => `${sort}:${code}`

/** A version that everybody reads. */
export interface PublicVersion {
  number: number
  adoption: Adoption
  sha256: string
}

/** A scheme that everybody reads, as its text in force calls it. */
export interface PublicScheme {
  id: string
  /** The organisation that leads it. */
  organisation: string
  code: string
  title: string
  from: string
  to: string
  buyers: readonly string[]
  /** Oldest first; the last is in force. */
  versions: readonly [PublicVersion, ...PublicVersion[]]
}

/** The schemes that everybody reads, the last adopted first. @param code the one of this code alone */
export async function publicSchemes(reader: Reader, code?: string): Promise<PublicScheme[]> {
  const { rows } = await sql<{
    id: string
    organisation: string
    code: string
    title: string
    from: string
    to: string
    buyers: { name: string }[] | null
    number: number
    on: string
    deliberation: string | null
    vote: string | null
    sha256: string
  }>`
    select s.id, s.organisation_id as organisation, s.code, v.document ->> 'title' as title, v.document ->> 'from' as from,
      v.document ->> 'to' as to, v.document -> 'buyers' as buyers, v.number, v.adopted_on as on, v.deliberation, v.vote, v.sha256
    from scheme s join scheme_version v on v.scheme_id = s.id
    where s.public_since is not null and v.state = 'adopted' and (${code ?? null}::text is null or s.code = ${code ?? null})
    order by v.number`.execute(reader)
  const schemes = new Map<string, PublicScheme>()
  for (const { number, on, deliberation, vote, sha256, buyers, ...scheme } of rows) {
    const version = { number, adoption: { on, deliberation: deliberation ?? '', vote: vote ?? '' }, sha256 }
    const before = schemes.get(scheme.id)?.versions
    const versions: PublicScheme['versions'] = before ? [...before, version] : [version]
    schemes.set(scheme.id, { ...scheme, buyers: buyers?.map(({ name }) => name) ?? [], versions })
  }
  const last = ({ versions }: PublicScheme) => versions.at(-1)?.adoption.on ?? ''
  return [...schemes.values()].sort((a, b) => (last(a) < last(b) ? 1 : -1))
}

/** The frozen text of an adopted version, for whoever may read it; null for none. */
export async function publicText(
  reader: Reader,
  { id }: Pick<PublicScheme, 'id'>,
  number: number,
): Promise<SchemeDocument | null> {
  const row = await reader
    .selectFrom('scheme_version')
    .select('document')
    .where('scheme_id', '=', id)
    .where('number', '=', number)
    .where('state', '=', 'adopted')
    .executeTakeFirst()
  return row ? trustedDocument(row.document) : null
}

/** When something was last said of the actions of a scheme: a page that was drawn before is not up to date. */
export async function lastSaid(reader: Reader, { id }: Pick<PublicScheme, 'id'>): Promise<string> {
  const { last, n } = await reader
    .selectFrom('action_event')
    .select([sql<Date | null>`max(made_at)`.as('last'), sql<number>`count(*)::int`.as('n')])
    .where('scheme_id', '=', id)
    .executeTakeFirstOrThrow()
  return `${n} ${last?.getTime() ?? ''}`
}
