import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodiesOf, decideOfItself, ownKey, setChain } from '#features/bodies'
import { type Actor, scopeOf } from '#features/organisations'
import { addPart, adoptVersion, changePart, markOf, openAmendment, removePart, submitVersion } from '#features/scheme'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { designateShare, openCampaign } from './campaigns.ts'
import { at, evaluationSite, refused } from './evaluation.test-support.ts'
import { submitEvaluation, validateEvaluation } from './evaluations.ts'
import { EVALUATION_MATTERS } from './matters.ts'
import { campaignOfAny } from './operating.ts'
import { alsoStaying, leavingByRules } from './stays.ts'
import { evaluationTasks } from './tasks.ts'
import { globalRead } from './telling.ts'

const db = await testDatabase()
stopClock('2024-01-10T09:00:00Z')
const { lead, pilot, stranger, begin, schemeNow, cycle, stateOf, decide, accept, designated, write } =
  await evaluationSite(db)
let code = ''
beforeEach(async () => {
  code = await begin()
})

describe('an evaluation', () => {
  beforeEach(() => designated())

  test('is written by who pilots, submitted, sent back, put right, validated, then closed', async () => {
    await expect(write('a1', {}, pilot)).rejects.toEqual(refused('not-pilot'))
    const scheme = await schemeNow()
    const { organisation, id } = pilot.membership
    await db.transaction(trx =>
      sql`insert into action_pilot (id, organisation_id, scheme_id, action, membership_id)
        values (gen_random_uuid(), ${organisation.id}, ${scheme.id}, 'a1', ${id})`.execute(trx),
    )
    await write('a1', { grade: null }, pilot)
    expect(await stateOf('a1')).toBe('draft')
    await expect(submitEvaluation(db, pilot, code, 2024, 'a1')).rejects.toEqual(refused('grid-incomplete', 'ensemble'))
    await expect(write('a1', {}, pilot)).rejects.toEqual(refused('evaluation-changed'))
    await write('a1', { seen: 1 }, pilot)
    const first = await submitEvaluation(db, pilot, code, 2024, 'a1')
    expect(await stateOf('a1')).toBe('submitted')
    await expect(write('a1', { seen: 2 }, pilot)).rejects.toEqual(refused('step-submitted'))
    await decide(first, 0, 'return')
    expect(await stateOf('a1')).toBe('returned')
    await write('a1', { seen: 2, grade: 2 }, pilot)
    await accept(await submitEvaluation(db, pilot, code, 2024, 'a1'))
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

  test('waits for who pilots its action and for who leads, until it is submitted; late once its day is past', async () => {
    const waiting = async (by: Actor) =>
      (await evaluationTasks(db)(by))
        .filter(({ action }) => action.href.includes(`/${code}/`))
        .map(({ title, due, action }) => [String(title).replace(/\s/g, ' '), due, action.href.split(code)[1]])
    const share = (title: string) => [title, '2025-06-30', '/evaluation/2024']
    expect(await waiting(lead)).toEqual([share('Réunir 2 évaluations de la part de 2024')])
    expect(await waiting(pilot)).toEqual([])
    const { organisation, id } = pilot.membership
    const scheme = await schemeNow()
    await db.transaction(trx =>
      sql`insert into action_pilot (id, organisation_id, scheme_id, action, membership_id)
        values (gen_random_uuid(), ${organisation.id}, ${scheme.id}, 'a1', ${id})`.execute(trx),
    )
    expect(await waiting(pilot)).toEqual([['Évaluer une action', '2025-06-30', '/evaluation/2024/actions/a1']])
    await write('a1', {}, pilot)
    const asked = await submitEvaluation(db, pilot, code, 2024, 'a1')
    expect(await waiting(pilot)).toEqual([])
    expect(await waiting(lead)).toEqual([share('Réunir 1 évaluation de la part de 2024')])
    await accept(asked)
    expect(await waiting(lead)).toEqual([share('Réunir 1 évaluation de la part de 2024')])
    expect(await waiting(stranger)).toEqual([])
  })

  test('proposes no exit before three years, and says from when', async () => {
    const leave = { recommendation: 'leave', advice: 'Elle fait double emploi.' } as const
    await expect(write('a1', { ...leave, exitOn: '2026-12-31' })).rejects.toEqual(
      refused('exit-early', '8\u00a0janvier 2027'),
    )
    await write('a1', leave)
    await expect(submitEvaluation(db, lead, code, 2024, 'a1')).rejects.toEqual(refused('exit-missing'))
    await write('a1', { ...leave, exitOn: '2027-01-08', seen: 1 })
    await accept(await submitEvaluation(db, lead, code, 2024, 'a1'))
    expect(globalRead(await cycle()).proposedExits).toEqual([{ key: 'a1', on: '2027-01-08' }])
  })

  test.each([
    ['nothing written', null, 'evaluation-empty'],
    ['a criterion without a grade', { judgements: { relevance: { grade: 2, words: '' } } }, 'grid-incomplete'],
    ['no recommendation', { recommendation: null }, 'recommendation-missing'],
    ['a change without its words', { recommendation: 'amend' }, 'advice-missing'],
  ] as const)('is not submitted with %s', async (_, said, expected) => {
    if (said) await write('b1', said)
    await expect(submitEvaluation(db, lead, code, 2024, 'b1')).rejects.toEqual(refused(expected))
  })

  test.each([
    ['an action of no share', () => write('a3'), 'action-outside'],
    ['another organisation', () => write('a1', {}, stranger), 'scheme-unknown'],
  ] as const)('refuses %s', async (_, act, expected) => {
    await expect(act()).rejects.toEqual(refused(expected))
  })
})

test('is answered for by who leads where no body decides, by name; bodies that were chosen are asked', async () => {
  await openCampaign(db, lead, code, 2024)
  await expect(designateShare(db, lead, code, 2024)).rejects.toEqual(refused('bodies-decide'))
  const scope = `scheme:${(await schemeNow()).id}`
  for (const matter of ['choice', 'evaluation']) await setChain(db, lead, { scope, matter, bodies: [] })
  await expect(designateShare(db, pilot, code, 2024)).rejects.toEqual(refused('role-lost'))
  await expect(designateShare(db, stranger, code, 2024)).rejects.toEqual(refused('scheme-unknown'))
  await designateShare(db, lead, code, 2024)
  const share = (await cycle()).campaigns[0]
  expect(share).toMatchObject({ state: 'designated', designatedBy: lead.person.name, asked: null })
  await expect(validateEvaluation(db, lead, code, 2024, 'a1')).rejects.toEqual(refused('evaluation-empty'))
  await write('a1', { grade: null })
  await expect(validateEvaluation(db, lead, code, 2024, 'a1')).rejects.toEqual(refused('grid-incomplete'))
  await write('a1', { seen: 1 })
  await expect(validateEvaluation(db, pilot, code, 2024, 'a1')).rejects.toEqual(refused('not-pilot'))
  await validateEvaluation(db, lead, code, 2024, 'a1')
  expect((await cycle()).campaigns[0]?.actions[0]).toMatchObject({ state: 'validated', validatedBy: lead.person.name })
  await expect(validateEvaluation(db, lead, code, 2024, 'a1')).rejects.toEqual(refused('step-validated'))
  await expect(
    db.as(scopeOf(lead, 'write-evaluation'), trx => sql`update evaluation set grade = 1`.execute(trx)),
  ).rejects.toThrow('validated')
  expect(await campaignOfAny(db, code, 2024)).toMatchObject({ coverage: { evaluated: 1, actions: 6 } })
})

test('the strategy of a year is known once a body decided of it, under the years that the calendar expects', async () => {
  const [body] = await db.as(scopeOf(lead), trx => bodiesOf(trx, lead))
  const organisation = lead.membership.organisation.id
  const meeting = randomUUID()
  await db.transaction(async trx => {
    await sql`
      insert into meeting (id, organisation_id, body_id, starts_at, ends_at, state)
      values (${meeting}, ${organisation}, ${body?.id}, '2024-01-09T09:00Z', '2024-01-09T11:00Z', 'held')`.execute(trx)
    await sql`
      insert into attendance (id, organisation_id, body_id, meeting_id, seat_id, presence)
      select gen_random_uuid(), organisation_id, body_id, ${meeting}, id, 'present' from body_seat
      where body_id = ${body?.id}`.execute(trx)
  })
  const scope = `scheme:${(await schemeNow()).id}`
  const decide = (subject: string, outcome: 'accept' | 'refuse') => {
    const about = ownKey({ matter: 'strategy', scope, subject })
    const said = { form: randomUUID(), title: '', words: 'Moins, et mieux.', reason: 'À revoir.', voices: null }
    return decideOfItself(db, lead, { ...said, body: body?.id ?? '', meeting, about, outcome }, EVALUATION_MATTERS)
  }
  await expect(decide('2031', 'accept')).rejects.toEqual(refused('own-unknown'))
  await decide('2026', 'refuse')
  const id = await decide('2025', 'accept')
  expect([...(await cycle()).strategies].map(([year, one]) => [year, one.id])).toEqual([[2025, id]])
})

describe('an action that would leave its scheme', () => {
  const none = { fields: {}, marks: {} }
  const leaving = (on: string) => ({
    fields: { left: { on, reason: 'Elle fait double emploi.' } },
    marks: { left: markOf(null) },
  })
  const drafted = async () => {
    await openAmendment(db, lead, code, 'Sortir une action.')
    at('2026-03-01')
  }

  test('is held as long as the rules say, however its text is written', async () => {
    await openCampaign(db, lead, code, 2024)
    await drafted()
    const early = refused('exit-early', '8\u00a0janvier 2027')
    await expect(removePart(db, lead, code, 'a3', false, leavingByRules)).rejects.toEqual(early)
    await expect(removePart(db, lead, code, 'a', true, leavingByRules)).rejects.toEqual(early)
    await expect(changePart(db, lead, code, 'a3', leaving('2027-01-07'), leavingByRules)).rejects.toEqual(early)
    await changePart(db, lead, code, 'a3', none, leavingByRules)
    await changePart(db, lead, code, 'a3', leaving('2027-01-08'), leavingByRules)
    // What another way of writing let through does not reach the assembly.
    await removePart(db, lead, code, 'b3')
    const { blocking } = alsoStaying({ blocking: async () => ['Un autre constat.'], summary: async () => null })
    await expect(submitVersion(db, lead, code, blocking)).rejects.toMatchObject({
      code: 'text-blocked',
      message: expect.stringContaining('B3 Action b3'),
    })
  })

  test('leaves as before where nothing is evaluated, where it never was in force, and once its years are over', async () => {
    await drafted()
    await removePart(db, lead, code, 'a3', false, leavingByRules)
    await openCampaign(db, lead, code, 2024)
    const added = await addPart(db, lead, code, 'action', 'a', { title: 'Nouvelle' })
    await removePart(db, lead, code, added, false, leavingByRules)
    at('2027-01-08')
    await removePart(db, lead, code, 'b3', false, leavingByRules)
    const { blocking, adoption } = alsoStaying({ blocking: async () => [], summary: async () => null })
    const submitted = await submitVersion(db, lead, code, blocking)
    const adopt = (on: string) =>
      adoptVersion(db, lead, code, { ...submitted, on, deliberation: '', vote: '' }, adoption)
    // An adoption that is said to be of a day before would make them leave on that day.
    await expect(adopt('2027-01-07')).rejects.toMatchObject({ code: 'adoption-held' })
    await adopt('2027-01-08')
    // What left the text is still told of the cycle.
    expect(globalRead(await cycle()).exits.map(({ key, left }) => [key, left])).toEqual([
      ['a3', '2027-01-08'],
      ['b3', '2027-01-08'],
    ])
    expect((await cycle()).coverage.actions).toBe(6)
  })

  test('is known from the text that added it, which need not say when', async () => {
    await openAmendment(db, lead, code, 'Ajouter une action.')
    at('2025-03-01')
    const added = await addPart(db, lead, code, 'action', 'a', { title: 'Nouvelle' })
    const text = await submitVersion(db, lead, code)
    await adoptVersion(db, lead, code, { ...text, on: '2025-02-27', deliberation: '', vote: '' })
    expect(globalRead(await cycle()).additions.map(({ key, entered }) => [key, entered])).toEqual([
      [added, '2025-02-27'],
    ])
  })
})
