import { randomUUID } from 'node:crypto'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { FORMAT, LIST, PARTS, type Part, type PartKind, type SchemeDocument } from '../document/document.ts'
import type { Scheme } from '../scheme.ts'

/** A part as it is kept. */
export interface StoredPart {
  organisation: string
  kind: PartKind
  key: string
  parent: string | null
  position: number
  content: Record<string, unknown>
}

/** A document without what is not its text: the values of its indicators, and its adoption. */
export type SchemeText = Omit<SchemeDocument, 'values' | 'adoption'>

/** What documents write of a part, before it is read: an axis says of nothing that it is under it. */
export const written = (
  kind: PartKind,
  { key, parent, content }: Pick<StoredPart, 'key' | 'parent'> & { content: object },
) => (kind === 'axis' ? { key, ...content } : { key, parent, ...content })

/** A stored part as documents write it. */
export const wholePart = <K extends PartKind>(kind: K, part: StoredPart) =>
  PARTS[kind].parse(written(kind, part)) as Part[K]

/** A value for a column of JSON. */
export const json = <T extends object>(value: T) => JSON.stringify(value) as unknown as T

/** The parts of a document, in its order. @param ownerOf the organisation that writes what is a buyer's own, by SIREN; what is of all, of null */
export function partsOf(text: SchemeText, ownerOf: (buyer: string | null) => string): StoredPart[] {
  const ranks = new Map<string, number>()
  const buyers = new Map(text.actions.map(({ key, buyer }) => [key, buyer]))
  return (Object.keys(LIST) as PartKind[]).flatMap(kind =>
    text[LIST[kind]].map(({ key, ...rest }) => {
      const { parent = null, ...content } = rest as { parent?: string | null; buyer?: string | null }
      const place = `${kind} ${parent}`
      const position = ranks.get(place) ?? 0
      ranks.set(place, position + 1)
      return {
        organisation: ownerOf(content.buyer ?? buyers.get(parent ?? '') ?? null),
        kind,
        key,
        parent,
        position,
        content,
      }
    }),
  )
}

/** The text that parts make, depth first: what the scheme, an axis, an objective holds comes in its order. */
export function textOf(
  scheme: Pick<Scheme, 'code'> & Omit<SchemeText, 'format' | 'code' | (typeof LIST)[PartKind]>,
  parts: readonly StoredPart[],
): SchemeText {
  const under = new Map<string | null, StoredPart[]>()
  for (const part of [...parts].sort((a, b) => a.position - b.position))
    under.set(part.parent, [...(under.get(part.parent) ?? []), part])
  const text: SchemeText = { format: FORMAT, ...scheme, axes: [], objectives: [], actions: [], indicators: [], own: [] }
  const put = (parent: string | null): void => {
    for (const part of under.get(parent) ?? []) {
      ;(text[LIST[part.kind]] as unknown[]).push(wholePart(part.kind, part))
      put(part.key)
    }
  }
  put(null)
  return text
}

/** The parts of the working text of a scheme that the transaction may read. */
export async function readParts(trx: Writer, scheme: string): Promise<StoredPart[]> {
  return trx
    .selectFrom('scheme_part')
    .select(['organisation_id as organisation', 'kind', 'key', 'parent', 'position', 'content'])
    .where('scheme_id', '=', scheme)
    .orderBy('position')
    .orderBy('key')
    .execute()
}

/** Writes parts that are not there yet. */
export async function addParts(trx: Writer, scheme: string, parts: readonly StoredPart[]): Promise<void> {
  const rows = parts.map(({ organisation, content, ...part }) => ({
    id: randomUUID(),
    organisation_id: organisation,
    scheme_id: scheme,
    ...part,
    content: json(content),
  }))
  for (let at = 0; at < rows.length; at += 500)
    await trx
      .insertInto('scheme_part')
      .values(rows.slice(at, at + 500))
      .execute()
}

/** Whether the actor's organisation leads the scheme. */
export const leads = ({ membership }: Actor, scheme: Pick<Scheme, 'organisation'>) =>
  membership.organisation.id === scheme.organisation

/** A part of the working text, with what it is under, from the top; null where there is none of that key. */
export async function partOf(
  trx: Writer,
  scheme: string,
  key: string,
): Promise<{ part: StoredPart; above: StoredPart[] } | null> {
  const above: StoredPart[] = []
  for (let at: string | null = key; at !== null && above.length < 5; ) {
    const part: StoredPart | undefined = await trx
      .selectFrom('scheme_part')
      .select(['organisation_id as organisation', 'kind', 'key', 'parent', 'position', 'content'])
      .where('scheme_id', '=', scheme)
      .where('key', '=', at)
      .executeTakeFirst()
    if (part === undefined) return null
    above.unshift(part)
    at = part.parent
  }
  const part = above.pop()
  return part === undefined ? null : { part, above }
}
