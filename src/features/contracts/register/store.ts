import { sql } from 'kysely'
import { fold, together } from '#kernel'
import { copyIn, type Database, type Writer } from '#platform/db'
import type { Batch } from '../decp/batch.ts'
import type { Aside } from './aside.ts'
import { type Current, type Decision, decide, decideNew, type Outcome } from './decide.ts'
import { rowOf, rowsOf, VERSION_COLUMNS } from './encode.ts'
import type { Seen } from './seen.ts'
import { FOREVER } from './tables.ts'

/**
 * Stores a batch, invisible until the import is finished.
 * @returns how it changes the register, whether any version became, or ceased to be, current, and what `keepLastWord` looks at
 */
export async function storeBatch(
  db: Database,
  importId: number,
  batch: Batch,
): Promise<{ outcome: Outcome; changed: boolean; retaken: number[] }> {
  const decision = await db.transaction(trx => decide(trx, importId, batch))
  await write(db, importId, batch, decision)
  const { outcome, winners, retaken } = decision
  return { outcome, changed: winners.length > 0, retaken }
}

/**
 * Stores the contracts of a batch that a register which was empty meets for the first time, without looking them up; the others are
 * put aside, for {@link storeBatch} once these are stored.
 * @param seen what this import brought so far
 */
export async function storeNew(
  db: Database,
  importId: number,
  batch: Batch,
  seen: Seen,
  aside: Aside,
): Promise<Outcome> {
  const { decision, aside: doubtful } = decideNew(batch, identity => !seen.add(identity))
  aside.add(batch, doubtful)
  await write(db, importId, batch, decision)
  return decision.outcome
}

/** On PostgreSQL the texts of records travel beside the rest. */
async function write(db: Database, importId: number, batch: Batch, decision: Decision) {
  const stored = [...decision.winners, ...decision.losers].sort((a, b) => a - b)
  await together(
    inOneGo(db, trx => writeVersions(trx, importId, batch, decision)),
    inOneGo(db, trx => copyIn(trx, 'contract_raw', RAW_COLUMNS, rowsOf(batch.raws, batch.rawEnds, stored))),
  )
}

const RAW_COLUMNS = ['import_id', 'position', 'raw']

function inOneGo<T>(db: Database, work: (trx: Writer) => Promise<T>): Promise<T> {
  return db.transaction(async trx => {
    // What is lost with a power cut is an unfinished import; finishing it waits for the disk, and for all that came before.
    await sql`select set_config('synchronous_commit', 'off', true), set_config('work_mem', '64MB', true)`.execute(trx)
    return work(trx)
  })
}

async function writeVersions(trx: Writer, importId: number, batch: Batch, decision: Decision) {
  const { winners, losers, superseded, sightings } = decision
  await supersede(trx, importId, superseded)
  await copyIn(trx, 'contract_version', VERSION_COLUMNS, rowsOf(batch.lines, batch.lineEnds, winners))
  // Never visible: its interval is empty.
  const ending = Buffer.from(`\t${importId}\n`)
  const hidden = losers.flatMap(row => [rowOf(batch.lines, batch.lineEnds, row).subarray(0, -1), ending])
  await copyIn(trx, 'contract_version', [...VERSION_COLUMNS, 'valid_to'], Buffer.concat(hidden))
  await recordSightings(trx, importId, sightings)
  await recordNames(trx, importId, batch)
}

async function supersede(trx: Writer, importId: number, identities: string[]) {
  if (identities.length === 0) return
  await trx
    .updateTable('contract_version')
    .set({ valid_to: importId })
    .where('valid_to', '=', sql.lit(FOREVER))
    .where('identity', '=', sql<string>`any(${identities}::uuid[])`)
    .execute()
}

async function recordSightings(trx: Writer, importId: number, sightings: Current[]) {
  if (sightings.length === 0) return
  const lines = sightings.map(seen => `${importId}\t${seen.importId}\t${seen.position}\n`).join('')
  await copyIn(trx, 'sighting', ['import_id', 'of_import', 'of_position'], Buffer.from(lines))
}

/** An import that is restricted to one buyer names it, and whoever has no name yet and buys nothing: it renames nobody else. */
async function recordNames(trx: Writer, importId: number, { names, only }: Batch) {
  const latest = new Map(names)
  if (latest.size === 0) return
  const columns = [...latest].map(([siret, name]) => ({
    siret,
    import_id: importId,
    name: name.replaceAll('\0', ''),
    folded: fold(name),
  }))
  const rows = JSON.stringify(columns)
  const own = sql`row.siret like ${`${only}%`} or (
    not exists (select from entity_name other where other.siret = row.siret and other.import_id <> ${importId})
    and not exists (select from contract_version v where v.buyer = row.siret))`
  await sql`
    insert into entity_name (siret, import_id, name, folded)
    select siret, import_id, name, folded
    from json_to_recordset(${rows}::json) as row(siret text, import_id int, name text, folded text)
    where ${only === null ? sql`true` : own}
    on conflict (siret, import_id) do update set name = excluded.name, folded = excluded.folded`.execute(trx)
}
