import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testAddress } from '../../../tests/support/database.ts'
import { openDatabase } from './index.ts'

const address = await testAddress()
const db = await openDatabase(address)
afterAll(() => db.close())

const anything = (of: typeof db) => of.transaction(trx => sql`select 1`.execute(trx))

test('one at a time, by name; then the next', async () => {
  const done = await db.exclusively('a', async () => [
    await db.exclusively('a', async () => 'too many'),
    await db.exclusively('b', async () => 'another'),
  ])
  expect(done).toEqual([null, 'another'])
  expect(await db.exclusively('a', async held => (await anything(held)).rows.length)).toBe(1)
})

test.skipIf(db.engine === 'pglite')(
  'whose place was lost goes on until another takes it, then writes nothing',
  async () => {
    const other = await openDatabase(address)
    await db.exclusively('a', async held => {
      await db.transaction(trx =>
        sql`
        select pg_terminate_backend(pid) from pg_locks join pg_database d on d.oid = database
        where locktype = 'advisory' and datname = current_database()`.execute(trx),
      )
      await anything(held)
      // The server has closed that connection when it gives its place.
      await expect.poll(() => other.exclusively('a', anything)).not.toBeNull()
      await expect(anything(held)).rejects.toMatchObject({ code: 'place-lost' })
      await anything(db)
    })
    expect(await db.exclusively('a', async () => 'again')).toBe('again')
    await other.close()
  },
)
