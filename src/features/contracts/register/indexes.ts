import { sql } from 'kysely'
import { together } from '#kernel'
import type { Database } from '#platform/db'
import { FOREVER } from './tables.ts'

/** The indexes of `contract_version` beside its key, by name: kind and definition, as the migrations make them (a test holds them to it). */
export const INDEXES = {
  contract_current: ['unique index', `btree (identity) where valid_to = ${FOREVER}`],
  contract_by_term: ['index', 'gin (terms)'],
  contract_by_buyer: ['index', 'btree (buyer, notified desc nulls last)'],
  contract_by_division: ['index', 'btree (division, notified desc nulls last)'],
  contract_by_date: ['index', 'btree (notified desc nulls last, identity)'],
  contract_by_amount: ['index', 'btree (amount desc nulls last, identity)'],
  contract_by_warning: ['index', "gin (warnings) where warnings <> '{}'"],
} as const

type Index = keyof typeof INDEXES
const ALL = Object.keys(INDEXES) as Index[]

/** Drops them while a register that holds nothing is filled: they are made faster at once than row by row. PostgreSQL only. */
export async function dropIndexes(db: Database): Promise<void> {
  for (const name of ALL) await db.transaction(trx => sql`drop index if exists ${sql.ref(name)}`.execute(trx))
}

/** Makes those that are missing, in a first import or after one that was cut short; two at a time. */
export async function makeIndexes(db: Database, wanted: readonly Index[] = ALL): Promise<void> {
  const missing = await db.transaction(trx =>
    sql<{ name: string }>`
      select name from unnest(${wanted}::text[]) as name where to_regclass(name) is null`.execute(trx),
  )
  const names = missing.rows.map(row => row.name as Index).values()
  const work = async () => {
    for (const name of names) {
      const [kind, definition] = INDEXES[name]
      await db.transaction(async trx => {
        await sql`select set_config('maintenance_work_mem', '256MB', true)`.execute(trx)
        await sql`create ${sql.raw(kind)} ${sql.ref(name)} on contract_version using ${sql.raw(definition)}`.execute(
          trx,
        )
      })
    }
  }
  await together(work(), work())
}
