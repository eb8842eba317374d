import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Actor, scopeOf } from '#features/organisations'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { bodyOf, seatOf } from '../bodies.test-support.ts'
import type { Case, Voice } from './cases.ts'
import { chainsOf, setChain } from './chains.ts'
import { type Deciding, decideAlone, decideInMeeting, type Matter } from './deciding.ts'
import { casesOf } from './reading.ts'
import { closeRound, giveVoice, openRound, roundsOf } from './rounds.ts'
import { submitCase, withdrawCase } from './submitting.ts'

const db = await testDatabase()
stopClock('2024-03-10T09:00:00Z')
const setClock = (now: string) => vi.setSystemTime(new Date(now))
const refused = (code: string) => expect.objectContaining({ code })
const accepted: string[] = []
const MATTERS: Matter[] = [
  {
    name: 'action',
    label: 'Contenu d’une action',
    says: '',
    usual: [],
    accepted: async (_trx, _actor, { subject }) => {
      accepted.push(subject)
    },
  },
]
let [lead, elected, pilot, stranger]: Someone[] = []
let [group, technical, political]: string[] = []
const seat: Record<string, string> = {}
let scope = ''

const as = <T>(actor: Actor, work: Parameters<typeof db.as<T>>[1]) => db.as(scopeOf(actor), work)
const submit = (subject: string, by = pilot as Someone, words = 'Ce qui est proposé.') =>
  db.as(scopeOf(by, 'submit-case'), trx =>
    submitCase(trx, by, {
      scope,
      matter: 'action',
      subject,
      title: `Action ${subject}`,
      fingerprint: 'a'.repeat(64),
      words,
      called: 'Contenu d’une action',
    }),
  )
const read = async (id: string): Promise<Case> =>
  (await as(lead as Someone, trx => casesOf(trx, lead as Someone, { id })))[0] as Case
const say = (id: string, level: number, outcome: Deciding['outcome'] = 'accept', reason = '') => ({
  case: id,
  level,
  outcome,
  reason,
})
const alone = (by: Actor | undefined, id: string, level: number, outcome?: Deciding['outcome'], reason?: string) =>
  decideAlone(db, by as Actor, say(id, level, outcome, reason), MATTERS)

/** A meeting that took place, with the seats that were there. */
async function held(body: string | undefined, day: string, ...there: string[]): Promise<string> {
  const id = randomUUID()
  const organisation = (lead as Someone).membership.organisation.id
  await db.transaction(async trx => {
    await sql`
      insert into meeting (id, organisation_id, body_id, starts_at, ends_at, state)
      values (${id}, ${organisation}, ${body}, ${`${day}T09:00Z`}, ${`${day}T11:00Z`}, 'held')`.execute(trx)
    for (const one of there)
      await sql`
        insert into attendance (id, organisation_id, body_id, meeting_id, seat_id, presence)
        values (${randomUUID()}, ${organisation}, ${body}, ${id}, ${one}, 'present')`.execute(trx)
  })
  return id
}
const inMeeting = (
  by: Actor | undefined,
  id: string,
  level: number,
  meeting: string,
  more: Partial<Deciding & { voices: { for: number; against: number; abstentions: number } | null }> = {},
) => decideInMeeting(db, by as Actor, { ...say(id, level), meeting, voices: null, ...more }, MATTERS)

beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Département', 'scheme-lead', 'elected', 'pilot')
  const theirs = await organisationOf(db, '21990001600011', 'Commune', 'administrator')
  ;[lead, elected, pilot, stranger] = [mine['scheme-lead'], mine.elected, mine.pilot, theirs.administrator]
  const by = lead
  ;[group, technical, political] = [
    await bodyOf(db, by, { kind: 'working-group', name: 'Groupe de travail', quorum: null, alone: true }),
    await bodyOf(db, by, { name: 'Comité technique', quorum: 50 }),
    await bodyOf(db, by, {
      kind: 'political',
      name: 'Comité de pilotage',
      quorum: null,
      alone: true,
      decides: 'consent',
    }),
  ]
  seat['pilot'] = await seatOf(db, by, group, { person: mine.pilot.person.id, role: 'chair' })
  seat['lead'] = await seatOf(db, by, technical, { person: mine['scheme-lead'].person.id, role: 'chair' })
  for (const who of ['Anne', 'Bruno', 'Chloé']) seat[who] = await seatOf(db, by, technical, { name: who })
  seat['elected'] = await seatOf(db, by, political, { person: mine.elected.person.id, role: 'chair' })
  seat['pilot again'] = await seatOf(db, by, political, { person: mine.pilot.person.id })
})

beforeEach(async () => {
  scope = `scheme:${randomUUID()}`
  accepted.length = 0
  await setChain(db, lead as Someone, { scope, matter: 'action', bodies: [group, technical, political] as string[] })
})

test('a case goes through its chain in order, by the three ways to decide, and what it accepts takes effect once', async () => {
  const id = await submit('1-1')
  await alone(pilot, id, 0)
  const meeting = await held(technical, '2024-03-10', seat['lead'] as string, seat['Anne'] as string)
  await inMeeting(lead, id, 1, meeting, {
    voices: { for: 2, against: 0, abstentions: 0 },
    reason: 'Sous réserve du budget.',
  })
  setClock('2024-03-12T09:00:00Z')
  const round = await openRound(
    db,
    lead as Someone,
    { case: id, level: 2, until: '2024-03-20', words: '' },
    async () => {},
  )
  await giveVoice(db, elected as Someone, { round, seat: seat['elected'] as string, voice: 'for', words: '' })
  await giveVoice(db, lead as Someone, {
    round,
    seat: seat['pilot again'] as string,
    voice: 'abstention',
    words: 'Par téléphone.',
  })
  expect(accepted).toEqual([])
  expect(await closeRound(db, lead as Someone, round, MATTERS)).toBe(true)
  const found = await read(id)
  expect(found).toMatchObject({ state: 'accepted', level: 3 })
  expect(found.decisions.map(({ level, way, outcome, on }) => [level, way, outcome, on])).toEqual([
    [0, 'alone', 'accept', '2024-03-10'],
    [1, 'meeting', 'accept', '2024-03-10'],
    [2, 'round', 'accept', '2024-03-12'],
  ])
  expect(found.decisions[1]).toMatchObject({
    voices: { for: 2, against: 0, abstentions: 0 },
    reason: 'Sous réserve du budget.',
  })
  expect(accepted).toEqual(['1-1'])
  await expect(alone(pilot, id, 3)).rejects.toEqual(refused('case-closed'))
})

describe('nobody decides', () => {
  test('out of turn, of a level that moved since, of another organisation’s case, without a seat or a role', async () => {
    const id = await submit('1-2')
    await expect(alone(elected, id, 0)).rejects.toEqual(refused('not-chair'))
    await expect(alone(pilot, id, 1)).rejects.toEqual(refused('case-moved'))
    await expect(alone(stranger, id, 0)).rejects.toEqual(refused('case-unknown'))
    const early = await held(political, '2024-03-10', seat['elected'] as string)
    await expect(inMeeting(lead, id, 0, early)).rejects.toEqual(refused('meeting-unknown'))
    await alone(pilot, id, 0)
    await expect(alone(lead, id, 1)).rejects.toEqual(refused('alone-not-allowed'))
    const meeting = await held(technical, '2024-03-10', seat['Anne'] as string, seat['Bruno'] as string)
    await expect(inMeeting(elected, id, 1, meeting)).rejects.toEqual(refused('not-in-body'))
    await expect(inMeeting(stranger, id, 1, meeting)).rejects.toEqual(refused('case-unknown'))
    expect((await read(id)).decisions.length).toBe(1)
  })

  test('alone at two levels in a row', async () => {
    await setChain(db, lead as Someone, { scope, matter: 'action', bodies: [group, political] as string[] })
    const id = await submit('1-3')
    await alone(pilot, id, 0)
    const meeting = await held(political, '2024-03-10', seat['pilot again'] as string)
    await expect(inMeeting(lead, id, 1, meeting)).rejects.toEqual(refused('alone-twice'))
    // Sending it back is no validation.
    await inMeeting(lead, id, 1, meeting, { outcome: 'return', reason: 'À préciser.' })
    expect((await read(id)).state).toBe('returned')
  })

  test('in a meeting to come, cancelled, held before the case or before its turn, without quorum, with voices too many or contrary', async () => {
    const id = await submit('1-4')
    await alone(pilot, id, 0)
    const meet = (meeting: string, more = {}) => inMeeting(lead, id, 1, meeting, more)
    await expect(meet(await held(technical, '2024-04-01', seat['lead'] as string))).rejects.toEqual(
      refused('meeting-to-come'),
    )
    await expect(meet(await held(technical, '2024-03-01', seat['lead'] as string))).rejects.toEqual(
      refused('meeting-before-case'),
    )
    await expect(meet(await held(technical, '2024-03-10'))).rejects.toEqual(refused('attendance-missing'))
    await expect(meet(await held(technical, '2024-03-10', seat['lead'] as string))).rejects.toEqual(
      refused('quorum-missing'),
    )
    const meeting = await held(technical, '2024-03-10', seat['lead'] as string, seat['Anne'] as string)
    const voices = (pro: number, against: number) => ({ voices: { for: pro, against, abstentions: 0 } })
    await expect(meet(meeting, voices(3, 0))).rejects.toEqual(refused('voices-many'))
    await expect(meet(meeting, voices(1, 1))).rejects.toEqual(refused('voices-contradict'))
    await expect(meet(meeting, { outcome: 'refuse' })).rejects.toEqual(refused('reason-missing'))
    expect((await read(id)).level).toBe(1)
  })
})

test('what is sent back is written again as another case, which begins at the first body', async () => {
  const id = await submit('1-5')
  await expect(submit('1-5')).rejects.toEqual(refused('case-pending'))
  await alone(pilot, id, 0, 'return', 'Il manque les dates.')
  expect(await read(id)).toMatchObject({ state: 'returned', level: 0 })
  const again = await submit('1-5')
  expect(await read(again)).toMatchObject({ state: 'open', level: 0, decisions: [] })
  await expect(withdrawCase(db, elected as Someone, again)).rejects.toEqual(refused('role-lost'))
  await withdrawCase(db, pilot as Someone, again)
  expect((await read(again)).state).toBe('withdrawn')
})

test('a chain is said by who organises, of open bodies, each once; what is submitted keeps the one it had', async () => {
  const id = await submit('1-6')
  const chain = (bodies: (string | undefined)[], by = lead as Someone) =>
    setChain(db, by, { scope, matter: 'action', bodies: bodies as string[] })
  await expect(chain([group, group])).rejects.toEqual(refused('chain-twice'))
  await expect(chain([randomUUID()])).rejects.toEqual(refused('chain-body-unknown'))
  await expect(chain([group], elected)).rejects.toEqual(refused('role-lost'))
  await expect(chain([group], stranger)).rejects.toEqual(refused('chain-body-unknown'))
  await chain([political])
  expect((await read(id)).bodies).toEqual([group, technical, political])
  expect((await as(lead as Someone, trx => chainsOf(trx, lead as Someone, scope))).get('action')).toEqual([political])
  await chain([])
  await expect(submit('1-7')).rejects.toEqual(refused('chain-empty'))
})

describe('a round of mails', () => {
  const open = async (subject: string) => {
    const id = await submit(subject)
    await alone(pilot, id, 0)
    const told: string[] = []
    const round = await openRound(
      db,
      lead as Someone,
      { case: id, level: 1, until: '2024-03-20', words: 'Merci.' },
      async (_, __, seats) => {
        told.push(...seats.map(({ id: one }) => one))
      },
    )
    return { id, round, told }
  }
  const voice = (round: string, who: string, said: Voice | null = 'for', by = lead as Someone) =>
    giveVoice(db, by, { round, seat: seat[who] as string, voice: said, words: said === 'against' ? 'Trop cher.' : '' })

  test('asks each seat once, and holds every other way to decide', async () => {
    const { id, round, told } = await open('2-1')
    expect(told.length).toBe(4)
    const meeting = await held(technical, '2024-03-10', seat['lead'] as string, seat['Anne'] as string)
    await expect(inMeeting(lead, id, 1, meeting)).rejects.toEqual(refused('round-pending'))
    await expect(withdrawCase(db, lead as Someone, id)).rejects.toEqual(refused('round-pending'))
    await voice(round, 'lead')
    await expect(voice(round, 'lead', 'against')).rejects.toEqual(refused('voice-twice'))
    await expect(voice(round, 'Anne', null).catch(e => Promise.reject(e)) as Promise<void>).rejects.toEqual(
      refused('voice-missing'),
    )
    await expect(voice(round, 'elected')).rejects.toEqual(refused('seat-unknown'))
    await expect(voice(round, 'Anne', 'for', elected)).rejects.toEqual(refused('not-in-body'))
    await expect(closeRound(db, lead as Someone, round, MATTERS)).rejects.toEqual(refused('round-not-over'))
    const [read] = await as(lead as Someone, trx => roundsOf(trx, lead as Someone, id))
    expect(read?.voices).toMatchObject([{ seat: seat['lead'], voice: 'for' }])
  })

  test('sends back with what was said against, once all have answered; without a decision where too few did', async () => {
    const { id, round } = await open('2-2')
    for (const who of ['lead', 'Anne']) await voice(round, who)
    for (const who of ['Bruno', 'Chloé']) await voice(round, who, 'against')
    expect(await closeRound(db, lead as Someone, round, MATTERS)).toBe(true)
    expect((await read(id)).decisions[1]).toMatchObject({
      outcome: 'return',
      reason: 'Trop cher.\n\nTrop cher.',
      voices: { for: 2, against: 2, abstentions: 0 },
    })

    const few = await open('2-3')
    await voice(few.round, 'Anne')
    setClock('2024-03-21T09:00:00Z')
    await expect(voice(few.round, 'Bruno')).rejects.toEqual(refused('round-over'))
    expect(await closeRound(db, lead as Someone, few.round, MATTERS)).toBe(false)
    expect(await read(few.id)).toMatchObject({ state: 'open', level: 1 })
    await expect(closeRound(db, lead as Someone, few.round, MATTERS)).rejects.toEqual(refused('round-over'))
  })

  test.each(['', '2024-03-10', '2024-02-01', '2025-12-31'])('is not opened until « %s »', async until => {
    const id = await submit('2-4')
    await expect(
      openRound(db, lead as Someone, { case: id, level: 0, until, words: '' }, async () => {}),
    ).rejects.toEqual(refused('round-day'))
  })
})

test('two who write down the decision of one level at once: one is kept', async () => {
  const id = await submit('3-1')
  const both = await Promise.allSettled([alone(pilot, id, 0), alone(pilot, id, 0, 'refuse', 'Non.')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await read(id)).decisions.length).toBe(1)
})
