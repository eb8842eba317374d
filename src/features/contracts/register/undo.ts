import { sql } from 'kysely'
import type { Database, Writer } from '#platform/db'
import { refuse } from '../labels.ts'
import { recover } from './recover.ts'
import { type Pair, rollUpPairs, totalsOf } from './rollup.ts'
import { FOREVER } from './tables.ts'
import { Changes, writeTotals } from './totals.ts'

const STATES = {
  running: 'en cours',
  refused: 'refusé',
  interrupted: 'interrompu',
  undone: 'déjà annulé',
  finished: 'terminé',
}

/**
 * Takes a finished import out of the register, as if its file had never been imported: what only it brought goes, what it had replaced
 * comes back, what another import also contained stays. All or nothing.
 * @throws Refusal `import-unknown`, `import-not-finished`, `import-running`
 */
export async function undoImport(db: Database, id: number): Promise<{ removed: number; restored: number }> {
  const done = await db.exclusively('import', async db => {
    await recover(db)
    return db.transaction(trx => undo(trx, id))
  })
  return done ?? refuse('import-running')
}

async function undo(trx: Writer, id: number) {
  const found = await trx.selectFrom('import').select('state').where('id', '=', id).executeTakeFirst()
  if (!found) return refuse('import-unknown', { id })
  if (found.state !== 'finished') return refuse('import-not-finished', { id, state: STATES[found.state] })
  await trx.updateTable('import').set({ state: 'undone', undone_at: sql<Date>`now()` }).where('id', '=', id).execute()
  await markAffected(trx, id)
  const { generation } = await trx.selectFrom('register').select('generation').executeTakeFirstOrThrow()
  const { rows: pairs } = await sql<Pair>`select distinct buyer, year from affected`.execute(trx)
  const changes = new Changes()
  changes.subtract(await totalsOf(trx, pairs, generation))
  const removed = await removeUnsupported(trx)
  await trx.deleteFrom('sighting').where('import_id', '=', id).execute()
  await trx.deleteFrom('entity_name').where('import_id', '=', id).execute()
  const restored = await restoreBest(trx)
  changes.add(await rollUpPairs(trx, generation, pairs))
  await writeTotals(trx, generation, changes)
  return { removed, restored }
}

/** The identities whose best version may change: those that the import brought, and those that it alone still held up. */
async function markAffected(trx: Writer, id: number) {
  await sql`
    create temporary table affected on commit drop as
    select distinct v.identity, v.buyer, v.year from contract_version v
    where v.import_id = ${id}
      or (v.import_id, v.position) in (select of_import, of_position from sighting where import_id = ${id})`.execute(
    trx,
  )
  await sql`create index on affected (identity)`.execute(trx)
  await sql`analyze affected`.execute(trx)
}

/** Removes the versions that no import in force contains any more. */
async function removeUnsupported(trx: Writer): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with gone as (
      delete from contract_version v using affected a, import i
      where v.identity = a.identity and i.id = v.import_id and i.state = 'undone'
        and not exists (
          select from sighting s join import other on other.id = s.import_id
          where s.of_import = v.import_id and s.of_position = v.position and other.state = 'finished')
      returning v.import_id, v.position
    ), raw as (
      delete from contract_raw r using gone where r.import_id = gone.import_id and r.position = gone.position
    )
    select count(*)::int as n from gone`.execute(trx)
  return rows[0]?.n ?? 0
}

/**
 * For each identity concerned, the current version remains if it is left (another may say the same: see `keepLastWord`), else the best
 * one left becomes current: the order of `replaces`, over all that is left.
 */
async function restoreBest(trx: Writer): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with best as (
      select distinct on (v.identity) v.import_id, v.position, v.valid_to
      from contract_version v join affected a on a.identity = v.identity
      order by v.identity, v.valid_to = ${FOREVER} desc, v.published desc nulls last, v.modified desc nulls last, v.import_id desc, v.position desc
    ), restored as (
      update contract_version v set valid_to = ${FOREVER} from best
      where v.import_id = best.import_id and v.position = best.position and best.valid_to <> ${FOREVER}
      returning 1
    )
    select count(*)::int as n from restored`.execute(trx)
  return rows[0]?.n ?? 0
}
