import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#platform/db'
import type { Publication, Published } from './publications.ts'

const unpacked = promisify(gunzip)

interface Row extends Omit<Publication, 'publishedAt' | 'replacedBy' | 'withdrawn'> {
  published_at: Date
  withdrawn_at: Date | null
  reason: string | null
}

const COLUMNS = sql`p.number, p.siren, p.name, p.kind, p.title, p.period, p.example, p.published_at, p.replaces, p.changes, p.sha256,
  w.withdrawn_at, w.reason`

async function publications(db: Reader, from: RawBuilder<unknown>, where: RawBuilder<unknown>): Promise<Publication[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from ${from} left join publication_withdrawal w on w.publication_id = p.id where ${where} order by p.number`.execute(
    db,
  )
  return rows.map(({ published_at, withdrawn_at, reason, ...row }) => ({
    ...row,
    publishedAt: published_at,
    replacedBy: rows.find(one => one.siren === row.siren && one.replaces === row.number)?.number ?? null,
    withdrawn: withdrawn_at && { at: withdrawn_at, reason: reason ?? '' },
  }))
}

/** Everything that an organisation published, oldest first; empty when it published nothing. */
export const publicationsBy = (db: Reader, siren: string) =>
  publications(db, sql`publication p`, sql`p.siren = ${siren}`)

/** Everything of some kinds that stands, whoever published it, oldest first. @param among what some organisations published of a period, alone */
export async function standingOfKinds(
  db: Reader,
  kinds: readonly string[],
  among?: { sirens: readonly string[]; period: string },
): Promise<Publication[]> {
  const narrowed = among ? sql`and p.siren = any(${among.sirens}::text[]) and p.period = ${among.period}` : sql``
  const all = await publications(db, sql`publication p`, sql`p.kind = any(${kinds}::text[]) ${narrowed}`)
  return all.filter(({ withdrawn, replacedBy }) => withdrawn === null && replacedBy === null)
}

/** What an organisation published of the same kind and period as one of its publications, oldest first; empty when there is none. */
export const historyOf = (db: Reader, siren: string, number: number) =>
  publications(
    db,
    sql`publication asked join publication p on p.siren = asked.siren and p.kind = asked.kind and p.period = asked.period`,
    sql`asked.siren = ${siren} and asked.number = ${number}`,
  )

/** A publication of a history, with what its page is drawn from. */
export async function readPublished(
  db: Reader,
  publication: Publication,
  history: readonly Publication[],
): Promise<Published> {
  const { rows } = await sql<{
    manifest: string
    name: string | null
    type: string
    bytes: number
    sha256: string
    content: Uint8Array | null
  }>`
    select manifest, f.name, f.type, f.bytes, f.sha256, case when f.name = p.content then f.gzip end as content
    from publication p left join publication_file f on f.publication_id = p.id
    where p.siren = ${publication.siren} and p.number = ${publication.number} order by f.name`.execute(db)
  const content = rows.find(row => row.content !== null)?.content
  return {
    publication,
    history,
    manifest: rows[0]?.manifest ?? '',
    files: rows.flatMap(({ name, type, bytes, sha256 }) => (name === null ? [] : [{ name, type, bytes, sha256 }])),
    content: content ? (JSON.parse(String(await unpacked(content))) as unknown) : null,
  }
}

/** The files of everything that an organisation published and did not withdraw, by number. */
export async function filesBy(db: Reader, siren: string): Promise<ReadonlyMap<number, Published['files']>> {
  const { rows } = await sql<{ number: number; files: Published['files'] }>`
    select p.number, json_agg(json_build_object('name', f.name, 'type', f.type, 'bytes', f.bytes, 'sha256', f.sha256) order by f.name) as files
    from publication p join publication_file f on f.publication_id = p.id where p.siren = ${siren} group by p.number`.execute(
    db,
  )
  return new Map(rows.map(({ number, files }) => [number, files]))
}

/** A file of a publication, packed. */
export interface PackedFile {
  type: string
  sha256: string
  gzip: Uint8Array
}

/** A file of a publication; `withdrawn` when it is no longer shown, null when there is none of that name. */
export async function fileOf(
  db: Reader,
  siren: string,
  number: number,
  name: string,
): Promise<PackedFile | 'withdrawn' | null> {
  const { rows } = await sql<{ withdrawn: boolean; type: string | null; sha256: string; gzip: Uint8Array }>`
    select exists (select from publication_withdrawal w where w.publication_id = p.id) as withdrawn, f.type, f.sha256, f.gzip
    from publication p left join publication_file f on f.publication_id = p.id and f.name = ${name}
    where p.siren = ${siren} and p.number = ${number}`.execute(db)
  const [file] = rows
  if (file?.withdrawn) return 'withdrawn'
  return file && file.type !== null ? { ...file, type: file.type } : null
}
