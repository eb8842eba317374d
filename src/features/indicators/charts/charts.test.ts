import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import type { Period } from '#kernel'
import { definitionOf, saying } from '../indicators.test-support.ts'
import { tell } from '../series/reading.ts'
import type { Value } from '../values/values.ts'
import { chartsOf } from './choosing.ts'
import { chartAs } from './files.ts'
import { chartsIn } from './model.ts'
import { distances, pathOf, pointsOf } from './points.ts'

const at = (period: string, value: string | null, more: Partial<Value> = {}) =>
  saying({ period: period as Period, value, state: 'published', ...more })
const BUYER = { id: 'a', siren: '229900998', name: 'Vallonne', present: true }
const ALONE = { buyers: [BUYER], chosen: BUYER }
const told = (more: object, ...values: Value[]) => tell(definitionOf(more), [], values, { to: '2028-12-31' }, ALONE)
const rows = (...keys: string[]) => ({
  breakdown: { by: 'Label', rows: keys.map(key => ({ key, label: key.toUpperCase() })) },
})
const row = (key: string, period: string, value: string | null) => at(period, value, { row: key })
const part = (period: string, numerator: string, denominator: string, value: string) =>
  at(period, value, { numerator, denominator })
const SHARE = { kind: 'ratio', unit: '%' }

test.each<[string, object, Value[], string[]]>([
  ['nothing', {}, [], []],
  ['one value alone', {}, [at('2024', '1')], []],
  ['one value and a target', { targets: [{ period: '2025', value: '2' }] }, [at('2024', '1')], ['series']],
  ['two values', {}, [at('2023', '1'), at('2024', '2')], ['series']],
  ['N ÷ N−1', { kind: 'change', unit: '' }, [at('2023', '0.9'), at('2024', '1.1')], ['change']],
  ['a part and its whole', SHARE, [part('2023', '1', '4', '25'), part('2024', '2', '4', '50')], ['share']],
  [
    'a part too small to be seen',
    SHARE,
    [part('2023', '1', '400', '0.25'), part('2024', '2', '400', '0.5')],
    ['series'],
  ],
  ['a share without its terms', SHARE, [at('2023', '25'), at('2024', '50')], ['series']],
  ['more than its whole', SHARE, [part('2023', '1', '4', '25'), part('2024', '5', '4', '125')], ['series']],
  [
    'a formula, whose terms may be anything',
    { ...SHARE, source: { kind: 'formula', formula: '[a] / [b]' } },
    [part('2023', '1', '4', '25'), part('2024', '2', '4', '50')],
    ['series'],
  ],
  ['a deliverable once', { kind: 'deliverable', unit: '' }, [at('2024', '1')], []],
  ['a deliverable twice', { kind: 'deliverable', unit: '' }, [at('2023', '0'), at('2024', '1')], ['steps']],
  ['a scale', { kind: 'scale', unit: '', levels: ['A', 'B'] }, [at('2024', null, { words: 'A' })], ['steps']],
  ['words that are no level', { kind: 'scale', unit: '', levels: ['A', 'B'] }, [at('2024', null, { words: 'Z' })], []],
  [
    'rows that add up',
    rows('x', 'y'),
    [row('x', '2023', '1'), row('y', '2023', '2'), row('x', '2024', '1'), row('y', '2024', '3')],
    ['series', 'composition'],
  ],
  ['rows at one time', rows('x', 'y'), [row('x', '2024', '1'), row('y', '2024', '3')], ['rows']],
  ['one row of many', rows('x', 'y'), [row('x', '2023', '1'), row('x', '2024', '1')], []],
  [
    'rows with a gap',
    rows('x', 'y'),
    [row('x', '2023', '1'), row('x', '2024', '1'), row('y', '2024', '3')],
    ['multiples'],
  ],
  [
    'rows that do not add up',
    { ...SHARE, ...rows('x', 'y') },
    [row('x', '2023', '10'), row('y', '2023', '20'), row('x', '2024', '10'), row('y', '2024', '30')],
    ['multiples'],
  ],
  [
    'too many rows to stack',
    rows('a', 'b', 'c', 'd', 'e'),
    ['2023', '2024'].flatMap(period => ['a', 'b', 'c', 'd', 'e'].map(key => row(key, period, '1'))),
    ['series', 'multiples'],
  ],
])('%s', (_, more, values, expected) => {
  expect(chartsOf(told(more, ...values))).toEqual(expected)
})

describe('the points of a series', () => {
  test('start at the T0, keep the years without a value, end at the last target; what is not validated is provisional', () => {
    const points = pointsOf(
      told(
        { baseline: { period: '2021', value: '10' }, targets: [{ period: '2024', value: '5' }, { value: '1' }] },
        at('2022', '9'),
        at('2024', '7', { state: 'submitted' }),
      ),
    )
    const [first, last] = [
      { value: 5, label: 'Cible 2024' },
      { value: 1, label: 'Cible 2028' },
    ]
    expect(points).toEqual([
      { name: '2021', under: 'T0', full: '2021 (T0)', value: 10, partial: false, ahead: false, aim: first },
      { name: '2022', value: 9, partial: false, ahead: false, aim: first },
      { name: '2023', value: null, partial: false, ahead: false, aim: first },
      { name: '2024', value: 7, partial: true, ahead: false, aim: first },
      { name: '2025', value: null, partial: false, ahead: true, aim: last },
      { name: '2026', value: null, partial: false, ahead: true, aim: last },
      { name: '2027', value: null, partial: false, ahead: true, aim: last },
      { name: '2028', value: null, partial: false, ahead: true, aim: last },
    ])
  })

  test('the straight way goes from the T0 to the target, as long as the axis has every period between', () => {
    const path = (t0: string, ...values: Value[]) =>
      pathOf(
        told(
          { baseline: { period: t0, value: '10' }, targets: [{ period: '2028', value: '30' }], direction: 'up' },
          ...values,
        ),
      )
    expect(path('2021', at('2024', '12'))).toMatchObject({ from: 0, to: 7, values: [10, 30] })
    expect(path('2021', at('2024', '30'))).toBeUndefined()
    expect(path('2010', at('2024', '12'))).toBeUndefined()
    expect(path('2021-S2', at('2024', '12'))).toBeUndefined()
  })

  test('of quarters have their year under them; a gap of years is not drawn', () => {
    const points = pointsOf(told({ rhythm: 'quarter' }, at('2021-T4', '1'), at('2024-T2', '2')))
    expect(points.map(({ name, under }) => `${name} ${under}`)).toEqual(['T4 2021', 'T2 2024'])
  })
})

test.each([
  ['', ['0.89', '1.2'], '0.89', -11],
  ['%', ['89'], '89', -11],
  ['%', ['-2', '3'], '3', 3],
])('a change of unit “%s” is drawn as a distance', (unit, all, value, distance) => {
  expect(distances(unit, all)(value)).toBeCloseTo(distance)
})

test('a chart is titled by what its last figure means, and says when that is not final', () => {
  const paper = told(
    {
      label: 'Papier',
      unit: 'kg',
      direction: 'down',
      ...rows('x', 'y'),
      baseline: { period: '2022', value: '9' },
      targets: [{ period: '2024', value: '5' }],
    },
    row('x', '2023', '1'),
    row('y', '2023', '6'),
    row('x', '2024', '1'),
    at('2024', '3', { row: 'y', state: 'draft' }),
  )
  expect(chartsIn(paper).map(({ title }) => title.replace(/[\u00a0\u202f]/g, ' '))).toEqual([
    '4 kg en 2024 : la cible de 5 kg fixée pour 2024 est atteinte, et au-delà',
    'En 2024, Y : 75,0 % de l’ensemble (pas encore validé)',
  ])
  const unsaid = told({ label: 'Eau', unit: 'm³', direction: 'none' }, at('2023', '1'), at('2024', '2'))
  expect(chartsIn(unsaid)[0]?.title).toBe('2\u00a0m³ en 2024')
})

test('a chart leaves as XML and as an image; a name that no chart has leaves nothing', async () => {
  const eau = told({ label: 'Eau <script>', unit: 'm³' }, at('2023', '1'), at('2024', '2'))
  const svg = await chartAs('graphique.svg', eau, ['Source : « A & B ».'])
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.write(String(svg?.body)).close()
  expect(svg?.body).toContain('Eau &lt;script&gt;')
  const png = Buffer.from((await chartAs('graphique.png', eau, []))?.body as Uint8Array)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(2 * 960)
  for (const name of ['repartition.svg', 'graphique.gif', 'graphique', '../graphique.svg', ''])
    expect(await chartAs(name, eau, [])).toBeNull()
})
