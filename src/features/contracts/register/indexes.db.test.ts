import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { dropIndexes, INDEXES, makeIndexes } from './indexes.ts'

const db = await testDatabase()

async function definitions(): Promise<Record<string, string>> {
  const { rows } = await db.transaction(trx =>
    sql<{ name: string; definition: string }>`
      select indexname as name, indexdef as definition from pg_indexes where tablename = 'contract_version'`.execute(
      trx,
    ),
  )
  return Object.fromEntries(rows.map(({ name, definition }) => [name, definition.toLowerCase()]))
}

test('indexes made after a first import are those of the migrations, all but the key', async () => {
  const migrated = await definitions()
  expect(Object.keys(migrated)).toEqual(expect.arrayContaining(Object.keys(INDEXES)))
  await dropIndexes(db)
  const names = Object.keys(migrated)
  expect(Object.keys(await definitions()).sort()).toEqual(names.filter(name => !(name in INDEXES)).sort())
  await makeIndexes(db)
  expect(await definitions()).toEqual(migrated)
  await makeIndexes(db)
  expect(await definitions()).toEqual(migrated)
})
