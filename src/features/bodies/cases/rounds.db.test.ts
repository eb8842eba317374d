import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { scopeOf } from '#features/organisations'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { siteWith } from '../bodies.test-support.ts'
import { caseSite, refused } from './cases.test-support.ts'
import type { Voice } from './cases.ts'
import { setChain } from './chains.ts'
import { closeRound, ROUND_JOBS, roundsHandler } from './ending.ts'
import { giveVoice, openRound, roundsOf } from './rounds.ts'
import { withdrawCase } from './submitting.ts'

const db = await testDatabase()
stopClock('2024-03-10T09:00:00Z')
const setClock = (now: string) => vi.setSystemTime(new Date(now))
const cases = await caseSite(db)
const { lead, elected, pilot, technical, seats, matters } = cases
const { submit, read, alone, inMeeting, held } = cases
const site = siteWith(db)
const nobody = async () => {}

beforeAll(() => site.means.jobs.open())
beforeEach(cases.begin)

describe('a round of mails', () => {
  const open = async (subject: string) => {
    const id = await submit(subject)
    await alone(pilot, id, 0)
    const told: string[] = []
    const round = await openRound(
      db,
      lead,
      { case: id, level: 1, until: '2024-03-20', words: 'Merci.' },
      async (_, __, seats) => {
        told.push(...seats.map(({ id: one }) => one))
      },
    )
    return { id, round, told }
  }
  const voice = (round: string, who: keyof typeof seats, said: Voice | null = 'for', by = lead) =>
    giveVoice(db, by, { round, seat: seats[who], voice: said, words: said === 'against' ? 'Trop cher.' : '' })

  test('asks each seat once, and holds every other way to decide', async () => {
    const { id, round, told } = await open('2-1')
    expect(told.length).toBe(4)
    const meeting = await held(technical, '2024-03-10', seats.lead, seats.anne)
    await expect(inMeeting(lead, id, 1, meeting)).rejects.toEqual(refused('round-pending'))
    await expect(withdrawCase(db, lead, id)).rejects.toEqual(refused('round-pending'))
    await voice(round, 'lead')
    await expect(voice(round, 'lead', 'against')).rejects.toEqual(refused('voice-twice'))
    await expect(voice(round, 'anne', null).catch(e => Promise.reject(e)) as Promise<void>).rejects.toEqual(
      refused('voice-missing'),
    )
    await expect(voice(round, 'elected')).rejects.toEqual(refused('seat-unknown'))
    await expect(voice(round, 'anne', 'for', elected)).rejects.toEqual(refused('not-in-body'))
    await expect(closeRound(db, lead, round, matters, nobody)).rejects.toEqual(refused('round-not-over'))
    const [read] = await db.as(scopeOf(lead), trx => roundsOf(trx, lead, id))
    expect(read?.voices).toMatchObject([{ seat: seats.lead, voice: 'for' }])
  })

  test('sends back with what was said against, once all have answered; without a decision where too few did', async () => {
    const { id, round } = await open('2-2')
    for (const who of ['lead', 'anne'] as const) await voice(round, who)
    for (const who of ['bruno', 'chloe'] as const) await voice(round, who, 'against')
    expect(await closeRound(db, lead, round, matters, nobody)).toBe(true)
    expect((await read(id)).decisions[1]).toMatchObject({
      outcome: 'return',
      reason: 'Trop cher.\n\nTrop cher.',
      voices: { for: 2, against: 2, abstentions: 0 },
    })

    const few = await open('2-3')
    await voice(few.round, 'anne')
    setClock('2024-03-21T09:00:00Z')
    await expect(voice(few.round, 'bruno')).rejects.toEqual(refused('round-over'))
    expect(await closeRound(db, lead, few.round, matters, nobody)).toBe(false)
    expect(await read(few.id)).toMatchObject({ state: 'open', level: 1 })
    await expect(closeRound(db, lead, few.round, matters, nobody)).rejects.toEqual(refused('round-over'))
  })

  test('ends by itself the day after its last: counted, written and told once; without a decision where one may not be taken', async () => {
    setClock('2024-03-10T09:00:00Z')
    const { id, round } = await open('2-5')
    for (const who of ['lead', 'anne', 'bruno'] as const) await voice(round, who)
    const few = await open('2-6')
    await voice(few.round, 'anne')
    // Who decided alone, and is now alone to answer in the next body.
    await setChain(db, lead, { scope: cases.site.scope, matter: 'action', bodies: [cases.group, cases.political] })
    const twice = await open('2-7')
    await voice(twice.round, 'pilotAgain')
    const job = roundsHandler(site, matters)
    const run = () =>
      job.run({ id: ROUND_JOBS[0].name, data: {}, attempt: 1, signal: new AbortController().signal, done: nobody })
    setClock('2024-03-20T23:30:00+01:00')
    await run()
    expect((await read(id)).decisions).toHaveLength(1)
    setClock('2024-03-21T00:20:00+01:00')
    await Promise.all([run(), run()])
    await run()
    expect((await read(id)).decisions[1]).toMatchObject({
      outcome: 'accept',
      way: 'round',
      on: '2024-03-20',
      voices: { for: 3, against: 0, abstentions: 0 },
    })
    for (const { id: undecided } of [few, twice])
      expect(await read(undecided)).toMatchObject({ state: 'open', level: 1 })
    const { rows } = await db.run(
      "select data->>'to' as to, data->>'paragraphs' as words from jobs.job where name = 'mail' and data->>'subject' like '%terminée%'",
    )
    const told = (subject: string) =>
      rows.flatMap(({ to, words }) => (String(words).includes(`Action ${subject}`) ? [`${to} ${words}`] : [])).sort()
    expect(told('2-5')).toEqual([expect.stringMatching(/^scheme-lead@.*accepté.*3.voix pour, 0 contre/)])
    expect(told('2-6')).toEqual([expect.stringContaining('Trop peu ont répondu')])
    expect(told('2-7')).toEqual([
      expect.stringMatching(/^elected@.*déjà validé/),
      expect.stringMatching(/^pilot@.*déjà validé/),
    ])
  })

  test('sends back with as much of what was said against as a reason may hold', async () => {
    const { id, round } = await open('2-8')
    for (const who of ['lead', 'anne', 'bruno', 'chloe'] as const)
      await giveVoice(db, lead, { round, seat: seats[who], voice: 'against', words: 'x'.repeat(2000) })
    expect(await closeRound(db, lead, round, matters, nobody)).toBe(true)
    expect((await read(id)).decisions[1]?.reason.length).toBe(5000)
    const long = 'x'.repeat(5001)
    await expect(alone(pilot, await submit('2-9'), 0, 'return', long)).rejects.toEqual(refused('words-long'))
  })

  test('does not leave its case shut where the only one who answers accepted alone just before', async () => {
    const { scope } = cases.site
    await setChain(db, lead, { scope, matter: 'action', bodies: [cases.group, cases.political] })
    const other = await submit('2-10')
    await alone(pilot, other, 0)
    const asked = { case: other, level: 1, until: '2024-03-20', words: '' }
    const few = await openRound(db, lead, asked, nobody)
    await giveVoice(db, pilot, { round: few, seat: seats.pilotAgain, voice: 'for', words: '' })
    setClock('2024-03-21T09:00:00Z')
    expect(await closeRound(db, lead, few, matters, nobody)).toBe(false)
    await alone(elected, other, 1)
    expect((await read(other)).state).toBe('accepted')
  })

  test.each(['', '2024-03-10', '2024-02-01', '2025-12-31'])('is not opened until « %s »', async until => {
    const id = await submit('2-4')
    await expect(openRound(db, lead, { case: id, level: 0, until, words: '' }, async () => {})).rejects.toEqual(
      refused('round-day'),
    )
  })
})
