import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { addSeat, decideAlone, openBody, setChain } from '#features/bodies'
import { type Actor, scopeOf } from '#features/organisations'
import {
  addPart,
  adoptVersion,
  changePart,
  findScheme,
  markOf,
  openAmendment,
  openScheme,
  removePart,
  submitVersion,
  trustedDocument,
} from '#features/scheme'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { addToShare, openCampaign, removeFromShare, setRules, submitChoice } from './campaigns.ts'
import type { EvaluationSaid } from './evaluation.ts'
import { submitEvaluation, writeEvaluation } from './evaluations.ts'
import { EVALUATION_MATTERS } from './matters.ts'
import { campaignOfAny } from './operating.ts'
import { readCycle } from './reading.ts'
import { DEFAULT_RULES } from './rules/settings.ts'
import { alsoStaying, leavingByRules } from './stays.ts'
import { campaignRead, globalRead } from './telling.ts'

const db = await testDatabase()
stopClock('2024-01-10T09:00:00Z')
const at = (day: string) => vi.setSystemTime(new Date(`${day}T09:00:00Z`))
const refused = (code: string, words = '') => expect.objectContaining({ code, message: expect.stringContaining(words) })
const KEYS = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3']
const SCHEME = {
  format: 'mieuxdisant-scheme/1',
  title: 'Schéma',
  from: '2024-01-01',
  to: '2027-12-31',
  axes: [
    { key: 'a', code: '1', title: 'Un' },
    { key: 'b', code: '2', title: 'Deux' },
  ],
  actions: KEYS.map(key => ({ key, parent: key.charAt(0), code: key.toUpperCase(), title: `Action ${key}` })),
}
const SAID: EvaluationSaid = {
  judgements: Object.fromEntries(DEFAULT_RULES.grid.map(one => [one, { grade: 3, words: '' }])),
  grade: 3,
  strengths: 'Les acheteurs s’en servent.',
  obstacles: '',
  evidence: '',
  recommendation: 'continue',
  advice: '',
  exitOn: null,
}
let [lead, pilot, stranger, technical, political]: Someone[] = []
const bodies: string[] = []
let code = ''
let rank = 0
const who = (someone: Someone | undefined) => someone as Someone

beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'adviser', 'elected')
  const theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
  ;[lead, pilot, technical, political] = [mine['scheme-lead'], mine.pilot, mine.adviser, mine.elected]
  stranger = theirs.administrator
  for (const [name, chair] of [
    ['Technique', technical],
    ['Politique', political],
  ] as const) {
    const plain = { kind: 'other', name, mandate: '', quorum: null, decides: 'majority', alone: true } as const
    const body = await openBody(db, lead, plain)
    const seat = {
      title: 'Présidence',
      role: 'chair',
      name: null,
      email: null,
      since: '2023-01-01',
      until: null,
    } as const
    await addSeat(db, lead, body, { ...seat, person: chair.person.id, substituteOf: null })
    bodies.push(body)
  }
})

beforeEach(async () => {
  at('2024-01-10')
  code = `schema-${++rank}`
  await openScheme(db, who(lead), trustedDocument({ ...SCHEME, code }))
  const submitted = await submitVersion(db, who(lead), code)
  await adoptVersion(db, who(lead), code, { ...submitted, on: '2024-01-08', deliberation: '', vote: '' })
  const scope = `scheme:${(await schemeNow()).id}`
  for (const matter of ['choice', 'evaluation']) await setChain(db, who(lead), { scope, matter, bodies })
})

const schemeNow = async (by: Actor = who(lead)) => {
  const found = await db.as(scopeOf(by), trx => findScheme(trx, by, code))
  if (found === null) throw new Error('no scheme')
  return found
}
const cycle = async () => {
  const scheme = await schemeNow()
  return db.as(scopeOf(who(lead)), trx => readCycle(trx, who(lead), scheme))
}
const share = async (year = 2024) => campaignRead(await cycle(), year)?.actions.map(({ key }) => key)
const stateOf = async (key: string) => campaignRead(await cycle(), 2024)?.actions.find(one => one.key === key)?.state
const decide = (id: string, level: number, outcome: 'accept' | 'return' = 'accept') =>
  decideAlone(
    db,
    who(level === 0 ? technical : political),
    { case: id, level, outcome, reason: outcome === 'return' ? 'À revoir.' : '' },
    EVALUATION_MATTERS,
  )
async function accept(id: string) {
  await decide(id, 0)
  await decide(id, 1)
}
async function designated(year = 2024) {
  await openCampaign(db, who(lead), code, year)
  await accept(await submitChoice(db, who(lead), code, year))
}
const write = (key: string, more: Partial<EvaluationSaid & { seen: number }> = {}, by = lead, year = 2024) =>
  writeEvaluation(db, who(by), code, year, key, { ...SAID, seen: 0, ...more })
async function validated(year: number) {
  for (const key of (await share(year)) ?? []) {
    await write(key, {}, lead, year)
    await accept(await submitEvaluation(db, who(lead), code, year, key))
  }
}

describe('the share of a year', () => {
  test('is proposed, amended with reasons, read by bodies in their order, designated, then closed', async () => {
    await openCampaign(db, who(lead), code, 2024)
    expect(await share()).toEqual(['a1', 'b1'])
    await addToShare(db, who(lead), code, 2024, { action: 'a2', reason: 'Le marché se renouvelle.' })
    await removeFromShare(db, who(lead), code, 2024, { action: 'b1', reason: 'À peine commencée.' })
    expect(await share()).toEqual(['a1', 'a2'])
    const id = await submitChoice(db, who(lead), code, 2024)
    const amend = { action: 'b2', reason: 'Une raison.' }
    await expect(addToShare(db, who(lead), code, 2024, amend)).rejects.toEqual(refused('step-submitted'))
    await decide(id, 0)
    expect(campaignRead(await cycle(), 2024)?.campaign.state).toBe('submitted')
    await decide(id, 1)
    expect(campaignRead(await cycle(), 2024)?.campaign.state).toBe('designated')
    for (const act of [addToShare, removeFromShare])
      await expect(act(db, who(lead), code, 2024, amend)).rejects.toEqual(refused('step-designated', '2024'))
    await expect(submitChoice(db, who(lead), code, 2024)).rejects.toEqual(refused('step-designated'))
    const scope = scopeOf(who(lead), 'amend-share')
    await expect(
      db.as(scope, trx =>
        sql`update campaign_action set removed = true, reason = 'r' where action = 'a1'`.execute(trx),
      ),
    ).rejects.toThrow('designated')
  })

  test('is sent back, put right, and read again', async () => {
    await openCampaign(db, who(lead), code, 2024)
    await decide(await submitChoice(db, who(lead), code, 2024), 0, 'return')
    expect(campaignRead(await cycle(), 2024)?.campaign.state).toBe('returned')
    await removeFromShare(db, who(lead), code, 2024, { action: 'b1', reason: 'Trop tôt.' })
    await addToShare(db, who(lead), code, 2024, { action: 'b1', reason: 'Finalement si.' })
    await accept(await submitChoice(db, who(lead), code, 2024))
    expect(await share()).toEqual(['a1', 'b1'])
  })

  test.each([
    ['another year than the cycle’s', () => openCampaign(db, who(lead), code, 2027), 'year-outside'],
    ['no reason', () => addToShare(db, who(lead), code, 2024, { action: 'a2', reason: ' ' }), 'reason-missing'],
    [
      'an action that is not there',
      () => addToShare(db, who(lead), code, 2024, { action: 'zz', reason: 'r' }),
      'action-unknown',
    ],
    [
      'one that is there already',
      () => addToShare(db, who(lead), code, 2024, { action: 'a1', reason: 'r' }),
      'action-known',
    ],
    [
      'one that is not in it',
      () => removeFromShare(db, who(lead), code, 2024, { action: 'a2', reason: 'r' }),
      'action-outside',
    ],
    ['twice', () => openCampaign(db, who(lead), code, 2024), 'campaign-known'],
    ['a year without a campaign', () => submitChoice(db, who(lead), code, 2025), 'campaign-unknown'],
    ['who does not lead', () => openCampaign(db, who(pilot), code, 2025), 'role-lost'],
    ['another organisation', () => openCampaign(db, who(stranger), code, 2025), 'scheme-unknown'],
    ['an evaluation before the choice is validated', () => write('a1'), 'not-designated'],
    [
      'a cycle that would lose it',
      () => setRules(db, who(lead), code, { ...DEFAULT_RULES, first: 2020 }),
      'rules-in-use',
    ],
  ] as const)('refuses %s', async (_, act, expected) => {
    await openCampaign(db, who(lead), code, 2024)
    await expect(act()).rejects.toEqual(refused(expected))
  })
})

describe('an evaluation', () => {
  beforeEach(() => designated())

  test('is written by who pilots, submitted, sent back, put right, validated, then closed', async () => {
    await expect(write('a1', {}, pilot)).rejects.toEqual(refused('not-pilot'))
    const scheme = await schemeNow()
    const { organisation, id } = who(pilot).membership
    await db.transaction(trx =>
      sql`insert into action_pilot (id, organisation_id, scheme_id, action, membership_id)
        values (gen_random_uuid(), ${organisation.id}, ${scheme.id}, 'a1', ${id})`.execute(trx),
    )
    await write('a1', { grade: null }, pilot)
    expect(await stateOf('a1')).toBe('draft')
    await expect(submitEvaluation(db, who(pilot), code, 2024, 'a1')).rejects.toEqual(
      refused('grid-incomplete', 'ensemble'),
    )
    await expect(write('a1', {}, pilot)).rejects.toEqual(refused('evaluation-changed'))
    await write('a1', { seen: 1 }, pilot)
    const first = await submitEvaluation(db, who(pilot), code, 2024, 'a1')
    expect(await stateOf('a1')).toBe('submitted')
    await expect(write('a1', { seen: 2 }, pilot)).rejects.toEqual(refused('step-submitted'))
    await decide(first, 0, 'return')
    expect(await stateOf('a1')).toBe('returned')
    await write('a1', { seen: 2, grade: 2 }, pilot)
    await accept(await submitEvaluation(db, who(pilot), code, 2024, 'a1'))
    expect(await stateOf('a1')).toBe('validated')
    await expect(write('a1', { seen: 3 }, pilot)).rejects.toEqual(refused('step-validated'))
    const told = await campaignOfAny(db, code, 2024)
    expect(told).toEqual({
      actions: [
        { code: 'A1', state: 'validated', judgement: 'partiel' },
        { code: 'B1', state: 'designated', judgement: null },
      ],
      coverage: { evaluated: 1, actions: 6 },
    })
  })

  test('proposes no exit before three years, and says from when', async () => {
    const leave = { recommendation: 'leave', advice: 'Elle fait double emploi.' } as const
    await expect(write('a1', { ...leave, exitOn: '2026-12-31' })).rejects.toEqual(
      refused('exit-early', '8\u00a0janvier 2027'),
    )
    await write('a1', leave)
    await expect(submitEvaluation(db, who(lead), code, 2024, 'a1')).rejects.toEqual(refused('exit-missing'))
    await write('a1', { ...leave, exitOn: '2027-01-08', seen: 1 })
    await accept(await submitEvaluation(db, who(lead), code, 2024, 'a1'))
    expect(globalRead(await cycle()).proposedExits).toEqual([{ key: 'a1', on: '2027-01-08' }])
  })

  test.each([
    ['nothing written', null, 'evaluation-empty'],
    ['a criterion without a grade', { judgements: { relevance: { grade: 2, words: '' } } }, 'grid-incomplete'],
    ['no recommendation', { recommendation: null }, 'recommendation-missing'],
    ['a change without its words', { recommendation: 'amend' }, 'advice-missing'],
  ] as const)('is not submitted with %s', async (_, said, expected) => {
    if (said) await write('b1', said)
    await expect(submitEvaluation(db, who(lead), code, 2024, 'b1')).rejects.toEqual(refused(expected))
  })

  test.each([
    ['an action of no share', () => write('a3'), 'action-outside'],
    ['another organisation', () => write('a1', {}, stranger), 'scheme-unknown'],
  ] as const)('refuses %s', async (_, act, expected) => {
    await expect(act()).rejects.toEqual(refused(expected))
  })
})

test('over a cycle every action is evaluated, and the last share takes what remains', async () => {
  for (const year of [2024, 2025, 2026]) {
    await designated(year)
    await validated(year)
  }
  expect([await share(2024), await share(2025), await share(2026)]).toEqual([
    ['a1', 'b1'],
    ['a2', 'b2'],
    ['a3', 'b3'],
  ])
  expect((await campaignOfAny(db, code, 2025))?.coverage).toEqual({ evaluated: 4, actions: 6 })
  expect(globalRead(await cycle()).coverage).toEqual({ actions: 6, evaluated: 6, missing: [] })
  // The next cycle begins where this one ended.
  await setRules(db, who(lead), code, { ...DEFAULT_RULES, first: 2027 })
  await openCampaign(db, who(lead), code, 2027)
  expect(await share(2027)).toEqual(['a1', 'b1'])
  // What the former one covered stays told.
  expect((await campaignOfAny(db, code, 2025))?.coverage).toEqual({ evaluated: 4, actions: 6 })
  expect(await campaignOfAny(db, 'rien-du-tout', 2024)).toBeNull()
  expect(await campaignOfAny(db, code, 2030)).toEqual({ actions: [], coverage: { evaluated: 0, actions: 6 } })
})

describe('an action that would leave its scheme', () => {
  const none = { fields: {}, marks: {} }
  const leaving = (on: string) => ({
    fields: { left: { on, reason: 'Elle fait double emploi.' } },
    marks: { left: markOf(null) },
  })
  const drafted = async () => {
    await openAmendment(db, who(lead), code, 'Sortir une action.')
    at('2026-03-01')
  }

  test('is held as long as the rules say, however its text is written', async () => {
    await openCampaign(db, who(lead), code, 2024)
    await drafted()
    const early = refused('exit-early', '8\u00a0janvier 2027')
    await expect(removePart(db, who(lead), code, 'a3', false, leavingByRules)).rejects.toEqual(early)
    await expect(removePart(db, who(lead), code, 'a', true, leavingByRules)).rejects.toEqual(early)
    await expect(changePart(db, who(lead), code, 'a3', leaving('2027-01-07'), leavingByRules)).rejects.toEqual(early)
    await changePart(db, who(lead), code, 'a3', none, leavingByRules)
    await changePart(db, who(lead), code, 'a3', leaving('2027-01-08'), leavingByRules)
    // What another way of writing let through does not reach the assembly.
    await removePart(db, who(lead), code, 'b3')
    const { blocking } = alsoStaying({ blocking: async () => ['Un autre constat.'], summary: async () => null })
    await expect(submitVersion(db, who(lead), code, blocking)).rejects.toMatchObject({
      code: 'text-blocked',
      message: expect.stringContaining('B3 Action b3'),
    })
  })

  test('leaves as before where nothing is evaluated, where it never was in force, and once its years are over', async () => {
    await drafted()
    await removePart(db, who(lead), code, 'a3', false, leavingByRules)
    await openCampaign(db, who(lead), code, 2024)
    const added = await addPart(db, who(lead), code, 'action', 'a', { title: 'Nouvelle' })
    await removePart(db, who(lead), code, added, false, leavingByRules)
    at('2027-01-08')
    await removePart(db, who(lead), code, 'b3', false, leavingByRules)
    const { blocking } = alsoStaying({ blocking: async () => [], summary: async () => null })
    const submitted = await submitVersion(db, who(lead), code, blocking)
    await adoptVersion(db, who(lead), code, { ...submitted, on: '2027-01-08', deliberation: '', vote: '' })
    // What left the text is still told of the cycle.
    expect(globalRead(await cycle()).exits.map(({ key, left }) => [key, left])).toEqual([
      ['a3', '2027-01-08'],
      ['b3', '2027-01-08'],
    ])
    expect((await cycle()).coverage.actions).toBe(6)
  })
})
