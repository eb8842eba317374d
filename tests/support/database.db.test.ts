import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { openDatabase } from '#platform/db'
import { testAddress, testDatabase } from './database.ts'
import { administer } from './postgres-databases.ts'

const database = await testDatabase()
const other = await testAddress()

test('the engine is the one of the project, migrated', async () => {
  expect(database.engine).toBe(process.env['TEST_ENGINE'])
  const { rows } = await database.transaction(trx =>
    sql<{ n: number }>`select count(*)::int as n from migration`.execute(trx),
  )
  expect(rows[0]?.n).toBeGreaterThan(0)
})

test('two databases of a run share nothing', async () => {
  await database.transaction(trx => sql`create table only_here ()`.execute(trx))
  const second = await openDatabase(other)
  try {
    const { rows } = await sql<{ t: string | null }>`select to_regclass('only_here')::text as t`.execute(second.read)
    expect(rows[0]?.t).toBeNull()
  } finally {
    await second.close()
  }
})

test('the role of the pages cannot write', async () => {
  await expect(sql`create table by_a_page ()`.execute(database.read)).rejects.toThrow('permission denied')
})

test('a closed database leaves nothing behind: no connection, no lock', async () => {
  await (await openDatabase(other)).close()
  if ('dataDir' in other) return expect(readdirSync(other.dataDir)).not.toContain('mieuxdisant.lock')
  const count = async () => {
    const query = 'select count(*)::int as n from pg_stat_activity where datname = $1'
    const { rows } = await administer(inject('server'), client =>
      client.query(query, [new URL(other.url).pathname.slice(1)]),
    )
    return rows[0].n
  }
  await expect.poll(count, { timeout: 2000 }).toBe(0)
})
