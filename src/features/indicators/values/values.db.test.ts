import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, scopeOf } from '#features/organisations'
import { openScheme } from '#features/scheme'
import type { Period } from '#kernel'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { read, SMALL } from '../indicators.test-support.ts'
import { closePeriod, reopenPeriod } from './closing.ts'
import type { Cell } from './deciding.ts'
import { enterValues, undoEntry } from './entering.ts'
import { judgeValues, type Step } from './judging.ts'
import { lastAct, valuesOf } from './reading.ts'

const db = await testDatabase()
let mine: Record<'scheme-lead' | 'pilot' | 'elected', Someone>
let theirs: Record<'scheme-lead', Someone>
let scheme: string

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected')
  theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'scheme-lead')
  scheme = await openScheme(db, mine['scheme-lead'], read(SMALL))
  await db.transaction(trx =>
    sql`insert into action_pilot (id, organisation_id, scheme_id, action, membership_id)
      values (gen_random_uuid(), ${mine.pilot.membership.organisation.id}, ${scheme}, 'papier', ${mine.pilot.membership.id})`.execute(
      trx,
    ),
  )
})

const cell = (indicator: string, period: string, texts: Cell['texts'], seen = 0, row = ''): Cell => ({
  indicator,
  period: period as Period,
  row,
  texts: texts ?? {},
  seen,
})
const enter = (who: Actor, ...cells: Cell[]) => enterValues(db, who, scheme, cells)
const values = (who: Actor, indicator: string) =>
  db.as(scopeOf(who), trx => valuesOf(trx, scheme, { indicators: [indicator] }))
const last = (who: Actor) => db.as(scopeOf(who), trx => lastAct(trx, who.membership.organisation.id, scheme))
const judge = async (who: Actor, step: Step, indicator: string, why?: string) =>
  judgeValues(
    db,
    who,
    scheme,
    step,
    (await values(mine['scheme-lead'], indicator)).map(({ id }) => id),
    why,
  )

test('of many cells, the good ones are saved, and each other says why not', async () => {
  const { act, outcomes } = await enter(
    mine.pilot,
    cell('tonnage', '2025', { value: '46 748,5' }, 0, 'fsc'),
    cell('tonnage', '2025', { value: 'env. 47 tonnes' }, 0, 'recycle'),
    cell('bio', '2025', { numerator: '1', denominator: '3' }),
    cell('bio', '2024', { numerator: '1', denominator: '0' }),
    cell('guide', '2025', { value: 'oui' }),
    cell('heures', '2025', { value: '12' }),
    cell('tonnage', '2099', { value: '1' }),
    cell('tonnage', '2025-S1', { value: '1' }),
    cell('tonnage', '2025', { value: '1' }, 0, 'pefc'),
    cell('perdu', '2025', { value: '1' }),
    cell('tonnage', '2024', { numerator: '1' }),
    cell('tonnage', '2023', { value: '' }),
  )
  expect(act).toBe(1)
  expect(outcomes.map(one => (one.is === 'refused' ? one.reason : one.is))).toEqual([
    'saved',
    expect.stringMatching(/env\. 47 tonnes/),
    'saved',
    expect.stringMatching(/dénominateur de zéro/),
    'saved',
    expect.stringMatching(/pilotent/),
    expect.stringMatching(/2099 n’a pas commencé/),
    expect.stringMatching(/ne se mesure pas/),
    expect.stringMatching(/ligne/),
    expect.stringMatching(/n’est plus dans le schéma/),
    expect.stringMatching(/pas un rapport/),
    'unchanged',
  ])
  expect(await values(mine.pilot, 'tonnage')).toMatchObject([{ row: 'fsc', value: '46748.5', state: 'draft', act: 1 }])
  expect(await values(mine.pilot, 'bio')).toMatchObject([
    { numerator: '1', denominator: '3', value: '33.333333333333' },
  ])
  expect((await enter(mine.elected, cell('tonnage', '2025', { value: '1' }))).act).toBeNull()
})

test('ten thousand cells with text among the numbers: the others are kept, in one act', async () => {
  const cells = Array.from({ length: 10_000 }, (_, n) =>
    cell(
      'heures',
      `${1926 + (n % 100)}`,
      { value: n % 10 === 0 ? 'texte' : String(n) },
      0,
      `lot-${Math.floor(n / 100)}`,
    ),
  )
  const { outcomes } = await enter(mine['scheme-lead'], ...cells)
  expect(outcomes.filter(({ is }) => is === 'refused')).toHaveLength(1000)
  expect(await values(mine['scheme-lead'], 'heures')).toHaveLength(9000)
  await expect(enter(mine['scheme-lead'], ...cells, ...cells, ...cells)).rejects.toMatchObject({
    code: 'entry-too-large',
  })
})

test('the second of two who write one cell sees both and chooses; two who write two columns of it both keep theirs', async () => {
  const seen = await last(mine.pilot)
  const at = (texts: Cell['texts'], known = seen) => cell('bio', '2023', texts, known)
  const both = await Promise.all([
    enter(mine.pilot, at({ numerator: '10' })),
    enter(mine['scheme-lead'], at({ numerator: '20' })),
  ])
  const outcomes = both.flatMap(one => one.outcomes)
  expect(outcomes.map(({ is }) => is).sort()).toEqual(['conflict', 'saved'])
  const conflict = outcomes.find(({ is }) => is === 'conflict')
  expect(conflict).toMatchObject({ theirs: { numerator: expect.stringMatching(/^[12]0$/) }, by: { act: 'enter' } })
  // Not what the other wrote: nothing is lost.
  const added = await enter(mine.pilot, at({ numerator: '', denominator: '40' }))
  expect(added.outcomes).toMatchObject([{ is: 'saved', content: { denominator: '40' } }])
  const chosen = await enter(mine['scheme-lead'], at({ numerator: '30' }, await last(mine.pilot)))
  expect(chosen.outcomes).toMatchObject([{ is: 'saved', content: { numerator: '30', denominator: '40', value: '75' } }])
  expect((await enter(mine.pilot, at({ numerator: '30' }))).outcomes).toMatchObject([{ is: 'unchanged' }])
})

test('an entry is undone, and its undoing too; what changed since stays', async () => {
  const before = await values(mine.pilot, 'bio')
  const seen = await last(mine.pilot)
  const { act } = await enter(
    mine.pilot,
    cell('bio', '2023', { numerator: '8' }, seen),
    cell('bio', '2022', { value: '12,5 %' }, seen),
  )
  const undone = await undoEntry(db, mine.pilot, scheme, act ?? 0)
  expect(undone).toMatchObject({ back: [{ period: '2022' }, { period: '2023' }], left: 0 })
  const after = (await values(mine.pilot, 'bio')).filter(one => one.value !== null || one.numerator !== null)
  expect(after.map(({ period, value }) => [period, value])).toEqual(before.map(({ period, value }) => [period, value]))
  const again = await undoEntry(db, mine.pilot, scheme, undone.act)
  expect(await values(mine.pilot, 'bio')).toMatchObject([{ value: '12.5' }, { numerator: '8', value: '20' }, {}])
  await enter(mine.pilot, cell('bio', '2023', { numerator: '9' }, again.act))
  expect(await undoEntry(db, mine.pilot, scheme, again.act)).toMatchObject({ left: 1 })
  await expect(undoEntry(db, mine.pilot, scheme, again.act)).rejects.toMatchObject({ code: 'act-unknown' })
  await expect(undoEntry(db, theirs['scheme-lead'], scheme, 1)).rejects.toMatchObject({ code: 'act-unknown' })
})

test('a value goes from its pilot to the lead, who refuses it with a reason, or validates and publishes it', async () => {
  const lead = mine['scheme-lead']
  const states = async () => (await values(lead, 'tonnage')).map(({ state }) => state)
  await expect(judge(mine.pilot, 'validate', 'tonnage')).rejects.toMatchObject({ code: 'role-lost' })
  await expect(judge(lead, 'refuse', 'tonnage')).rejects.toMatchObject({ code: 'reason-missing' })
  await expect(judgeValues(db, lead, scheme, 'validate', [])).rejects.toMatchObject({ code: 'nothing-chosen' })
  expect(await judge(mine.pilot, 'submit', 'heures')).toMatchObject({ done: 0 })
  const seen = await values(lead, 'tonnage')
  expect(await judge(mine.pilot, 'submit', 'tonnage')).toMatchObject({ done: 1, left: 0 })
  expect(await judge(lead, 'refuse', 'tonnage', 'Le total ne suit pas.')).toMatchObject({ done: 1 })
  expect(await states()).toEqual(['refused'])
  expect(
    await judgeValues(
      db,
      lead,
      scheme,
      'validate',
      seen.map(({ id }) => id),
    ),
  ).toMatchObject({ done: 0, left: 1 })
  expect(await judge(lead, 'publish', 'tonnage')).toMatchObject({ done: 0 })
  await judge(mine.pilot, 'submit', 'tonnage')
  await judge(lead, 'validate', 'tonnage')
  expect(await judge(lead, 'publish', 'tonnage')).toMatchObject({ done: 1 })
  // Changed, it is a draft; undone, it is as it was.
  const change = await enter(mine.pilot, cell('tonnage', '2025', { value: '5' }, await last(lead), 'fsc'))
  expect(await states()).toEqual(['draft'])
  await undoEntry(db, mine.pilot, scheme, change.act ?? 0)
  expect(await states()).toEqual(['published'])
})

test('nothing is entered in a closed period until it is reopened, with a reason', async () => {
  const lead = mine['scheme-lead']
  await expect(closePeriod(db, mine.pilot, scheme, '2023')).rejects.toMatchObject({ code: 'role-lost' })
  await expect(closePeriod(db, lead, scheme, '20x')).rejects.toMatchObject({ code: 'period-unknown' })
  await expect(closePeriod(db, lead, scheme, '2097')).rejects.toMatchObject({ code: 'period-ahead' })
  await closePeriod(db, lead, scheme, '2023')
  await expect(closePeriod(db, lead, scheme, '2023')).rejects.toMatchObject({ code: 'period-closed' })
  const late = cell('bio', '2023', { numerator: '1' }, await last(lead))
  expect((await enter(lead, late)).outcomes).toMatchObject([{ is: 'refused', reason: expect.stringMatching(/close/) }])
  await expect(reopenPeriod(db, lead, scheme, '2023', 'non')).rejects.toMatchObject({ code: 'reopening-reason' })
  await reopenPeriod(db, lead, scheme, '2023', 'Le bilan est arrivé en mars.')
  await expect(reopenPeriod(db, lead, scheme, '2023', 'Le bilan est arrivé en mars.')).rejects.toMatchObject({
    code: 'period-open',
  })
  expect((await enter(lead, late)).outcomes).toMatchObject([{ is: 'saved' }])
})
