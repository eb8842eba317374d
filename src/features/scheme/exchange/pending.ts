import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { type Generated, sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import { fold } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdAsLeader } from '../access.ts'
import type { Problem } from '../document/check.ts'
import type { SchemeDocument } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { readAnyFile } from './files/file.ts'
import { SHOWN } from './foreign/choosing.ts'
import type { Remembered } from './foreign/mapping.ts'
import { readJson } from './reading.ts'
import type { Table } from './tables.ts'
import { documentIn, isWorkbook } from './workbook.ts'

declare module '#platform/db' {
  interface Tables {
    scheme_head: {
      id: string
      organisation_id: string
      head: string
      meaning: string
      said_at: Generated<Date>
    }
    scheme_file: {
      id: string
      organisation_id: string
      name: string
      content: Uint8Array
      sent_at: Generated<Date>
    }
  }
}

/** What a file may weigh that is sent from a page, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024
/** What may be kept of it, packed. */
const LARGEST_KEPT = 16 * 1024 * 1024

/** What was read of a file: a scheme that this program wrote, or tables of another shape. */
export type Pending =
  | { is: 'document'; document: SchemeDocument }
  | { is: 'broken'; problems: Problem[] }
  | { is: 'tables'; tables: Table[]; remarks: string[] }

async function readPending(bytes: Uint8Array, name: string): Promise<Pending> {
  const file = await readAnyFile(bytes, name.replace(/\.\w+$/, '').slice(0, 100) || 'Tableau')
  if ('tables' in file && !isWorkbook(file.tables)) {
    const tables = file.tables.slice(0, SHOWN.sheets)
    const others = file.tables.length - tables.length
    const remarks = others > 0 ? [...file.remarks, `Seules les ${SHOWN.sheets} premières feuilles sont lues : ${others} sont laissées de côté.`] : file.remarks // biome-ignore format: a sentence
    return { is: 'tables', tables, remarks }
  }
  const read = 'json' in file ? readJson(file.json) : documentIn(file.tables)
  return 'document' in read ? { is: 'document', ...read } : { is: 'broken', ...read }
}

const own = ({ membership }: Actor) => membership.organisation.id
const pack = promisify(gzip)
const unpack = promisify(gunzip)

/**
 * Reads a file and keeps what was read, for whoever will look at it and confirm. What waits for two days is removed.
 * @returns its id
 * @throws Refusal when it cannot be read at all, or `role-lost`
 */
export async function keepFile(db: Database, actor: Actor, name: string, bytes: Uint8Array): Promise<string> {
  const pending = await readPending(bytes, name)
  const plain = JSON.stringify(pending, (_, value: unknown) => (value instanceof Set ? [...value] : value))
  const content = await pack(plain)
  if (content.length > LARGEST_KEPT) refuse('file-too-much')
  const id = randomUUID()
  await db.as(scopeOf(actor, 'send-scheme-file'), async trx => {
    await holdAsLeader(trx, actor)
    await trx
      .deleteFrom('scheme_file')
      .where('organisation_id', '=', own(actor))
      .where('sent_at', '<', sql<Date>`now() - interval '2 days'`)
      .execute()
    await trx
      .insertInto('scheme_file')
      .values({ id, organisation_id: own(actor), name: name.slice(0, 255), content })
      .execute()
  })
  return id
}

/** What was read of a file that waits; null when it waits no more, or is another organisation's. */
export async function pendingFile(
  db: Database,
  actor: Actor,
  id: string,
): Promise<{ name: string; pending: Pending } | null> {
  const found = await db.as(scopeOf(actor), trx =>
    trx
      .selectFrom('scheme_file')
      .select(['name', 'content'])
      .where('id', '=', id)
      .where('organisation_id', '=', own(actor))
      .executeTakeFirst(),
  )
  if (found === undefined) return null
  const pending = JSON.parse((await unpack(found.content)).toString()) as Pending
  if (pending.is === 'tables')
    for (const table of pending.tables) if (table.wide) table.wide = new Set(table.wide as unknown as number[])
  return { name: found.name, pending }
}

/** Its scheme is opened: the file is not needed any more. */
export const forgetFile = (trx: Writer, actor: Actor, id: string) =>
  trx.deleteFrom('scheme_file').where('id', '=', id).where('organisation_id', '=', own(actor)).execute()

/** What the organisation said of heads. */
export async function rememberedHeads(db: Database, actor: Actor): Promise<Remembered> {
  const rows = await db.as(scopeOf(actor), trx =>
    trx.selectFrom('scheme_head').select(['head', 'meaning']).where('organisation_id', '=', own(actor)).execute(),
  )
  return new Map(rows.map(({ head, meaning }) => [head, meaning]))
}

/** Remembers what somebody said of heads; the last said counts. */
export async function rememberHeads(trx: Writer, actor: Actor, said: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...said].flatMap(([head, meaning]) => {
    const folded = fold(head)
    return folded === '' || folded.length > 200 ? [] : [{ id: randomUUID(), organisation_id: own(actor), head: folded, meaning }] // biome-ignore format: a row
  })
  if (rows.length === 0) return
  await trx
    .insertInto('scheme_head')
    .values(rows)
    .onConflict(known =>
      known
        .constraint('scheme_head_known')
        .doUpdateSet(({ ref }) => ({ meaning: ref('excluded.meaning'), said_at: sql<Date>`now()` })),
    )
    .execute()
}
