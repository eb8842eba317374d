import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Seat } from './bodies.ts'
import { type Attending, peopleIn, quorumOf, sitsForHolder, takingPart, wronglyRepresented } from './rules.ts'

const DAY = '2026-03-12'
const seat = (id: string, more: Partial<Seat> = {}): Seat => ({
  ...{ id, body: 'b', person: id, name: id.toUpperCase(), email: null, title: 'Membre', role: 'member' },
  ...{ substituteOf: null, since: '2024-01-01', until: null },
  ...more,
})
const FIVE = ['a', 'b', 'c', 'd', 'e'].map(id => seat(id))
const sub = seat('s', { substituteOf: 'a' })

test.each<[string, readonly Seat[], number | null, readonly string[], [number, number, number, boolean]]>([
  ['half of five is three', FIVE, 50, ['a', 'b'], [5, 3, 2, false]],
  ['three of them are enough', FIVE, 50, ['a', 'b', 'c'], [5, 3, 3, true]],
  ['a substitute counts for the seat', [...FIVE, sub], 50, ['s', 'b', 'c'], [5, 3, 3, true]],
  ['and for nobody where its holder is there', [...FIVE, sub], 50, ['s', 'a', 'b'], [5, 3, 2, false]],
  [
    'who left that day before does not count',
    [...FIVE, seat('f', { until: '2026-03-11' })],
    100,
    ['f'],
    [5, 5, 0, false],
  ],
  ['who leaves that day does', [seat('f', { until: DAY })], 100, ['f'], [1, 1, 1, true]],
  ['nobody decides where none is asked for', FIVE, null, [], [5, 0, 0, false]],
  ['and one is enough', FIVE, null, ['e'], [5, 0, 1, true]],
  ['an empty body never decides', [], 50, [], [0, 0, 0, false]],
  [
    'one person may hold two seats of it',
    [seat('a', { person: 'x' }), seat('b', { person: 'x' })],
    100,
    ['a', 'b'],
    [2, 2, 2, true],
  ],
  ['a stranger’s seat is none', FIVE, 20, ['z'], [5, 1, 0, false]],
])('quorum: %s', (_, seats, quorum, there, [of, needed, present, reached]) => {
  expect(quorumOf({ quorum }, seats, there, DAY)).toEqual({ of, needed, there: present, reached })
})

test('one person is one, whichever seats they hold, with an account or by the same address', () => {
  const seats = [
    seat('a', { person: 'x' }),
    seat('b', { person: 'x' }),
    seat('c', { person: null, name: 'Ada', email: 'Ada@exemple.fr' }),
    seat('d', { person: null, name: 'Ada L.', email: 'ada@exemple.fr' }),
    seat('e', { person: null, name: 'Léo' }),
  ]
  expect(peopleIn(seats, ['a', 'b', 'c', 'd']).size).toBe(2)
  expect(peopleIn(seats, ['a', 'e']).size).toBe(2)
})

test('a substitute sits for a titular seat alone', () => {
  const seats = [seat('a'), seat('s', { substituteOf: 'a' })]
  expect([null, 'a', 's', 'z'].map(of => sitsForHolder(seats, of))).toEqual([true, true, false, false])
})

const says = (...said: [string, Attending['presence'], string?][]): Attending[] =>
  said.map(([of, presence, by]) => ({ seat: of, presence, by: by ?? null }))

test.each<[string, Attending[], string | null]>([
  ['by who is there', says(['a', 'represented', 'b'], ['b', 'present']), null],
  ['by nobody', says(['a', 'represented']), 'a'],
  ['by who is not there', says(['a', 'represented', 'b'], ['b', 'excused']), 'a'],
  ['by themselves', says(['a', 'represented', 'a']), 'a'],
  ['one by the other, in a circle', says(['a', 'represented', 'b'], ['b', 'represented', 'a']), 'a'],
  ['through another', says(['a', 'represented', 'b'], ['b', 'represented', 'c'], ['c', 'present']), 'a'],
])('represented %s', (_, attending, wrong) => {
  expect(wronglyRepresented(attending)?.seat ?? null).toBe(wrong)
})

test('whatever is said, who takes part is there or spoken for by somebody who is, and never counts twice', () => {
  const ids = FIVE.map(({ id }) => id)
  const one = fc.record({
    presence: fc.constantFrom('present' as const, 'excused' as const, 'away' as const, 'represented' as const),
    by: fc.option(fc.constantFrom(...ids)),
  })
  fc.assert(
    fc.property(fc.tuple(...ids.map(() => one)), said => {
      const attending = said.map(({ presence, by }, rank) => ({ seat: ids[rank] ?? '', presence, by: presence === 'represented' ? by : null })) // biome-ignore format: one line
      const there = takingPart(attending)
      const quorum = quorumOf({ quorum: 50 }, FIVE, there, DAY)
      expect(quorum.there).toBe(new Set(there).size)
      expect(quorum.reached).toBe(quorum.there >= 3)
      if (wronglyRepresented(attending) === null && there.length > 0)
        expect(attending.some(({ presence }) => presence === 'present')).toBe(true)
    }),
  )
})
