import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#features/organisations'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { caseSite } from './cases/cases.test-support.ts'
import { giveVoice, openRound } from './cases/rounds.ts'
import { bodyTasks } from './tasks.ts'

const db = await testDatabase()
stopClock('2024-03-10T09:00:00Z')
const { lead, elected, pilot, stranger, group, seats, begin, submit, alone, held } = await caseSite(db)
const titles = async (who: Actor) =>
  (await bodyTasks(db)(who)).map(({ title, due }) => [String(title).replace(/\s/g, ' '), ...(due ? [due] : [])])

beforeAll(async () => {
  vi.setSystemTime(new Date('2024-03-10T09:00:00Z'))
  await begin()
})

test('what is submitted waits for whoever sits in the body whose turn it is, and for nobody else', async () => {
  const first = await submit('1-1')
  await submit('1-2')
  expect(await titles(pilot)).toEqual([['Se prononcer sur 2 dossiers']])
  for (const who of [lead, elected, stranger]) expect(await titles(who)).toEqual([])
  await alone(pilot, first, 0)
  expect(await titles(pilot)).toEqual([['Se prononcer sur un dossier']])
  expect(await titles(lead)).toEqual([['Se prononcer sur un dossier']])

  const round = await openRound(db, lead, { case: first, level: 1, until: '2024-03-20', words: '' }, async () => {})
  expect(await titles(lead)).toEqual([['Répondre à une consultation écrite', '2024-03-20']])
  await giveVoice(db, lead, { round, seat: seats.lead, voice: 'for', words: '' })
  expect(await titles(lead)).toEqual([])
  vi.setSystemTime(new Date('2024-03-21T09:00:00Z'))
  expect(await titles(lead)).toEqual([['Terminer une consultation écrite', '2024-03-20']])
})

test('a meeting is to be called, then attended, then written down', async () => {
  const meeting = await held(group, '2024-03-25')
  const set = (state: string) =>
    db.run(
      `update meeting set state = '${state}', convened_at = now(), convened_by = '${lead.person.id}' where id = '${meeting}'`,
    )
  const ofMeetings = async (who: Actor) => (await titles(who)).filter(([title]) => /réunion/i.test(title ?? ''))
  expect(await ofMeetings(lead)).toEqual([])
  await set('planned')
  expect(await ofMeetings(lead)).toEqual([['Convoquer une réunion']])
  expect(await ofMeetings(pilot)).toEqual([])
  await set('convened')
  expect(await ofMeetings(lead)).toEqual([])
  expect(await ofMeetings(pilot)).toEqual([['Réunion : Groupe de travail']])
  expect(await ofMeetings(elected)).toEqual([])
  vi.setSystemTime(new Date('2024-03-26T09:00:00Z'))
  expect(await ofMeetings(lead)).toEqual([['Dire qui était à la réunion du 25 mars 2024', '2024-03-25']])
  expect(await ofMeetings(pilot)).toEqual([])
  vi.setSystemTime(new Date('2024-02-01T09:00:00Z'))
  expect(await ofMeetings(pilot)).toEqual([])
})

test('who no longer sits is asked nothing', async () => {
  await db.transaction(trx => sql`update body_seat set until = '2024-03-09' where id = ${seats.pilot}`.execute(trx))
  expect(await titles(pilot)).toEqual([])
})
