import { sql } from 'kysely'
import { together } from '#kernel'
import type { Database } from '#platform/db'

/** The indexes of `contract_version` that only readers use, by name: as the migrations make them (a test holds them to it). */
export const READING_INDEXES = {
  contract_by_term: 'gin (terms)',
  contract_by_buyer: 'btree (buyer, notified desc nulls last)',
  contract_by_division: 'btree (division, notified desc nulls last)',
  contract_by_date: 'btree (notified desc nulls last)',
}

/** Drops them while a register that holds nothing is filled: they are made faster at once than row by row. PostgreSQL only. */
export async function dropReadingIndexes(db: Database): Promise<void> {
  for (const name of Object.keys(READING_INDEXES))
    await db.transaction(trx => sql`drop index if exists ${sql.ref(name)}`.execute(trx))
}

/** Makes those that are missing, after a first import or one that was cut short; two at a time. */
export async function makeReadingIndexes(db: Database): Promise<void> {
  const missing = await db.transaction(trx =>
    sql<{ name: string }>`
      select name from unnest(${Object.keys(READING_INDEXES)}::text[]) as name where to_regclass(name) is null`.execute(
      trx,
    ),
  )
  const names = missing.rows.map(row => row.name as keyof typeof READING_INDEXES).values()
  const work = async () => {
    for (const name of names)
      await db.transaction(async trx => {
        await sql`select set_config('maintenance_work_mem', '256MB', true)`.execute(trx)
        await sql`create index ${sql.ref(name)} on contract_version using ${sql.raw(READING_INDEXES[name])}`.execute(
          trx,
        )
      })
  }
  await together(work(), work())
}
