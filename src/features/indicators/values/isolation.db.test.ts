import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { findScheme, openScheme } from '#features/scheme'
import type { Period } from '#kernel'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { read, SMALL } from '../indicators.test-support.ts'
import { reopenPeriod } from './closing.ts'
import { enterValues, undoEntry } from './entering.ts'
import { judgeValues } from './judging.ts'
import { valuesOf } from './reading.ts'

const db = await testDatabase()
let mine: Record<'scheme-lead', Someone>
let theirs: Record<'scheme-lead', Someone>
let scheme: string
let publicScheme: string

const entry = { indicator: 'tonnage', period: '2025' as Period, row: '', texts: { value: '7' }, seen: 0 }

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead')
  theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'scheme-lead')
  scheme = await openScheme(db, mine['scheme-lead'], read(SMALL))
  publicScheme = await openScheme(db, theirs['scheme-lead'], read({ ...SMALL, code: 'leur' }))
  await enterValues(db, mine['scheme-lead'], scheme, [entry])
})

const values = (who: Someone) => db.as(scopeOf(who), trx => valuesOf(trx, scheme))

test('the public reads what is published of a public scheme, even while it is being changed; a suspended buyer publishes nothing', async () => {
  const lead = theirs['scheme-lead']
  const id = lead.membership.organisation.id
  const shown = async () => {
    const rows = await db.read
      .selectFrom('indicator_value')
      .select('value')
      .where('scheme_id', '=', publicScheme)
      .orderBy('act')
      .execute()
    return rows.map(({ value }) => value)
  }
  await enterValues(db, lead, publicScheme, [entry])
  const [draft] = await db.as(scopeOf(lead), trx => valuesOf(trx, publicScheme))
  await judgeValues(db, lead, publicScheme, 'validate', [draft?.id ?? ''])
  const [valid] = await db.as(scopeOf(lead), trx => valuesOf(trx, publicScheme))
  const suspend = (at: string) =>
    db.transaction(trx =>
      sql`update organisation set suspended_at = ${sql.raw(at)}, suspended_for = ${at === 'null' ? null : 'M'} where id = ${id}`.execute(
        trx,
      ),
    )
  await suspend('now()')
  const publish = () => judgeValues(db, lead, publicScheme, 'publish', [valid?.id ?? ''])
  await expect(publish()).rejects.toMatchObject({ code: 'publisher-suspended' })
  await suspend('null')
  await publish()
  expect(await shown()).toEqual([])
  await db.transaction(trx => sql`update scheme set public_since = now() where id = ${publicScheme}`.execute(trx))
  expect(await shown()).toEqual(['7'])
  await enterValues(db, lead, publicScheme, [{ ...entry, texts: { value: '8' }, seen: 3 }])
  expect(await shown()).toEqual(['7'])
  await suspend('now()')
  expect(await shown()).toEqual([])
  await suspend('null')
})

test('the buyers of a joint scheme read one another’s values, and speak each for itself', async () => {
  const [lead, other] = [mine['scheme-lead'], theirs['scheme-lead']]
  const joint = await openScheme(db, lead, read({ ...SMALL, code: 'commun' }))
  await db.transaction(trx =>
    sql`insert into scheme_buyer (id, organisation_id, scheme_id, joined_at)
      values (gen_random_uuid(), ${other.membership.organisation.id}, ${joint}, now())`.execute(trx),
  )
  await enterValues(db, lead, joint, [entry])
  await enterValues(db, other, joint, [{ ...entry, texts: { value: '9' } }])
  for (const who of [lead, other]) {
    const seen = await db.as(scopeOf(who), trx => valuesOf(trx, joint))
    expect(seen.map(({ value }) => value).sort()).toEqual(['7', '9'])
  }
  const [first] = await db.as(scopeOf(other), trx =>
    valuesOf(trx, joint, { organisation: lead.membership.organisation.id }),
  )
  expect(await judgeValues(db, other, joint, 'validate', [first?.id ?? ''])).toMatchObject({ done: 0 })
})

test.each([
  'update indicator_value set value = 1',
  'update indicator_value set ended_at = null',
  'delete from indicator_value',
  'truncate indicator_value',
  "update value_act set act = 'enter'",
  'delete from value_act',
])('nobody, not even the owner: %s', async statement => {
  await expect(db.transaction(trx => sql.raw(statement).execute(trx))).rejects.toThrow(/never rewritten/)
})
test('another organisation neither reads nor writes, by the database, and by each statement where it is off', async () => {
  const stranger = theirs['scheme-lead']
  const before = await values(mine['scheme-lead'])
  await expect(enterValues(db, stranger, scheme, [entry])).resolves.toMatchObject({
    act: null,
    outcomes: [{ is: 'refused' }],
  })
  expect(await values(stranger)).toEqual([])
  await expect(
    db.as(scopeOf(stranger), trx =>
      sql`insert into value_act (id, organisation_id, scheme_id, number, act, reason, cells, author_id)
        values (gen_random_uuid(), ${mine['scheme-lead'].membership.organisation.id}, ${scheme}, 99, 'enter', '', 1, ${stranger.person.id})`.execute(
        trx,
      ),
    ),
  ).rejects.toThrow(/row-level security/)
  await db.run(
    ['value_act', 'indicator_value', 'period_closure', 'scheme', 'scheme_part', 'action_pilot']
      .map(table => `alter table ${table} disable row level security`)
      .join(';'),
  )
  expect(await db.as(scopeOf(stranger), trx => findScheme(trx, stranger, 'essai-2026'))).toBeNull()
  await expect(
    judgeValues(
      db,
      stranger,
      scheme,
      'refuse',
      before.map(({ id }) => id),
      'Non.',
    ),
  ).resolves.toMatchObject({
    done: 0,
  })
  await expect(undoEntry(db, stranger, scheme, 1)).rejects.toMatchObject({ code: 'act-unknown' })
  await expect(reopenPeriod(db, stranger, scheme, '2023', 'Parce que je le veux.')).rejects.toMatchObject({
    code: 'period-open',
  })
  expect(await values(mine['scheme-lead'])).toEqual(before)
})
