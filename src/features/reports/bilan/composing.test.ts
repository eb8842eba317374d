import { expect, test } from 'vitest'
import type { Block } from '#platform/paper'
import { keyIndicators } from './composing/key-figures.ts'
import { changeWords, ofYear, standingWords, yearBefore } from './composing/pieces.ts'
import { chartedIn, paperOf } from './composing.ts'
import { deckOf } from './deck.ts'
import { BILAN, told } from './facts.test-support.ts'
import type { BilanFacts } from './facts.ts'
import { DEFAULT_PLAN, moved, ordered, SECTION_KEYS, shownOrHidden } from './sections.ts'

const { facts } = BILAN
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const wordsOf = (blocks: readonly Block[]) => plain(JSON.stringify(blocks))
const heads = (blocks: readonly Block[], level: number) =>
  blocks.flatMap(block => (block.as === 'heading' && block.level === level ? [block.text] : []))

test.each([
  ['recycle', '+11,9 points'],
  ['heures', '+25 %'],
  ['guide', null],
  ['bio', null],
] as const)('%s changed by %s in a year', (key, words) => {
  const one = facts.indicators.find(({ definition }) => definition.key === key)
  const now = one && ofYear(one, 2024)
  const said = one && changeWords(one, now, now && yearBefore(one, now.period))
  expect(said ? plain(said) : said).toBe(words)
})

test.each([
  [['2023', '40'], ['2024', '40'], 'stable'],
  [['2023', '40'], ['2024', '39.5'], '−0,5 point'],
  [['2023', '0.04'], ['2024', '0.05'], '+0,01 point'],
] as const)('a share that goes from %j to %j: %s', (before, now, words) => {
  const one = told('recycle', before, now)
  expect(plain(changeWords(one, ofYear(one, 2024), ofYear(one, 2023)) ?? '')).toBe(words)
})

test('a quantity that began at nothing has no change in per cent', () => {
  const one = told('heures', ['2023', '0'], ['2024', '5'])
  expect(changeWords(one, ofYear(one, 2024), ofYear(one, 2023))).toBeNull()
})

test('what opens a bilan: what is aimed at first; what was chosen, in its order', () => {
  const keys = (chosen: readonly string[]) => keyIndicators(facts, chosen).map(({ definition }) => definition.key)
  expect(keys([])).toEqual(['recycle', 'heures'])
  expect(keys(['heures', 'gone', 'recycle'])).toEqual(['heures', 'recycle'])
})

test('the sections, in the order that is wanted, without those that are hidden or say nothing', () => {
  const { blocks } = paperOf(BILAN)
  expect(heads(blocks, 1)).toEqual([
    'L’essentiel',
    'Présentation',
    'Où en est le schéma',
    'Axe par axe',
    'Ce qui n’avance pas assez',
    'Le programme de l’année suivante',
    'Méthode',
    'Annexes',
  ])
  const wanted = shownOrHidden(moved(moved(DEFAULT_PLAN, 'methode', -1), 'essentiel', -1), 'annexes')
  expect(heads(paperOf({ ...BILAN, plan: wanted }).blocks, 1).slice(-3)).toEqual([
    'Ce qui n’avance pas assez',
    'Méthode',
    'Le programme de l’année suivante',
  ])
  expect(ordered(wanted)).toHaveLength(SECTION_KEYS.length)
})

test('no heading is deeper than one level under the one before', () => {
  const texts = new Map([
    ['presentation', '# Un\n\n#### Deux\n\ntexte'],
    ['action:papier', '# Un mot'],
    ['indicateur:recycle', '# Un autre'],
  ])
  const levels = paperOf({ ...BILAN, texts }).blocks.flatMap(block => (block.as === 'heading' ? [block.level] : []))
  for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
})

test('every name in a document is there once', () => {
  const ids = paperOf(BILAN).blocks.flatMap(block => ('id' in block ? [block.id] : []))
  expect(new Set(ids).size).toBe(ids.length)
})

test('what is late, what left, what is to come', () => {
  const words = wordsOf(paperOf(BILAN).blocks)
  expect(words).toContain('Former les services, prévu pour le 30 juin 2024')
  expect(words).toContain('Retirée')
  expect(words).toContain('Reprise par la Région')
  expect(words).toContain('Renouveler le marché, avant le 30 septembre 2025')
  expect(words).toContain('Part du papier recyclé : 45 %')
  expect(words).toContain('1-1.1 Moins de papier, et mieux')
})

test('a scheme without anything still has a bilan', () => {
  const empty: BilanFacts = { ...facts, axes: [], indicators: [], version: null }
  const words = wordsOf(paperOf({ ...BILAN, facts: empty }).blocks)
  expect(words).toContain('Aucune valeur de 2024 n’est encore validée.')
  expect(words).toContain('Le texte suivi n’a pas encore été adopté.')
  expect(chartedIn(empty, DEFAULT_PLAN)).toEqual([])
  expect(deckOf({ ...BILAN, facts: empty }).slides.length).toBeGreaterThan(3)
})

test('a huge value, one alone and none are drawn or said without breaking anything', () => {
  const indicators = [told('heures', ['2022', '1'], ['2023', '1'], ['2024', '9e99'.replace('e99', '0'.repeat(99))]), told('recycle', ['2024', '38.5']), told('bio')] // biome-ignore format: short
  const { blocks } = paperOf({ ...BILAN, facts: { ...facts, indicators } })
  for (const block of blocks) if (block.as === 'chart') expect(block.svg).not.toMatch(/NaN|Infinity/)
})

test('where an indicator without target stands is said by what it lacks', () => {
  expect(standingWords(told('heures', ['2024', '5']))).toBe('Sans cible')
  expect(standingWords(told('recycle', ['2024', '50']))).toBe('Cible atteinte')
})

test('about twelve slides, each with a title', () => {
  const { slides } = deckOf(BILAN)
  expect(slides.length).toBeGreaterThanOrEqual(6)
  expect(slides.length).toBeLessThanOrEqual(12)
  for (const { title, blocks } of slides) expect([title === '', blocks.length === 0]).toEqual([false, false])
})
