import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { dropReadingIndexes, makeReadingIndexes, READING_INDEXES } from './indexes.ts'

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

test('indexes made after a first import are those of the migrations, and no other is dropped', async () => {
  const migrated = await definitions()
  expect(Object.keys(migrated)).toEqual(expect.arrayContaining(Object.keys(READING_INDEXES)))
  await dropReadingIndexes(db)
  const names = Object.keys(migrated)
  expect(Object.keys(await definitions()).sort()).toEqual(names.filter(name => !(name in READING_INDEXES)).sort())
  await makeReadingIndexes(db)
  expect(await definitions()).toEqual(migrated)
  await makeReadingIndexes(db)
  expect(await definitions()).toEqual(migrated)
})
