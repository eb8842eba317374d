import { expect, test, vi } from 'vitest'
import { stopClock } from '../support/clock.ts'
import { testDatabase } from '../support/database.ts'
import { numbers } from '../support/generated.ts'
import { type Decade, decade, type Settings } from './ten-years.test-support.ts'
import type { Dice } from './ten-years-drawing.test-support.ts'
import { expectCovered, expectLawful, expectTold } from './ten-years-invariants.test-support.ts'
import { seatsOn, type World } from './ten-years-rules.test-support.ts'
import { nextStep } from './ten-years-steps.test-support.ts'

const db = await testDatabase()
stopClock('2024-01-05T09:00:00Z')

/** Decades, and the seed of the first; rules know nothing of engines, which each live some where `npm run drill` takes more. */
const RUNS = Number(process.env['DECADES'] ?? (db.engine === 'pglite' ? 1 : 0))
const SEED = Number(process.env['DECADE_SEED'] ?? (db.engine === 'pglite' ? 2024 : 3024))
const LAST = '2034-01-05'
/** What is tried each month, about. */
const TRIED = 4

function diceOf(seed: number): Dice {
  const under = numbers(seed)
  for (let i = 0; i < 20; i++) under(2)
  return { under, rarely: times => under(times) === 0, one: list => list[under(Math.max(1, list.length))] }
}

/** A body meets on the morning of a day: some of those who sit are there. */
async function meet({ site, held, today }: World, dice: Dice) {
  const { actors, post, base } = site
  const body = dice.one(site.bodies) ?? ''
  const seats = seatsOn({ site, held, today }, body, today)
  if (seats.length === 0) return
  const meeting = await post(actors.lead, `${base}/instances/${body}/reunions/nouvelle`, { day: today, from: '12:00', to: '13:00', place: 'Ici' }) // biome-ignore format: one line
  expect(meeting.status, meeting.text).toBe(303)
  vi.setSystemTime(new Date(`${today}T13:00:00Z`))
  const there = seats.map(({ id }) => [`presence-${id}`, dice.rarely(3) ? 'away' : 'present'])
  const told = await post(actors.lead, `${meeting.to.replace(/\?.*/, '')}/presences`, Object.fromEntries(there))
  expect(told.status, told.text).toBe(303)
}

/** Ten years of whatever people try. @returns how many steps were let through and refused, and what came of them */
async function live(site: Decade, dice: Dice) {
  const [count, trace] = [{ done: 0, refused: 0, added: 0 }, [] as string[]]
  let now = new Date('2024-01-08T08:00:00Z')
  let world: World = { site, held: await site.held(), today: '2024-01-08' }
  const read = async () => ({ site, held: await site.held(), today: now.toISOString().slice(0, 10) })
  try {
    while (world.today < LAST) {
      vi.setSystemTime(now)
      const step = nextStep(world, dice)
      const form = step.form ? await site.filled(step.by, step.path) : {}
      const answer = await site.post(step.by, step.path, { ...form, ...step.fields })
      trace.push(
        `${world.today} ${step.by.person.name} ${step.says}: ${step.legal ? 'may' : 'may not'}, ${answer.status}`,
      )
      const after = await read()
      if (step.legal) {
        expect(answer.status, answer.text).toBe(303)
        expectLawful(world, after)
        count.done++
      } else {
        // Refused with words, not by a fault; nothing is half written.
        expect([400, 403, 404, 422], answer.text).toContain(answer.status)
        expect(after.held).toEqual(world.held)
        count.refused++
      }
      const hours = dice.rarely(TRIED) ? 24 * dice.under(60) : dice.under(3)
      const month = now.getUTCMonth()
      now = new Date(now.getTime() + hours * 3_600_000 + 60_000)
      if (now.getUTCHours() > 8)
        now = new Date(`${new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10)}T08:00:00Z`)
      world = { ...after, today: now.toISOString().slice(0, 10), site }
      if (dice.rarely(7)) {
        await meet(world, dice)
        now = new Date(Date.parse(`${world.today}T08:00:00Z`) + 86_400_000)
        world = await read()
      }
      if (now.getUTCMonth() !== month) count.added = await expectCovered(world)
    }
    await expectTold(world)
  } catch (error) {
    console.error(trace.slice(-25).join('\n'), (error as Error).message.slice(0, 300))
    throw error
  }
  const { body_decision, evaluation, scheme_version } = world.held
  const ways = ['meeting', 'round', 'alone'].map(way => body_decision.filter(one => one.way === way).length)
  const validated = evaluation.filter(one => one.validated_at !== null).length
  const texts = scheme_version.filter(({ state }) => state === 'adopted').length
  return { ...count, ways, validated, texts }
}

test.skipIf(RUNS === 0).each(Array.from({ length: RUNS || 1 }, (_, at) => SEED + at))(
  'ten years of what people may and may not do, seed %i: no rule is broken, nothing accepted changes, every action is evaluated or named',
  async seed => {
    const dice = diceOf(seed)
    const settings: Settings = {
      oneIn: 2 + dice.under(3),
      years: 2 + dice.under(3),
      stay: 1 + dice.under(4),
      stayFrom: dice.rarely(2) ? 'scheme' : 'entry',
      actions: 6 + dice.under(4),
    }
    const lived = await live(await decade(db, seed % 1_000_000, settings), dice)
    // A decade in which nothing happens proves nothing.
    expect(lived.done).toBeGreaterThan(150)
    expect(lived.refused).toBeGreaterThan(60)
    expect(lived.validated).toBeGreaterThan(2)
    if (process.env['DECADES']) console.info(seed, JSON.stringify(lived))
  },
  // One that is cut goes on, and turns the clock of the next.
  600_000,
)
