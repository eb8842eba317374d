import { sql } from 'kysely'
import type { Database, Writer } from '#platform/db'
import { sameRecord } from './precedence.ts'
import { FOREVER } from './tables.ts'

/** Records that one transaction settles: on the embedded engine pages wait for each. */
const CHUNK = { pglite: 500, postgres: 4000 }

/** An identity that was in the register before the import, and on which the import spoke several times, with the dates it had. */
interface Turn {
  /** Where the import's last word is. */
  position: number
  /** The version that was current before. */
  oldImport: number
  oldPosition: number
  same: boolean
  /** Its records that were counted as updates. */
  updates: number
}

/**
 * A file speaks by its last word. Where that is what the register said before the file, nothing has changed, whatever the file said in
 * between with the same dates: the version that was current remains, and the file's own are kept as publications that lost.
 * Call when every batch is stored, and before the sums are made.
 * @param positions the records that took the place of another of this import with the same dates; others cannot come back to what was
 *   said before
 * @returns how many records were counted as updates and are unchanged
 */
export async function keepLastWord(db: Database, importId: number, positions: readonly number[]): Promise<number> {
  let unchanged = 0
  for (let start = 0; start < positions.length; start += CHUNK[db.engine]) {
    const some = positions.slice(start, start + CHUNK[db.engine])
    unchanged += await db.transaction(async trx => {
      const turns = await sayingTheSame(trx, importId, await turnsOf(trx, importId, some))
      await restore(trx, importId, turns)
      return turns.reduce((sum, { updates }) => sum + updates, 0)
    })
  }
  return unchanged
}

async function turnsOf(trx: Writer, importId: number, positions: number[]): Promise<Turn[]> {
  // Versions are indexed by identity when they are current only; its buyer and date lead to the others. Asking for the date or its
  // absence in one condition would read all the contracts of the buyer.
  const columns = sql`identity, import_id, position, valid_to, content, kind, published, modified`
  const { rows } = await sql<Turn>`
    with last as materialized (
      select identity, position, content, buyer, notified, published, modified from contract_version
      where import_id = ${importId} and position = any(${positions}::int[]) and valid_to = ${FOREVER}
    )
    select last.position,
      max(v.import_id) filter (where v.import_id < ${importId}) as "oldImport",
      max(v.position) filter (where v.import_id < ${importId}) as "oldPosition",
      bool_or(v.content = last.content) filter (where v.import_id < ${importId}) as same,
      count(*) filter (where v.import_id = ${importId} and v.kind = 'contract')::int as updates
    from last join lateral (
      select ${columns} from contract_version where buyer = last.buyer and notified = last.notified
      union all
      select ${columns} from contract_version where last.notified is null and buyer = last.buyer and notified is null
    ) v on v.identity = last.identity
    where (v.import_id = ${importId} or v.valid_to = ${importId})
      and v.published is not distinct from last.published and v.modified is not distinct from last.modified
    group by last.position
    having bool_or(v.import_id < ${importId})`.execute(trx)
  return rows
}

/** Those whose last word is what was said before: the same text, or the same record in other words. */
async function sayingTheSame(trx: Writer, importId: number, turns: Turn[]): Promise<Turn[]> {
  const unlike = turns.filter(({ same }) => !same)
  if (unlike.length === 0) return turns
  const { rows } = await sql<{ position: number; old: string; last: string }>`
    select turn.position, old.raw as old, last.raw as last from ${listed(unlike)}
    join contract_raw old on old.import_id = turn.old_import and old.position = turn.old_position
    join contract_raw last on last.import_id = ${importId} and last.position = turn.position`.execute(trx)
  const alike = new Set(rows.filter(({ old, last }) => sameRecord(old, last)).map(({ position }) => position))
  return turns.filter(({ same, position }) => same || alike.has(position))
}

async function restore(trx: Writer, importId: number, turns: Turn[]) {
  if (turns.length === 0) return
  // Two statements, as an identity never has two current versions. The shared content says that both are one publication.
  await sql`
    update contract_version v set valid_to = ${importId}, content = old.content
    from ${listed(turns)} join contract_version old on old.import_id = turn.old_import and old.position = turn.old_position
    where v.import_id = ${importId} and v.position = turn.position`.execute(trx)
  await sql`
    update contract_version v set valid_to = ${FOREVER} from ${listed(turns)}
    where v.import_id = turn.old_import and v.position = turn.old_position`.execute(trx)
}

function listed(turns: Turn[]) {
  const [positions, imports, olds] = [
    turns.map(({ position }) => position),
    turns.map(({ oldImport }) => oldImport),
    turns.map(({ oldPosition }) => oldPosition),
  ]
  return sql`unnest(${positions}::int[], ${imports}::int[], ${olds}::int[]) as turn(position, old_import, old_position)`
}
