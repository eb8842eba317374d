import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { attempt } from './attempts.ts'

const db = await testDatabase()
/** 10 000 in the drill. */
const TIMES = Number(process.env['SIGN_IN_ATTEMPTS'] ?? 1000)
const lines = async () => (await db.run('select count(*)::int as n from sign_in_failure')).rows[0]?.['n']

afterEach(async () => {
  await db.run('truncate sign_in_failure')
})

/** Many attempts, 50 at once: how many were looked at, and how many were told to wait. */
async function guesses(of: (i: number) => { address: string; place: string }) {
  const done = { proved: 0, waited: 0 }
  const left = Array.from({ length: TIMES }, (_, i) => i).values()
  const guesser = async () => {
    for (const i of left)
      await attempt(db.identity, of(i), async () => {
        done.proved++
        throw new Error('wrong')
      }).catch(({ code }) => {
        if (code === 'too-many-attempts') done.waited++
      })
  }
  await Promise.all(Array.from({ length: 50 }, guesser))
  return done
}

test('thousands of attempts from one place, each on another address: 200 are looked at, and leave few lines', async () => {
  expect(await guesses(i => ({ address: `a${i}@x.test`, place: '192.0.2.1' }))).toEqual({
    proved: 200,
    waited: TIMES - 200,
  })
  expect(await lines()).toBe(401)
  const elsewhere = await attempt(db.identity, { address: 'a1@x.test', place: '192.0.2.2' }, async () => 'in')
  expect(elsewhere).toBe('in')
})

test('thousands on one address, from as many places: 60 are looked at, until a quarter of an hour has passed', async () => {
  const of = (i: number) => ({ address: 'b@x.test', place: `place ${i}` })
  expect(await guesses(of)).toEqual({ proved: 60, waited: TIMES - 60 })
  await sql`update sign_in_failure set since = since - interval '15 minutes 1 second'`.execute(db.identity)
  expect(await attempt(db.identity, of(0), async () => 'in')).toBe('in')
})
