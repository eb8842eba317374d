import { expect, test } from 'vitest'
import type { Period } from '#kernel'
import { definitionOf as indicator, saying as value } from '../indicators.test-support.ts'
import type { Value } from '../values/values.ts'
import { factsOf, marksOf, seriesOf } from './series.ts'

const ROWS = { breakdown: { by: 'Label', rows: [{ key: 'x', label: 'X' }, { key: 'y', label: 'Y' }] } } // biome-ignore format: one line

test.each<[string, object, Partial<Value>[], number, object]>([
  ['a value', {}, [{ value: '1' }], 1, { value: '1', partial: false }],
  ['entered before computed', {}, [{ value: '2', origin: 'computed' }, { value: '1' }], 1, { value: '1' }],
  ['computed where the entry was cleared', {}, [{ value: '2', origin: 'computed' }, {}], 1, { value: '2' }],
  [
    'rows added exactly',
    ROWS,
    [
      { row: 'x', value: '0.1' },
      { row: 'y', value: '0.2' },
    ],
    1,
    { value: '0.3', partial: false },
  ],
  ['one row of two', ROWS, [{ row: 'x', value: '0.1' }], 1, { value: null, partial: true }],
  ['the whole before its rows', ROWS, [{ row: 'x', value: '1' }, { value: '5' }], 1, { value: '5', partial: false }],
  [
    'the least advanced state',
    ROWS,
    [
      { row: 'x', value: '1', state: 'published', judged: 1 },
      { row: 'y', value: '2' },
    ],
    1,
    { state: 'draft' },
  ],
  [
    'levels of two rows',
    { ...ROWS, kind: 'scale', levels: ['A', 'B'] },
    [
      { row: 'x', words: 'A' },
      { row: 'y', words: 'A' },
    ],
    1,
    { value: null, words: '' },
  ],
  ['two buyers', {}, [{ value: '1' }, { organisation: 'b', value: '2' }], 2, { value: '3', partial: false }],
  ['one buyer of two', {}, [{ value: '1' }], 2, { value: '1', partial: true }],
  [
    'a ratio of two buyers is that of their sums',
    { kind: 'ratio', unit: '%' },
    [
      { numerator: '1', denominator: '3', value: '33.333333333333' },
      { organisation: 'b', numerator: '1', denominator: '1', value: '100' },
    ],
    2,
    { numerator: '2', denominator: '4', value: '50' },
  ],
  [
    'shares without their terms do not add up',
    { kind: 'ratio', unit: '%' },
    [{ value: '30' }, { organisation: 'b', value: '40' }],
    2,
    { value: null },
  ],
])('%s', (_, more, said, buyers, expected) => {
  expect(seriesOf(indicator(more), said.map(value), buyers)).toMatchObject([expected])
})

test('a buyer of a joint scheme has its own T0 and targets; a target without a year holds at its end', () => {
  const shared = indicator({
    ...ROWS,
    baseline: { period: '2020', value: '1' },
    targets: [{ value: '9' }, { period: '2023', row: 'x', value: '3' }],
  })
  const own = [{ key: 'o', parent: 'i', buyer: '210000018', baseline: { none: 'Jamais mesuré.' }, targets: null }]
  const figures = seriesOf(shared, [value({ value: '4' })])
  expect(factsOf(shared, marksOf(shared, own, '229900998'), figures, { to: '2025-12-31' }, '2026-01-01')).toMatchObject(
    {
      t0: { period: '2020', value: '1' },
      targets: [{ period: '2025', value: '9' }],
      values: [{ period: '2024', value: '4' }],
    },
  )
  expect(factsOf(shared, marksOf(shared, own, '210000018'), figures, { to: '2025-12-31' }, '2026-01-01')).toMatchObject(
    {
      t0: 'none',
    },
  )
})

test('what is computed of a period that still runs tells neither a standing nor a trend; what somebody entered does', () => {
  const told = (origin: 'computed' | 'entered', today: string) =>
    factsOf(
      indicator({}),
      { baseline: null, targets: null },
      seriesOf(indicator({}), [value({ value: '4', origin })]),
      { to: '2025-12-31' },
      today,
    ).values.length
  expect([told('computed', '2024-12-31'), told('computed', '2025-01-01'), told('entered', '2024-12-31')]).toEqual([
    0, 1, 1,
  ])
})

test('who has left counts for what it said, and is not waited for', () => {
  const said = [
    value({ value: '1' }),
    value({ organisation: 'b', value: '2' }),
    value({ value: '3', period: '2025' as Period }),
    value({ organisation: 'b', value: '4', period: '2026' as Period }),
  ]
  const told = (left: string[]) =>
    seriesOf(indicator({}), said, 2 - left.length, new Set(left)).map(one => [one.value, one.partial])
  expect(told([])).toEqual([['3', false], ['3', true], ['4', true]]) // biome-ignore format: one line
  expect(told(['b'])).toEqual([['3', false], ['3', false], ['4', true]]) // biome-ignore format: one line
})
