import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import {
  BarSeries,
  Composition,
  chartFile,
  type Drawing,
  drawColumns,
  drawComposition,
  drawHorizontalBars,
  drawMultiples,
  drawSteps,
  Multiples,
  Steps,
} from '../index.ts'
import { linesOf } from './chart-file.tsx'
import { apart } from './lines.tsx'

const format = (value: number) => `${value} t`
const text = fc.oneof(
  fc.constantFrom('Gaz <b>', 'a & "b"', '\u0000\u0008\ufffe\ud800', ''),
  fc.string({ unit: 'binary' }),
)
const value = fc.option(fc.oneof(fc.constantFrom(0, Number.NaN), fc.double({ min: -1e6, max: 1e9, noNaN: true })))
const rows = fc.integer({ min: 1, max: 5 }).chain(length =>
  fc.array(fc.record({ label: text, values: fc.array(value, { minLength: length, maxLength: length }) }), {
    maxLength: 6,
  }),
)

/** What a file says, once read as XML: it must be. */
function textsOf(xml: string): string[] {
  const texts: string[] = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('text', text => void texts.push(text))
  parser.write(xml).close()
  return texts
}

const fileOf = (drawing: Drawing, title = 'T') => chartFile({ title, note: 'kg', source: ['Source'], drawing })

describe('every drawing is XML for any text and any value, once in a file', () => {
  test.each<[string, (list: { label: string; values: (number | null)[] }[]) => Drawing]>([
    [
      'columns',
      list =>
        drawColumns({
          format,
          points: list.map(({ label, values: [value = null] }, i) => ({
            name: label,
            value,
            partial: i % 2 === 0,
            aim: { value: i, label },
          })),
          levels: list.map(({ label }, value) => ({ label, value, look: 'legal' })),
          whole: { value: 100, part: 'P', rest: 'R' },
        }),
    ],
    [
      'a composition',
      list =>
        drawComposition({
          format,
          parts: list.map(({ label }) => label),
          wholes: list.map(({ label }) => ({
            name: label,
            values: list.map(one => one.values[0] ?? 0),
            partial: true,
          })),
        }),
    ],
    [
      'multiples',
      list =>
        drawMultiples({
          format,
          periods: (list[0]?.values ?? []).map((_, i) => `${2000 + i}`),
          rows: list,
          partial: [true],
        }),
    ],
    [
      'bars',
      list =>
        drawHorizontalBars({ format, items: list.map(({ label, values: [value = null] }) => ({ label, value })) }),
    ],
    [
      'steps',
      list =>
        drawSteps({
          levels: ['Mauvais', 'Bon'],
          steps: list.map(({ label }, i) => ({
            name: label,
            level: ['Mauvais', 'Bon', null][i % 3] ?? null,
            partial: i > 2,
          })),
        }),
    ],
  ])('%s', (_, draw) => {
    fc.assert(
      fc.property(rows, text, (list, title) => {
        const xml = fileOf(draw(list), title)
        textsOf(xml)
        expect(xml).not.toMatch(/NaN|Infinity|="undefined|var\(/)
        expect(xml).not.toMatch(/ (?:width|height)="-/)
      }),
      { numRuns: 30 },
    )
  })
})

test('a file says its message, its note, its legend and its source, in colours that are written out', () => {
  const drawing = drawColumns({
    format,
    points: [
      { name: '2021', under: 'T0', value: 1 },
      { name: '2022', value: 2, partial: true, aim: { value: 3, label: 'Cible 2023' } },
      { name: '2023', value: null, ahead: true, aim: { value: 3, label: 'Cible 2023' } },
    ],
    levels: [{ value: 2.5, label: 'Minimum légal', look: 'legal' }],
    path: { from: 0, to: 2, values: [1, 3], label: 'Tout droit' },
    partialLabel: 'Pas encore validée',
  })
  const xml = chartFile({
    title: 'Deux tonnes',
    note: 'Papier, t',
    source: ['Vallonne', 'https://exemple.test'],
    drawing,
    pillar: 'eco',
  })
  const texts = textsOf(xml)
  for (const words of [
    'Deux tonnes',
    'Papier, t',
    'T0',
    '2 t',
    'Cible 2023',
    '3 t',
    'Minimum légal',
    'Pas encore validée',
    'Tout droit',
    'https://exemple.test',
  ])
    expect(texts).toContain(words)
  expect(xml).toContain('.fill { fill: #2f6a35; }')
  expect(xml).toContain('<pattern id="p-hatch"')
  expect(drawing.label).toBe(
    'Colonnes. 2021 T0\u00a0: 1 t, 2022\u00a0: 2 t (pas encore validée). Cible 2023\u00a0: 3 t. Minimum légal\u00a0: 2.5 t.',
  )
})

test('targets are steps: each run of points that aim at the same is one line, the last one named beside', () => {
  const aim = (value: number) => ({ value, label: `Cible ${value}` })
  const markup = String(
    <BarSeries
      id="s"
      title="T"
      format={format}
      points={[
        { name: '2021', value: 1, aim: aim(4) },
        { name: '2022', value: 2, aim: aim(4) },
        { name: '2023', value: 3, aim: aim(6) },
      ]}
    />,
  )
  expect(markup.match(/<line[^>]* class="target">/g)).toHaveLength(2 + 2) // and their marks in the legend
  expect(markup.match(/class="narrow"/g)).toHaveLength(2)
  expect(markup).toMatch(/plot__side[\s\S]*Cible 6[\s\S]*6 t/)
})

test('names beside lines never touch, nor leave the drawing', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 30, max: 210, noNaN: true }), { maxLength: 5 }), heights => {
      const placed = apart(heights, 238).sort((a, b) => a - b)
      placed.forEach((y, i) => {
        if (i > 0) expect(y - (placed[i - 1] ?? 0)).toBeGreaterThanOrEqual(36 - 1e-9)
        expect(y).toBeLessThanOrEqual(238 - 24)
      })
    }),
  )
})

test('a composition says each share, and its table each quantity; what does not add up is said', () => {
  const markup = String(
    <Composition
      id="r"
      title="T"
      format={format}
      parts={['Recyclé', 'Vierge']}
      wholes={[
        { name: '2021', values: [1, 3] },
        { name: '2022', values: [0, 0], partial: true },
      ]}
    />,
  )
  expect(markup).toContain(
    'aria-label="Répartition. 2021\u00a0: Recyclé 25,0\u202f%, Vierge 75,0\u202f%. 2022 (valeurs provisoires)\u00a0: pas de donnée."',
  )
  expect(markup).toMatch(/<td class="num">1 t<small>25,0\u202f%<\/small>/)
  expect(markup.match(/class="draft"/g)).toHaveLength(1)
})

test('small multiples share one scale, and say the last value of each, whenever it is', () => {
  const markup = String(
    <Multiples
      id="r"
      title="T"
      format={format}
      periods={['2013', '2014']}
      rows={[
        { label: 'Essence', values: [10, 5] },
        { label: 'GPL', values: [2, null] },
      ]}
    />,
  )
  expect(markup).toMatch(/Essence<\/span><b>5 t<\/b>[\s\S]*GPL<\/span><b>2 t \(2013\)<\/b>/)
  expect([...markup.matchAll(/height="([\d.]+)" class="fill/g)].map(([, height]) => height)).toEqual(['60', '30', '12'])
})

test('a step that is not one of the levels is not drawn, and is in the table', () => {
  const steps = [
    { name: '2022', level: 'Bon' },
    { name: '2023', level: 'Parfait', partial: true },
    { name: '2024', level: null },
  ]
  const markup = String(<Steps id="s" title="T" levels={['Mauvais', 'Bon']} steps={steps} />)
  expect(markup.match(/<circle cx="[^"]*" cy="34"/g)).toHaveLength(1)
  expect(markup).toMatch(/Parfait \(valeur provisoire\)[\s\S]*non renseigné/)
})

test('lines of a file break between words, and inside a word that is longer than a line', () => {
  expect(linesOf('un deux trois quatre', 10)).toEqual(['un deux', 'trois', 'quatre'])
  expect(linesOf('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  expect(linesOf('', 4)).toEqual([])
})
