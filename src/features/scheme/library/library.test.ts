import { expect, test } from 'vitest'
import { DIVISIONS } from '#features/families'
import { readDocument } from '../document/reading.ts'
import { library } from './library.ts'
import { THEMES } from './model.ts'
import { modelScheme } from './model-scheme.ts'

const COVER = { format: 'mieuxdisant-scheme/1', code: 'essai', title: 'Essai', from: '2026-01-01', to: '2028-12-31' }
const named = (...keys: string[]) => library().filter(({ key }) => keys.includes(key))

test('about sixty models, in every theme, each with what begins an action', () => {
  expect(library().length).toBeGreaterThanOrEqual(60)
  expect([...new Set(library().map(({ theme }) => theme))]).toEqual(Object.keys(THEMES))
  for (const { key, aim, description, steps, evaluation, pilots, pillars, indicators } of library()) {
    expect([aim, description].every(Boolean), key).toBe(true)
    expect(
      [steps, evaluation, pilots, pillars].every(({ length }) => length > 0),
      key,
    ).toBe(true)
    expect(
      indicators.some(({ support }) => !support),
      key,
    ).toBe(true)
    for (const one of indicators)
      if (one.kind === 'ratio' || one.kind === 'change')
        expect(one.source.kind === 'formula' || (one.numerator && one.denominator), one.key).toBeTruthy()
  }
  const families = Object.values(DIVISIONS) as string[]
  expect(
    library()
      .flatMap(model => model.families)
      .filter(one => !families.includes(one)),
  ).toEqual([])
})

test('a formula reads indicators of its own model, of the same rhythm', () => {
  for (const { indicators } of library())
    for (const { source, rhythm } of indicators)
      if (source.kind === 'formula')
        for (const [, name, row] of source.formula.matchAll(/\[([\w-]+)(?: : ([\w-]+))?(?:, N-1)?\]/g)) {
          const read = indicators.find(({ key }) => key === name)
          expect(read?.rhythm, source.formula).toBe(rhythm)
          if (row) expect(read?.breakdown?.rows.map(({ key }) => key)).toContain(row)
        }
})

test('all of them make a scheme that holds together, without a date, a T0 or a target', () => {
  const made = modelScheme(library())
  expect(readDocument({ ...COVER, ...made })).toMatchObject({ document: made })
  expect(made.axes.map(({ code, pillar }) => [code, pillar])).toEqual([
    ['1', 'environmental'],
    ['2', 'social'],
    ['3', 'economic'],
    ['4', null],
  ])
  expect(made.actions).toHaveLength(library().length)
  expect(new Set(made.actions.map(({ code }) => code)).size).toBe(made.actions.length)
  expect(made.indicators.every(({ baseline, targets }) => baseline === null && targets === null)).toBe(true)
  expect(made.actions.flatMap(({ calendar }) => calendar).every(({ from, to }) => from === null && to === null)).toBe(
    true,
  )
})

test('chosen models are numbered by pillar and theme, and say where they come from', () => {
  const made = modelScheme(named('papier-sobre', 'vehicules-peu-emissifs', 'sourcage', 'recharge'))
  expect(made.objectives.map(({ code, title }) => `${code} ${title}`)).toEqual([
    '1-1 Papier',
    '1-2 Mobilité',
    '2-1 Sourçage',
  ])
  expect(made.actions.map(({ code, key }) => `${code} ${key}`)).toEqual([
    '1-1.1 papier-sobre',
    '1-2.1 vehicules-peu-emissifs',
    '1-2.2 recharge',
    '2-1.1 sourcage',
  ])
  const paper = made.indicators.filter(({ parent }) => parent === 'papier-sobre')
  expect(paper.map(({ code, key }) => `${code} ${key}`)).toEqual([
    ' papier-consomme',
    '1-1.1-i1 evolution-du-papier',
    '1-1.1-i2 papier-recycle',
  ])
  expect(made.actions[3]?.remark).toContain('Pas-de-Calais, 2017-2020')
  expect(made.actions[0]).toMatchObject({ themes: ['Papier'], pillars: ['environmental'], entered: null })
  expect(made.actions[0]?.calendar[0]).toMatchObject({ key: 'etape-1', from: null })
})

test('nothing chosen makes no text', () => {
  expect(modelScheme([])).toEqual({ axes: [], objectives: [], actions: [], indicators: [] })
})
