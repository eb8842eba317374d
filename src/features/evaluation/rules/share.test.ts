import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverageOf } from './coverage.ts'
import { lastYear, yearsOf } from './cycle.ts'
import { DEFAULT_RULES } from './settings.ts'
import { type Candidate, isEligible, proposeShare } from './share.ts'

const SCHEME = { from: '2022-01-01', adopted: '2022-02-14' }
const action = (key: string, axis: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ key, axis, pilots: [], entered: '2022-02-14', left: null },
  ...more,
})
/** The shares of a whole cycle, as they are proposed. */
function cycle(actions: readonly Candidate[], rules = DEFAULT_RULES) {
  const done = new Map<string, number>()
  return yearsOf(SCHEME, rules).map(year => {
    const share = proposeShare(actions, done, rules, year, SCHEME)
    for (const key of share) done.set(key, year)
    return share
  })
}
const range = (size: number) => Array.from({ length: size }, (_, at) => at)

test('twenty-one actions: seven a year, each axis in proportion, none twice', () => {
  const actions = range(21).map(at => action(`a${at}`, at < 9 ? 'un' : at < 15 ? 'deux' : 'trois'))
  const shares = cycle(actions)
  expect(shares.map(share => share.length)).toEqual([7, 7, 7])
  expect(new Set(shares.flat()).size).toBe(21)
  expect(shares[0]).toEqual(['a0', 'a1', 'a2', 'a9', 'a10', 'a15', 'a16'])
})

test('the oldest come first, then those whose pilot has fewest', () => {
  const actions = [
    action('neuve', 'a', { entered: '2022-03-01', pilots: ['Routes'] }),
    action('une', 'a', { pilots: ['Achats'] }),
    action('deux', 'a', { pilots: ['Achats'] }),
    action('trois', 'a', { pilots: ['Routes'] }),
  ]
  expect(proposeShare(actions, new Map(), { ...DEFAULT_RULES, oneIn: 2 }, 2023, SCHEME)).toEqual(['une', 'trois'])
})

test('what left, or is to come, is in no share; where all were evaluated, the oldest are again', () => {
  const actions = [
    action('partie', 'a', { left: '2022-12-01' }),
    action('a-venir', 'a', { entered: '2024-02-12' }),
    action('une', 'a'),
    action('deux', 'a'),
  ]
  const done = new Map([
    ['une', 2023],
    ['deux', 2022],
  ])
  expect(proposeShare(actions, new Map(), DEFAULT_RULES, 2023, SCHEME)).toEqual(['une'])
  expect(proposeShare(actions.slice(2), done, DEFAULT_RULES, 2024, SCHEME)).toEqual(['deux'])
})

test('a cycle says what it has not evaluated, and why', () => {
  const actions = [
    action('faite', 'a'),
    action('en-cours', 'a'),
    action('partie', 'a', { left: '2024-03-01' }),
    action('tardive', 'a', { entered: '2024-02-12' }),
    action('oubliee', 'a'),
    action('d-apres', 'a', { entered: '2025-01-01' }),
    action('d-avant', 'a', { left: '2021-06-01' }),
  ]
  const evaluations = [
    { key: 'faite', share: 2022, validated: true },
    { key: 'en-cours', share: 2023, validated: false },
    // Of another cycle.
    { key: 'oubliee', share: 2019, validated: true },
  ]
  expect(coverageOf(actions, evaluations, DEFAULT_RULES, SCHEME, '2023-12-31')).toEqual({
    actions: 5,
    evaluated: 1,
    missing: [
      { key: 'en-cours', why: 'under-way', share: 2023 },
      { key: 'partie', why: 'left', share: null },
      { key: 'tardive', why: 'added-late', share: null },
      { key: 'oubliee', why: 'no-share', share: null },
    ],
  })
})

const day = fc
  .integer({ min: 0, max: 365 * 6 })
  .map(at => new Date(Date.UTC(2021, 6, 1 + at)).toISOString().slice(0, 10))
const candidate = fc.record({
  axis: fc.constantFrom('un', 'deux', 'trois'),
  pilots: fc.subarray(['Achats', 'Routes', 'Collèges']),
  entered: fc.option(day, { nil: null }),
  left: fc.option(day, { nil: null, freq: 4 }),
})
const candidates = fc
  .array(candidate, { maxLength: 40 })
  .map(list => list.map((one, at) => ({ key: `a${at}`, ...one })))
const settings = fc
  .record({ oneIn: fc.integer({ min: 1, max: 5 }), years: fc.integer({ min: 1, max: 5 }) })
  .map(some => ({ ...DEFAULT_RULES, ...some }))

test('over any cycle, every action has a share or is named as having none', () => {
  fc.assert(
    fc.property(candidates, settings, (actions, rules) => {
      const shares = cycle(actions, rules)
      const years = yearsOf(SCHEME, rules)
      for (const [at, share] of shares.entries()) {
        expect(new Set(share).size).toBe(share.length)
        for (const key of share) {
          const one = actions.find(known => known.key === key) as Candidate
          expect(isEligible(one, years[at] as number, SCHEME.adopted)).toBe(true)
        }
      }
      const taken = shares.flatMap((share, at) => share.map(key => ({ key, share: years[at] as number, validated: true }))) // biome-ignore format: one line
      const last = lastYear(SCHEME, rules)
      // Nothing that was in the scheme when its last share began is forgotten.
      for (const one of actions)
        if (isEligible(one, last, SCHEME.adopted)) expect(taken.map(({ key }) => key)).toContain(one.key)
      const told = coverageOf(actions, taken, rules, SCHEME, `${last - 1}-12-31`)
      expect(told.evaluated + told.missing.length).toBe(told.actions)
      const counted = actions.filter(
        ({ entered, left }) => (entered ?? '') <= `${last}-12-31` && (left === null || left > `${years[0]}-01-01`),
      )
      expect(told.actions).toBe(counted.length)
      const named = new Set([...told.missing, ...taken].map(({ key }) => key))
      for (const { key } of counted) expect(named).toContain(key)
    }),
  )
})

test('each axis gives its part of what was never evaluated, within one', () => {
  fc.assert(
    fc.property(candidates, settings, (actions, rules) => {
      const [first] = yearsOf(SCHEME, rules) as [number]
      fc.pre(rules.years > 1)
      const share = new Set(proposeShare(actions, new Map(), rules, first, SCHEME))
      const pool = actions.filter(one => isEligible(one, first, SCHEME.adopted))
      for (const axis of ['un', 'deux', 'trois']) {
        const own = pool.filter(one => one.axis === axis)
        const exact = (share.size * own.length) / Math.max(1, pool.length)
        expect(Math.abs(own.filter(({ key }) => share.has(key)).length - exact)).toBeLessThan(1)
      }
    }),
  )
})
