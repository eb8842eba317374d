import { expect, test } from 'vitest'
import type { Told } from '#features/indicators'
import { type Action, type Indicator, type SchemeDocument, trustedDocument } from '#features/scheme'
import { SCHEME } from '../bilan/bilan.test-support.ts'
import { told } from '../bilan/facts.test-support.ts'
import { compareEditions, type Edition } from './comparing.ts'

const STEPS = SCHEME.actions.find(({ key }) => key === 'papier')?.calendar ?? []

/** The small scheme as an edition of which parts are changed. */
function edition(
  code: string,
  {
    actions = one => [one],
    indicators = one => [one],
  }: { actions?: (one: Action) => Action[]; indicators?: (one: Indicator) => Indicator[] } = {},
): Edition {
  const document: SchemeDocument = trustedDocument({
    ...SCHEME,
    code,
    actions: SCHEME.actions.flatMap(actions),
    indicators: SCHEME.indicators.flatMap(indicators),
    values: [],
  })
  const tellings: Told[] = document.indicators.map(one => {
    const known = told(SCHEME.indicators.find(({ key }) => one.key.startsWith(key))?.key ?? '', ['2024', '50'])
    return { ...known, definition: { ...known.definition, ...one, action: one.parent } }
  })
  return { code, name: code, document, adopted: '2026-02-01', told: tellings }
}
const compared = (after: Edition, chosen = {}) =>
  compareEditions(edition('avant'), after, chosen, key => (key === 'cantines' ? 'L’évaluation le propose.' : ''))
const outcomes = (after: Edition, chosen = {}) =>
  compared(after, chosen).axes.flatMap(({ actions }) =>
    actions.map(({ before, after: now, outcome }) => [before?.key, now?.key, outcome]),
  )
const change = (key: string, more: Partial<Action>) => (one: Action) => [one.key === key ? { ...one, ...more } : one]

test('the same text says that everything is kept', () => {
  const { counts, indicators } = compared(edition('apres'))
  expect(counts).toEqual({ kept: 3, renewed: 0, left: 0, new: 0 })
  expect(indicators.kept.map(({ obstacles }) => obstacles)).toEqual([[], [], [], [], []])
  expect([indicators.gone, indicators.come]).toEqual([[], []])
})

test.each<[string, Partial<Action>, string, string[]]>([
  ['other words', { aim: 'Autre chose.' }, 'renewed', ['But']],
  ['other dates alone', { calendar: STEPS.map(step => ({ ...step, from: null, to: null })) }, 'kept', []],
  ['other steps', { calendar: STEPS.slice(1) }, 'renewed', ['Calendrier']],
  ['spaces and apostrophes', { pilots: ['Direction des  Achats'] }, 'kept', []],
  ['a day of entry', { entered: '2026-01-01' }, 'kept', []],
  ['another code', { code: '7-7' }, 'kept', []],
  ['a departure', { left: { on: '2025-03-24', reason: 'Faite.' } }, 'left', []],
])('%s of an action', (_, more, outcome, changed) => {
  const [found] = compared(edition('apres', { actions: change('papier', more) })).axes[0]?.actions ?? []
  expect(found).toMatchObject({ outcome, changed, way: 'key' })
})

test('what the text no longer has left when the other was adopted, for the reason that is known; what it has more is new', () => {
  const after = edition('apres', {
    actions: one =>
      one.key === 'cantines' ? [] : one.key === 'clauses' ? [{ ...one, key: 'stages', title: 'Ouvrir des stages', code: '2-9' }] : [one], // biome-ignore format: one line
    indicators: one => (one.key === 'bio' ? [] : [{ ...one, parent: one.parent === 'clauses' ? 'stages' : one.parent }]), // biome-ignore format: one line
  })
  expect(outcomes(after)).toEqual([
    ['papier', 'papier', 'kept'],
    ['cantines', undefined, 'left'],
    [undefined, 'stages', 'new'],
    ['clauses', undefined, 'left'],
  ])
  const left = compared(after).axes.flatMap(({ actions }) => actions.flatMap(one => one.left ?? []))
  expect(left).toEqual([
    { on: '2026-02-01', reason: 'L’évaluation le propose.' },
    { on: '2026-02-01', reason: '' },
  ])
  expect(compared(after).indicators.gone.map(({ definition }) => definition.key)).toEqual(['bio'])
  expect(outcomes(after, { clauses: 'stages' }).slice(2)).toEqual([['clauses', 'stages', 'renewed']])
})

test('what left before the other text was written keeps its day and its reason, and what comes already gone is not new', () => {
  const gone = { on: '2024-05-01', reason: 'Double emploi.' }
  const before = edition('avant', { actions: change('clauses', { left: gone }) })
  const after = edition('apres', {
    actions: one => (one.key === 'clauses' ? [] : change('papier', { key: 'neuf', title: 'Neuf', code: '', left: gone })(one)), // biome-ignore format: one line
    indicators: one => (one.parent === 'cantines' ? [one] : []),
  })
  const { axes, counts } = compareEditions(before, after)
  expect(axes.flatMap(({ actions }) => actions).find(one => one.before?.key === 'clauses')?.left).toEqual(gone)
  expect(counts).toEqual({ kept: 1, renewed: 0, left: 2, new: 0 })
})

test.each<[string, Partial<Indicator>, string[]]>([
  ['unit', { unit: 'kg' }, ['Unité']],
  ['what is counted', { counted: 'Les ramettes seules.' }, ['Ce qui est compté']],
  ['denominator', { denominator: 'papier livré' }, ['Dénominateur']],
  ['source', { source: { kind: 'formula', formula: '[tonnage] * 2' } }, ['Source']],
  ['target alone', { targets: [{ period: '2029', row: null, value: '60', tentative: false, source: '' }] }, []],
  ['name alone', { label: 'Papier recyclé, part' }, []],
])('figures do not compare where this changes: %s', (_, more, obstacles) => {
  const after = edition('apres', { indicators: one => [one.key === 'recycle' ? { ...one, ...more } : one] })
  const found = compared(after).indicators.kept.find(({ before }) => before.definition.key === 'recycle')
  expect(found?.obstacles).toEqual(obstacles)
})

test('an indicator of another key is the same where its words and its action are', () => {
  const after = edition('apres', { indicators: one => [{ ...one, key: `${one.key}-2` }] })
  expect(compared(after).indicators.kept.map(({ way }) => way)).toEqual(['title', 'title', 'title', 'title', 'title'])
  const elsewhere = edition('apres', { indicators: one => [{ ...one, key: `${one.key}-2`, parent: 'cantines' }] })
  expect(compared(elsewhere).indicators.kept.map(({ before }) => before.definition.key)).toEqual(['bio'])
})
