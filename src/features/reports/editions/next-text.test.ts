import { expect, test } from 'vitest'
import { exampleScheme, readDocument, trustedDocument } from '#features/scheme'
import { SCHEME } from '../bilan/bilan.test-support.ts'
import { nextText, suggested } from './next-text.ts'

const EXAMPLE = exampleScheme('vallonne-2022')
const FIGURE = {
  period: '2025',
  row: null,
  value: '12',
  numerator: null,
  denominator: null,
  source: 'Dernière valeur.',
}
const nothing = () => null

test('what left, and what is not taken over, is not there, nor what follows it; keys stay, dates and targets do not', () => {
  const text = nextText(EXAMPLE, new Set(['flotte']), nothing)
  const keys = text.actions.map(({ key }) => key)
  expect(EXAMPLE.actions.map(({ key }) => key).filter(key => !keys.includes(key))).toEqual(['flotte', 'bourse-cotraitance']) // biome-ignore format: one line
  expect(text.indicators.some(({ parent }) => parent === 'flotte' || parent === 'bourse-cotraitance')).toBe(false)
  expect(text.indicators.some(({ parent }) => parent === null)).toBe(true)
  for (const { entered, calendar } of text.actions) {
    expect(entered).toBeNull()
    for (const { from, to } of calendar) expect([from, to]).toEqual([null, null])
  }
  for (const { baseline, targets, peers } of text.indicators)
    expect([baseline, targets, peers]).toEqual([null, null, []])
  expect(text.own).toEqual([])
})

test('an indicator starts from the figure of all, each buyer from its own; what is qualitative from none', () => {
  const text = nextText(
    EXAMPLE,
    new Set(),
    (key, buyer) =>
    key === 'part-bio' && buyer !== '219900024' ? { ...FIGURE, value: buyer ?? '1' } : key === 'avis-equipes' ? FIGURE : null, // biome-ignore format: one line
  )
  const startOf = (key: string) => text.indicators.find(one => one.key === key)?.baseline
  expect(startOf('part-bio')).toMatchObject({ value: '1' })
  expect(startOf('avis-equipes')).toBeNull()
  const own = text.own.map(({ parent, buyer, baseline, targets }) => [parent, buyer, baseline && 'value' in baseline && baseline.value, targets]) // biome-ignore format: one line
  expect(own).toEqual([
    ['part-bio', '229900998', '229900998', null],
    ['part-bio', '219900016', '219900016', null],
  ])
})

test('what is prepared is a document that holds together', () => {
  const text = nextText(EXAMPLE, new Set(['cantines', 'parcours']), () => FIGURE)
  expect(readDocument({ format: 'mieuxdisant-scheme/1', ...suggested(EXAMPLE), ...text })).toHaveProperty('document')
})

test.each([
  [{}, { code: 'essai-2026', edition: '2026-2028', from: '2026-01-01', to: '2028-12-31', title: 'Schéma d’essai' }],
  [
    { code: 'essai', edition: '2e édition' },
    { code: 'essai-2026', edition: '' },
  ],
  [
    { title: 'SPASER 2023-2025', edition: '2023-2025' },
    { title: 'SPASER 2026-2028', edition: '2026-2028' },
  ],
  [{ from: '2024-02-29', to: '2024-02-29', code: 'a-2020-2023' }, { from: '2024-03-01', to: '2025-02-28', code: 'a-2020-2024' }], // biome-ignore format: one line
])('what a form begins with: %j', (more, expected) => {
  expect(suggested(trustedDocument({ ...SCHEME, ...more }))).toMatchObject(expected)
})
