import { describe, expect, test } from 'vitest'
import { trustedDocument as read } from '#features/scheme'
import type { Period } from '#kernel'
import { NOTHING, nameOf, type State, type Value } from '../values/values.ts'
import { type Known, revisionsOf } from './computed.ts'
import { ofMeasure, readLineage } from './lineage.ts'
import type { Figured } from './measuring.ts'

const INDICATORS = [
  {
    key: 'papier',
    label: 'Papier',
    kind: 'amount',
    unit: 't',
    breakdown: {
      by: 'Label',
      rows: [
        { key: 'recycle', label: 'Recyclé' },
        { key: 'vierge', label: 'Vierge' },
      ],
    },
  },
  { key: 'agents', label: 'Agents', kind: 'count', unit: 'agents', support: true },
  { key: 'part', label: 'Part', kind: 'ratio', unit: '%', formula: '[papier : recycle] ÷ [papier]' },
  { key: 'double', label: 'Double', kind: 'ratio', unit: '%', formula: '2 × [part]' },
  { key: 'evolution', label: 'Évolution', kind: 'change', formula: '[papier] ÷ [papier, N-1]' },
  { key: 'par-agent', label: 'Par agent', kind: 'ratio', unit: 't/agent', formula: '[papier] ÷ [agents]' },
  { key: 'faux', label: 'Faux', kind: 'amount', unit: '€', formula: '[papier]' },
  { key: 'sociale', label: 'Sociale', kind: 'ratio', unit: '%', measure: 'contracts.social-share' },
]
const definitions = read({
  format: 'mieuxdisant-scheme/1',
  code: 'essai',
  title: 'Essai',
  from: '2024-01-01',
  to: '2026-12-31',
  indicators: INDICATORS.map(({ formula, measure, ...one }) => ({
    ...one,
    source: formula ? { kind: 'formula', formula } : measure ? { kind: 'measured', measure } : { kind: 'entered' },
  })),
}).indicators.map(one => ({ ...one, action: null, buyer: null, above: null }))

let last = 0
function value(
  indicator: string,
  period: string,
  row: string,
  figure: string | null,
  more: Partial<Value> = {},
): Value {
  last++
  return {
    ...{ indicator, period: period as Period, row, ...NOTHING, value: figure, id: `v${last}`, organisation: 'o' },
    ...{ origin: 'entered', state: 'validated', act: last, entered: last, judged: null, lineage: null, ...more },
  }
}
const measured = (numerator: string, denominator: string): Figured => ({
  ...{ numerator, denominator, value: String((100 * Number(numerator)) / Number(denominator)) },
  lineage: ofMeasure('contracts.social-share', {}, { excluded: [], rows: '/marches' }, ''),
})
/** What is computed once, as `indicator.period: value state`; those that say nothing are left out. */
const said = (known: Partial<Known>) =>
  run(known)
    .filter(({ value }) => value !== null)
    .map(one => `${one.indicator} ${one.period}: ${one.value} ${one.state}`)
const run = (known: Partial<Known>) =>
  revisionsOf({
    ...{ scheme: { from: '2024-01-01', to: '2026-12-31' }, definitions, values: [], measured: new Map() },
    ...{ closed: [], today: '2026-06-01', ...known },
  })
const obstacleOf = (one?: { lineage?: unknown }) => readLineage(one?.lineage)?.obstacle
const paper = (period: string, recycle: string | null, vierge: string | null, state: State = 'validated') => [
  ...(recycle === null ? [] : [value('papier', period, 'recycle', recycle, { state })]),
  ...(vierge === null ? [] : [value('papier', period, 'vierge', vierge, { state })]),
]

test('a formula reads rows, wholes, what was computed before it, the period before', () => {
  expect(said({ values: [...paper('2024', '30', '10'), ...paper('2025', '20', '5')] })).toEqual([
    'part 2024: 75 submitted',
    'part 2025: 80 submitted',
    'evolution 2025: 0.625 submitted',
    'double 2024: 150 submitted',
    'double 2025: 160 submitted',
  ])
})

test('the terms of a division are kept', () => {
  const part = run({ values: paper('2024', '30', '10') }).find(one => one.indicator === 'part' && one.period === '2024')
  expect(part).toMatchObject({ numerator: '30', denominator: '40', origin: 'computed', row: '' })
})

test('what is missing is named, row by row, and no half of a whole is read', () => {
  const some = run({ values: paper('2024', '30', null) })
  const obstacle = (key: string, period: string) =>
    obstacleOf(some.find(one => one.indicator === key && one.period === period))
  expect(obstacle('part', '2024')).toBe('Il manque\u00a0: 2024\u00a0: [papier] n’est pas renseigné.')
  expect(obstacle('evolution', '2025')).toContain('2025\u00a0: [papier] n’est pas renseigné\u00a0; 2024')
  expect(some.every(({ value, state }) => value === null && state === 'draft')).toBe(true)
})

test('nothing is divided by zero: it is said', () => {
  const [one] = run({ values: [...paper('2024', '30', '10'), value('agents', '2024', '', '0')] }).filter(
    ({ indicator, period }) => indicator === 'par-agent' && period === '2024',
  )
  expect(one?.value).toBeNull()
  expect(obstacleOf(one)).toContain('divise par zéro')
})

test('a wrong formula says what is wrong with it for every period, and keeps no other from being computed', () => {
  const wrong = run({ values: paper('2024', '30', '10') }).filter(({ indicator }) => indicator === 'faux')
  expect(wrong.map(({ period }) => period)).toEqual(['2023', '2024', '2025', '2026'])
  expect(obstacleOf(wrong[0])).toMatch(/donne «\st\s», et l’indicateur est en «\s€\s»/)
})

describe('who leads is handed what', () => {
  test('is over and reads nothing that nobody validated, through others too', () => {
    expect(said({ values: paper('2025', '20', '5', 'submitted') })).toEqual([
      'part 2025: 80 draft',
      'double 2025: 160 draft',
    ])
    expect(said({ values: paper('2026', '20', '5') })).toEqual(['part 2026: 80 draft', 'double 2026: 160 draft'])
  })
  test('a measure gives once the period is over', () => {
    const at = (period: string) => nameOf({ indicator: 'sociale', period: period as Period, row: '' })
    const figures = new Map([at('2025'), at('2026')].map(name => [name, measured('3', '4')]))
    expect(said({ measured: figures })).toEqual(['sociale 2025: 75 submitted', 'sociale 2026: 75 draft'])
  })
})

describe('computed again', () => {
  const values = paper('2025', '20', '5')
  const again = (more: Partial<Value>, changed = values, known: Partial<Known> = {}) => {
    const made = run({ values }).map(({ entered: _, judged: __, replaces: ___, lineage = null, ...one }) => ({
      ...value(one.indicator, one.period, '', null),
      ...{ ...one, lineage, judged: null },
      ...(one.indicator === 'part' && one.period === '2025' ? more : {}),
    }))
    return run({ values: [...changed, ...made], ...known })
  }
  test('without any change, nothing is written', () => {
    expect(again({})).toEqual([])
    expect(again({ state: 'published', judged: 7 })).toEqual([])
    // What reads a refused figure is a draft again.
    expect(again({ state: 'refused', judged: 7 })).toMatchObject([
      { indicator: 'double', value: '160', state: 'draft' },
    ])
  })
  test('the order in which the database gives the names of filters is no change', () => {
    const one = (filters: Record<string, string>) => ofMeasure('m', filters, null, '')
    const name = nameOf({ indicator: 'sociale', period: '2025' as Period, row: '' })
    const figured = { ...measured('3', '4'), lineage: one({ kind: 'works', family: '45' }) }
    const [made] = run({ measured: new Map([[name, figured]]) }).filter(({ indicator }) => indicator === 'sociale')
    const kept = {
      ...value('sociale', '2025', '', '75'),
      ...made,
      lineage: one({ family: '45', kind: 'works' }),
      judged: null,
    }
    expect(
      run({ measured: new Map([[name, figured]]), values: [kept as Value] }).filter(one => one.indicator === 'sociale'),
    ).toEqual([])
  })
  test('a figure that was published and changes is handed over anew, over it', () => {
    const [part] = again({ state: 'published', judged: 7, id: 'published' }, paper('2025', '21', '4'))
    expect(part).toMatchObject({
      indicator: 'part',
      value: '84',
      state: 'submitted',
      judged: null,
      replaces: 'published',
    })
  })
  test('nothing of a closed period changes, and what stands there is read', () => {
    const twice = again({}, paper('2025', '21', '4'), { closed: ['2025' as Period] })
    expect(twice.filter(({ period }) => period === '2025')).toEqual([])
  })
  test('an indicator that people enter from now on says no computed figure any more', () => {
    const entered = definitions.map(one =>
      one.key === 'part' ? { ...one, source: { kind: 'entered' as const } } : one,
    )
    const cleared = again({}, values, { definitions: entered }).find(one => one.indicator === 'part')
    expect(cleared).toMatchObject({ period: '2025', value: null, state: 'draft' })
  })
})

test('before the scheme, what was entered is enough for a figure, and what was not says nothing', () => {
  const early = run({ values: [...paper('2014', '1', '3'), ...paper('2015', '1', '1')] }).filter(
    one => one.period < '2023',
  )
  expect(early.map(one => `${one.indicator} ${one.period}: ${one.value}`)).toEqual([
    'part 2014: 25',
    'part 2015: 50',
    'evolution 2015: 0.5',
    'double 2014: 50',
    'double 2015: 100',
  ])
})
