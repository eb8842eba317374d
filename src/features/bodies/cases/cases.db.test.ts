import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { scopeOf } from '#features/organisations'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { caseSite, refused } from './cases.test-support.ts'
import { chainsOf, setChain } from './chains.ts'
import { closeRound } from './ending.ts'
import { giveVoice, openRound } from './rounds.ts'
import { withdrawCase } from './submitting.ts'

const db = await testDatabase()
stopClock('2024-03-10T09:00:00Z')
const setClock = (now: string) => vi.setSystemTime(new Date(now))
const cases = await caseSite(db)
const { lead, elected, pilot, stranger, group, technical, political, seats, accepted, matters, site } = cases
const { submit, read, alone, inMeeting, held } = cases

beforeEach(cases.begin)

test('a case goes through its chain in order, by the three ways to decide, and what it accepts takes effect once', async () => {
  const id = await submit('1-1')
  await alone(pilot, id, 0)
  const meeting = await held(technical, '2024-03-10', seats.lead, seats.anne)
  await inMeeting(lead, id, 1, meeting, {
    voices: { for: 2, against: 0, abstentions: 0 },
    reason: 'Sous réserve du budget.',
  })
  setClock('2024-03-12T09:00:00Z')
  const round = await openRound(db, lead, { case: id, level: 2, until: '2024-03-20', words: '' }, async () => {})
  await giveVoice(db, elected, { round, seat: seats.elected, voice: 'for', words: '' })
  await giveVoice(db, lead, {
    round,
    seat: seats.pilotAgain,
    voice: 'abstention',
    words: 'Par téléphone.',
  })
  expect(accepted).toEqual([])
  expect(await closeRound(db, lead, round, matters, async () => {})).toBe(true)
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
    const early = await held(political, '2024-03-10', seats.elected)
    await expect(inMeeting(lead, id, 0, early)).rejects.toEqual(refused('meeting-unknown'))
    await alone(pilot, id, 0)
    await expect(alone(lead, id, 1)).rejects.toEqual(refused('alone-not-allowed'))
    const meeting = await held(technical, '2024-03-10', seats.anne, seats.bruno)
    await expect(inMeeting(elected, id, 1, meeting)).rejects.toEqual(refused('not-in-body'))
    await expect(inMeeting(stranger, id, 1, meeting)).rejects.toEqual(refused('case-unknown'))
    expect((await read(id)).decisions.length).toBe(1)
  })

  test('alone at two levels in a row', async () => {
    await setChain(db, lead, { scope: site.scope, matter: 'action', bodies: [group, political] })
    const id = await submit('1-3')
    await alone(pilot, id, 0)
    const meeting = await held(political, '2024-03-10', seats.pilotAgain)
    await expect(inMeeting(lead, id, 1, meeting)).rejects.toEqual(refused('alone-twice'))
    // Sending it back is no validation.
    await inMeeting(lead, id, 1, meeting, { outcome: 'return', reason: 'À préciser.' })
    expect((await read(id)).state).toBe('returned')
  })

  test('in a meeting to come, cancelled, held before the case or before its turn, without quorum, with voices too many or contrary', async () => {
    const id = await submit('1-4')
    await alone(pilot, id, 0)
    const meet = (meeting: string, more = {}) => inMeeting(lead, id, 1, meeting, more)
    await expect(meet(await held(technical, '2024-04-01', seats.lead))).rejects.toEqual(refused('meeting-to-come'))
    await expect(meet(await held(technical, '2024-03-01', seats.lead))).rejects.toEqual(refused('meeting-before-case'))
    await expect(meet(await held(technical, '2024-03-10'))).rejects.toEqual(refused('attendance-missing'))
    await expect(meet(await held(technical, '2024-03-10', seats.lead))).rejects.toEqual(refused('quorum-missing'))
    const meeting = await held(technical, '2024-03-10', seats.lead, seats.anne)
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
  await expect(withdrawCase(db, elected, again)).rejects.toEqual(refused('role-lost'))
  await withdrawCase(db, pilot, again)
  expect((await read(again)).state).toBe('withdrawn')
})

test('a chain is said by who organises, of open bodies, each once; what is submitted keeps the one it had', async () => {
  const id = await submit('1-6')
  const chain = (bodies: string[], by = lead) => setChain(db, by, { scope: site.scope, matter: 'action', bodies })
  await expect(chain([group, group])).rejects.toEqual(refused('chain-twice'))
  await expect(chain([randomUUID()])).rejects.toEqual(refused('chain-body-unknown'))
  await expect(chain([group], elected)).rejects.toEqual(refused('role-lost'))
  await expect(chain([group], stranger)).rejects.toEqual(refused('chain-body-unknown'))
  await chain([political])
  expect((await read(id)).bodies).toEqual([group, technical, political])
  expect((await db.as(scopeOf(lead), trx => chainsOf(trx, lead, site.scope))).get('action')).toEqual([political])
  await chain([])
  await expect(submit('1-7')).rejects.toEqual(refused('chain-empty'))
})

test('two who write down the decision of one level at once: one is kept', async () => {
  const id = await submit('3-1')
  const both = await Promise.allSettled([alone(pilot, id, 0), alone(pilot, id, 0, 'refuse', 'Non.')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await read(id)).decisions.length).toBe(1)
})
