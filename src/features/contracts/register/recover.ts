import { sql } from 'kysely'
import type { Database, Writer } from '#platform/db'
import { makeIndexes } from './indexes.ts'
import { FOREVER } from './tables.ts'

/**
 * Removes what unfinished imports left behind (a crash, a full disk, a file refused half-way); readers never saw it.
 * Call only while no import is running.
 * @param refused the import that has just been refused, and why; the others are marked interrupted
 */
export async function recover(db: Database, refused?: { id: number; refusal: string }): Promise<void> {
  const left = await db.transaction(trx =>
    trx.selectFrom('import').select('id').where('state', '=', 'running').execute(),
  )
  for (const { id } of left) {
    await db.transaction(async trx => {
      await forget(trx, id)
      const state = refused?.id === id ? 'refused' : 'interrupted'
      await trx
        .updateTable('import')
        .set({ state, refusal: refused?.id === id ? refused.refusal : null, finished_at: sql<Date>`now()` })
        .where('id', '=', id)
        .execute()
    })
  }
  await makeIndexes(db)
  // Sums that no reader looks at any more: those replaced before the present generation, whose readers are long gone.
  await db.transaction(trx => sql`delete from rollup where valid_to < (select generation from register)`.execute(trx))
}

async function forget(trx: Writer, id: number) {
  await trx.deleteFrom('contract_version').where('import_id', '=', id).execute()
  await trx.deleteFrom('contract_raw').where('import_id', '=', id).execute()
  await trx.deleteFrom('sighting').where('import_id', '=', id).execute()
  await trx.deleteFrom('entity_name').where('import_id', '=', id).execute()
  await trx.updateTable('contract_version').set({ valid_to: FOREVER }).where('valid_to', '=', id).execute()
  await trx.deleteFrom('rollup').where('valid_from', '=', id).execute()
  await trx.updateTable('rollup').set({ valid_to: FOREVER }).where('valid_to', '=', id).execute()
}
