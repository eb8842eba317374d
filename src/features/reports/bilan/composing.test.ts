import { expect, test } from 'vitest'
import type { Block } from '#platform/paper'
import { keyIndicators } from './composing/key-figures.ts'
import { difficulties } from './composing/next.ts'
import { changeWords, ofYear, standingWords, yearBefore } from './composing/pieces.ts'
import { chartedIn } from './composing.ts'
import { type Bilan, deckOf, paperOf } from './composition.ts'
import { BILAN, contract, RATES, told } from './facts.test-support.ts'
import { actionsIn, type BilanFacts } from './facts.ts'
import { DEFAULT_PLAN, moved, ordered, plan, SECTIONS, shownOrHidden } from './sections.ts'

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
    'Marchés remarquables',
    'Ce qui n’avance pas assez',
    'Le programme de l’année suivante',
    'Méthode',
    'Annexes',
  ])
  const wanted = shownOrHidden(
    moved(moved(DEFAULT_PLAN, SECTIONS, 'methode', -1), SECTIONS, 'essentiel', -1),
    'annexes',
  )
  expect(heads(paperOf({ ...BILAN, plan: wanted }).blocks, 1).slice(-3)).toEqual([
    'Ce qui n’avance pas assez',
    'Méthode',
    'Le programme de l’année suivante',
  ])
  expect(ordered(wanted, SECTIONS)).toHaveLength(Object.keys(SECTIONS).length)
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

test('past a hundred lines, what is late is counted, and said to be told axis by axis', () => {
  const many = (length: number) => {
    const [axis] = facts.axes
    const late = Array.from({ length }, (_, n) => ({ ...actionsIn(facts)[0], key: `a${n}`, code: `R${n}`, title: 'En retard', status: 'late', left: null })) // biome-ignore format: one line
    return wordsOf(
      difficulties({ ...facts, axes: [{ ...axis, objectives: [], actions: late }] } as unknown as BilanFacts),
    )
  }
  expect(many(101)).toContain('R100 En retard')
  expect(many(150)).toContain('R99 En retard')
  expect(many(150)).not.toContain('R100 En retard')
  expect(many(150)).toContain('et 50 autres, que disent les pages de chaque axe.')
})

const bought = (more: Partial<BilanFacts>, texts: Bilan['texts'] = new Map()) => {
  const { blocks } = paperOf({ ...BILAN, facts: { ...facts, ...more }, texts })
  const from = blocks.findIndex(block => block.as === 'heading' && block.id === 'marches')
  return wordsOf(from === -1 ? [] : blocks.slice(from, blocks.findIndex((one, at) => at > from && one.as === 'heading' && one.level === 1))) // biome-ignore format: one line
}
test('rates are said with what they are made of, and what is not known is no zero', () => {
  const words = bought({})
  for (const said of ['22,0 %', '13 sur 59', '27,1 %', '812 500 € sur 3,0 M€', '84,3 %', 'non calculable', '0 sur 0']) expect(words).toContain(said) // biome-ignore format: one line
  expect(words).toContain('Source : registre des marchés au 3 février 2025.')
  expect(words).not.toContain('21 août 2026')
  expect(bought({ year: 2026, day: '2026-12-31' })).toContain('Depuis le 21 août 2026')
  expect(bought({ year: 2022, day: '2022-12-31' })).toContain('avant 2024')
})

test('what corrections change stands beside what the register says; several buyers are told apart; a publication is named', () => {
  const corrected = { corrections: 1, contracts: 1, rates: { ...RATES, social: { ...RATES.social, yes: 14, rate: 14 / 59 } } } // biome-ignore format: one line
  const rates = [
    { siren: '229900998', rates: RATES, corrected, publication: 7 },
    { siren: '219900016', rates: RATES, corrected: null, publication: null },
  ]
  const other = { id: '219900016', siren: '219900016', name: 'Commune d’Aubrelieu', present: true }
  const words = bought({ rates, buyers: [...facts.buyers, other] })
  expect(words).toContain('Département de la Vallonne : considérations sociales, avec corrections')
  expect(words).not.toContain('environnementales, avec corrections')
  expect(words).toContain('Commune d’Aubrelieu : considérations sociales')
  expect(words).toContain('publication n° 7 (Département de la Vallonne), registre des marchés')
})

test('a chosen contract is told without its holders, with what is written of it; nothing is said where there is nothing', () => {
  const words = bought({}, BILAN.texts)
  for (const said of ['Réemploi du mobilier, lot 1', '123 456,50 €', '24 mois', 'Clause et marché réservé', 'Non renseigné', 'Fait ici.']) expect(words).toContain(said) // biome-ignore format: one line
  expect(words).not.toContain('Tilleuls')
  expect(bought({ rates: [], contracts: [] })).toBe('[]')
  const [first] = deckOf({ ...BILAN, facts: { ...facts, contracts: Array.from({ length: 12 }, (_, at) => contract(at)) } }).slides.filter(({ title }) => title === 'Marchés remarquables') // biome-ignore format: one line
  expect(wordsOf(first?.blocks ?? [])).toContain('Et 7 de plus dans le bilan.')
})

test('a plan that was kept before contracts were chosen is still read', () => {
  expect(plan.parse({ order: [], hidden: ['marches'], figures: [] })).toEqual({ ...DEFAULT_PLAN, hidden: ['marches'] })
  expect(plan.safeParse({ ...DEFAULT_PLAN, contracts: ['../x'] }).success).toBe(false)
})

test('a scheme without anything still has a bilan', () => {
  const empty: BilanFacts = { ...facts, axes: [], indicators: [], version: null, contracts: [], rates: [] }
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
