import { expect, test } from 'vitest'
import type { Branch } from '../text/outline.ts'
import { aimedBelow, type Bound, gapsOf } from './gaps.ts'

const target = (period: string | null, value: string, row: string | null = null) => ({
  period,
  row,
  value,
  tentative: false,
  source: '',
})
const minimum = (period: string | null, value: string) => ({ period, value, source: 'L2112-2 CCP' })

test.each<[string, Partial<Bound>, string | null]>([
  ['below', { legal: [minimum(null, '30')], targets: [target('2028', '29.5')] }, '30'],
  ['at it', { legal: [minimum(null, '30')], targets: [target('2028', '30')] }, null],
  ['on the way to it', { legal: [minimum(null, '30')], targets: [target('2026', '10'), target('2028', '30')] }, null],
  ['before it applies', { legal: [minimum('2030', '100')], targets: [target('2028', '90')] }, null],
  [
    'when it applies',
    { legal: [minimum('2027', '100')], targets: [target('2028', '90'), target('2026', '100')] },
    '100',
  ],
  ['without a year', { legal: [minimum('2027', '100')], targets: [target(null, '90')] }, '100'],
  ['of a row', { legal: [minimum(null, '30')], targets: [target('2028', '1', 'fsc')] }, null],
  ['to go down', { direction: 'down', legal: [minimum(null, '30')], targets: [target('2028', '1')] }, null],
  ['without numbers', { legal: [minimum(null, '30')], targets: { none: 'Plus tard.' } }, null],
])('a target %s', (_, said, expected) => {
  const bound: Bound = { key: 'i', direction: 'up', legal: [], targets: null, ...said }
  expect(aimedBelow(bound)?.minimum ?? null).toBe(expected)
})

const line = (said: Partial<Branch>) =>
  ({
    pilots: [],
    under: [],
    left: null,
    buyer: null,
    steps: [],
    support: false,
    unsaid: { baseline: false, targets: false },
    ...said,
  }) as unknown as Branch
const indicator = (key: string, baseline: boolean, targets: boolean, support = false) =>
  line({ kind: 'indicator', key, support, unsaid: { baseline, targets } })

test('what lacks something is told by what it lacks; what left the scheme, and data that support others, lack nothing', () => {
  const full = line({
    kind: 'action',
    key: 'full',
    pilots: ['Achats'],
    steps: [{ key: 'e', title: 'Étape', from: null, to: null }],
    under: [indicator('said', false, false), indicator('bare', true, true), indicator('support', true, true, true)],
  })
  const empty = line({ kind: 'action', key: 'empty', under: [indicator('data', true, false, true)] })
  const theirs = line({ ...full, key: 'theirs', buyer: '219900016', under: [indicator('its', false, false)] })
  const gone = line({ kind: 'action', key: 'gone', left: '2027-01-01', under: [indicator('late', true, true)] })
  const outline = [
    line({ kind: 'axis', key: 'a', under: [full, empty, theirs, gone, indicator('of-axis', false, true)] }),
  ]
  const bounds: Bound[] = ['said', 'late'].map(key => ({
    key,
    direction: 'up',
    legal: [minimum(null, '3')],
    targets: [target(null, '2')],
  }))
  const keys = Object.entries(gapsOf(outline, new Set(['full']), bounds, '229900998')).map(([gap, parts]) => [
    gap,
    parts.map(({ key }) => key),
  ])
  expect(Object.fromEntries(keys)).toEqual({
    indicator: ['empty'],
    baseline: ['bare'],
    target: ['bare', 'of-axis'],
    minimum: ['said'],
    directorate: ['empty'],
    person: ['empty'],
    calendar: ['empty'],
  })
})
