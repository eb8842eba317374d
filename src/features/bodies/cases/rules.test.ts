import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Outcome } from './cases.ts'
import { after, aloneTwice, carried, countVoices, turnOf } from './rules.ts'

describe('the turn of a case', () => {
  test.each<[state: 'open' | 'accepted' | 'returned', level: number, turn: string | null]>([
    ['open', 0, 'groupe'],
    ['open', 2, 'politique'],
    ['returned', 1, null],
    ['accepted', 3, null],
  ])('%s at level %i: %s', (state, level, turn) => {
    expect(turnOf({ state, level, bodies: ['groupe', 'technique', 'politique'] })).toBe(turn)
  })

  test('goes through every body once, in their order, and nothing follows what ends it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.constantFrom<Outcome>('accept', 'return', 'refuse'), { maxLength: 12 }),
        (length, outcomes) => {
          const bodies = Array.from({ length }, (_, n) => `b${n}`)
          let now = { state: 'open' as ReturnType<typeof after>['state'], level: 0 }
          const asked: (string | null)[] = []
          for (const outcome of outcomes) {
            if (turnOf({ ...now, bodies }) === null) break
            asked.push(turnOf({ ...now, bodies }))
            now = after({ bodies, level: now.level }, outcome)
          }
          expect(asked).toEqual(bodies.slice(0, asked.length))
          expect(now.state === 'accepted').toBe(now.level === length)
          if (now.state === 'accepted') expect(outcomes.slice(0, length)).toEqual(bodies.map(() => 'accept'))
        },
      ),
    )
  })
})

test.each([
  ['the same one person twice', ['a'], ['a'], true],
  ['another person', ['a'], ['b'], false],
  ['the same one with somebody else', ['a'], ['a', 'b'], false],
  ['one of those who were there before', ['a', 'b'], ['a'], false],
  ['at the first level', [], ['a'], false],
])('alone twice in a row: %s', (_, before, now, twice) => {
  expect(aloneTwice(new Set(before), new Set(now))).toBe(twice)
})

test.each([
  ['more for than against', { for: 3, against: 2 }, true, false],
  ['as many', { for: 2, against: 2 }, false, false],
  ['nobody against', { for: 1, against: 0 }, true, true],
  ['abstentions alone', { for: 0, against: 0 }, false, false],
])('voices carry: %s', (_, voices, majority, consent) => {
  expect([carried(voices, 'majority'), carried(voices, 'consent')]).toEqual([majority, consent])
})

test('voices are counted', () => {
  expect(countVoices(['for', 'against', 'for', 'abstention'])).toEqual({ for: 2, against: 1, abstentions: 1 })
})
