import { expect, test } from 'vitest'
import type { Block } from '#platform/paper'
import { type Bilan, deckOf, paperOf } from '../bilan/composition.ts'
import { type Validation, waitingOf } from '../bilan/validation.ts'
import { evaluationIn } from './composing/telling.ts'
import { dataOf } from './data.ts'
import { cycle, ofCycle, ofShare, said, shared } from './evaluation.test-support.ts'
import { lastSaid } from './facts.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const wordsOf = (blocks: readonly Block[]) => plain(JSON.stringify(blocks))
const heads = (bilan: Bilan) =>
  paperOf(bilan).blocks.flatMap(block => (block.as === 'heading' && block.level === 1 ? [block.text] : []))
const tableOf = (bilan: Bilan, id: string) => {
  const table = paperOf(bilan).blocks.find(block => block.as === 'table' && block.id === id)
  if (table?.as !== 'table') throw new Error(`no table ${id}`)
  return table.rows.map(row => row.map(({ text }) => plain(text)))
}
const figures = (bilan: Bilan) =>
  paperOf(bilan).blocks.flatMap(block =>
    block.as === 'figures' && block.id === 'evaluation-en-chiffres'
      ? block.items.map(({ label, figure, notes }) => plain([label, figure.text, ...notes].join(' ')))
      : [],
  )

/** Two years: paper is evaluated, then removed from the second share; canteens should leave; clauses entered on the way and nothing is said of them. */
const leaving = said(1, { recommendation: 'leave', advice: '**Arrêter**\n\n- là', exitOn: '2026-02-10' })
const lived = cycle({
  2023: [shared('papier', said(3, { strengths: 'Les *agents*.' })), shared('cantines', null, { removed: true, reason: 'Trop tôt.' })], // biome-ignore format: one line
  2024: [shared('cantines', leaving, { origin: 'added', reason: 'Il est temps.' }), shared('clauses', null)],
})

test('the evaluation of a share says what is judged of it, what was removed and why, and how far the cycle is', () => {
  const bilan = ofShare(lived, 2023)
  expect(heads(bilan)).toEqual([
    'L’essentiel',
    'Action par action',
    'Ce que le cycle a évalué jusqu’ici',
    'Ce qui est recommandé',
    'Méthode',
    'Qui a choisi, qui a validé',
  ])
  expect(figures(bilan)).toEqual([
    'Actions évaluées de la part 2023 1 sur 1 action',
    'Actions évaluées depuis le début du cycle 1 sur 3 actions',
    'Actions jugées satisfaisantes ou exemplaires 1 sur 1 évaluée',
    'Actions à modifier, à renforcer ou à sortir 0 recommandation validée',
  ])
  const words = wordsOf(paperOf(bilan).blocks)
  expect(words).toContain('1 action sur 3 a été évaluée depuis le début du cycle 2023-2024 ; les 2 autres sont nommées plus bas') // biome-ignore format: one line
  expect(words).toContain('Trop tôt.')
  expect(tableOf(bilan, 'appreciations')).toEqual([
    ['1 Écologiquement responsable', '0', '1', '0', '0', '1'],
    ['Ensemble', '0', '1', '0', '0', '1'],
  ])
  expect(tableOf(bilan, 'actions-du-cycle')).toEqual([
    ['PAPIER Action papier', '2023', 'Satisfaisant'],
    ['CANTINES Action cantines', '–', 'Non évaluée : dans aucune part pour l’instant'],
    ['CLAUSES Action clauses', '–', 'Non évaluée : dans aucune part pour l’instant'],
  ])
  // The value of 2024 against that of 2023, as bilans tell it: 46 748 ÷ 121 492 and 35 321 ÷ 132 942.
  expect(tableOf(bilan, 'indicateurs-papier').find(([name]) => name === 'Part du papier recyclé')).toEqual(['Part du papier recyclé', '20 % (2022)', '26,57 %', '38,48 %', '+11,9 points', '45 % (2025)', 'En bonne voie']) // biome-ignore format: one line
  expect(tableOf(bilan, 'decisions-des-instances')).toEqual([
    ['Choix de la part 2023', 'Comité technique', 'Accepté', '10 janvier 2023'],
    ['Évaluation d’une action de la part 2023', 'Comité technique', 'Accepté', '2 juillet 2024'],
  ])
})

test('the global bilan names what is not evaluated with why, what entered, and what is proposed to leave', () => {
  const bilan = ofCycle(lived)
  expect(figures(bilan)).toEqual([
    'Actions évaluées depuis le début du cycle 2 sur 3 actions',
    'Actions jugées satisfaisantes ou exemplaires 1 sur 2 évaluées',
    'Actions à modifier, à renforcer ou à sortir 1 recommandation validée',
    'Actions entrées pendant le cycle 1 0 sortie',
  ])
  expect(tableOf(bilan, 'actions-du-cycle').at(-1)).toEqual(['CLAUSES Action clauses', '2024', 'Non évaluée : son évaluation n’est pas encore validée']) // biome-ignore format: one line
  const words = wordsOf(paperOf(bilan).blocks)
  expect(words).toContain('le 2 mai 2024 ; pas encore évaluée : son évaluation n’est pas encore validée')
  expect(words).toContain('Sorties proposées')
  expect(tableOf(bilan, 'recommandations')).toEqual([
    ['CANTINES Action cantines', '2024', 'Sortir du schéma, le 10 février 2026', 'Arrêter là'],
  ])
  expect(tableOf(bilan, 'parts-du-cycle').map(row => row.slice(0, 3))).toEqual([
    ['2023', '1', '1'],
    ['2024', '2', '1'],
  ])
  expect(lastSaid(evaluationIn(bilan.facts).evaluated)).toBe('2024-07-02')
})

test('an exit that took place is said with its day, and is proposed no more; one that entered after the cycle is named too', () => {
  const [papier, cantines, clauses] = lived.actions.map(one => ({ ...one }))
  if (!papier || !cantines || !clauses) return expect.unreachable()
  const later = { ...clauses, key: 'tard', code: 'TARD', entered: '2025-03-01' }
  const bilan = ofCycle({ ...lived, actions: [papier, { ...cantines, left: '2026-02-10' }, clauses, later] })
  const words = wordsOf(paperOf(bilan).blocks)
  expect(tableOf(bilan, 'recommandations')[0]?.[2]).toBe('Sortir du schéma : sortie le 10 février 2026')
  expect(words).not.toContain('Sorties proposées')
  expect(words).toContain('le 1er mars 2025 ; entrée après le cycle, elle n’y est pas évaluée')
})

test('nothing evaluated, no action, and a share without campaign read well', () => {
  const none = cycle({ 2023: [shared('papier', null)] })
  const words = wordsOf(paperOf(ofCycle(none)).blocks)
  for (const one of [
    'Aucune évaluation n’est encore validée.',
    'Aucune recommandation n’est encore validée.',
    'Aucune campagne n’a été ouverte pour 2024.',
    '0 action sur 3 a été évaluée au cours du cycle',
    'À évaluer',
  ])
    expect(words).toContain(one)
  const empty = wordsOf(paperOf(ofShare(cycle({ 2023: [] }, { actions: [] }), 2023)).blocks)
  for (const one of ['Aucune action n’est dans cette part.', 'Aucune action n’était dans le schéma'])
    expect(empty).toContain(one)
})

test.each([
  ['a share', ofShare(lived, 2024)],
  ['a cycle', ofCycle(lived)],
] as const)('%s: every name is there once, no heading is deeper than one level under the one before', (_, bilan) => {
  const texts = new Map([['presentation', '# Un\n\n#### Deux']])
  const { blocks } = paperOf({ ...bilan, texts })
  const ids = blocks.flatMap(block => ('id' in block ? [block.id] : []))
  expect(new Set(ids).size).toBe(ids.length)
  const levels = blocks.flatMap(block => (block.as === 'heading' ? [block.level] : []))
  for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
  expect(deckOf(bilan).slides.map(({ title }) => title)).toContain('Ce qui est recommandé')
})

test('open data: a line for each action of a share, those that were removed included, and for each of the cycle', () => {
  const [evaluations, coverage] = dataOf(evaluationIn(ofCycle(lived).facts)).map(({ body }) => body.trim().split('\n'))
  expect(evaluations).toHaveLength(5)
  expect(new Set(evaluations?.map(line => line.split(';').length)).size).toBe(1)
  expect(evaluations?.[1]).toContain('PAPIER;Action papier;1 Écologiquement responsable;proposée;;Validée;satisfaisant')
  expect(coverage?.at(-1)).toBe('CLAUSES;Action clauses;2 Socialement responsable;2024-05-02;;non;2024;;son évaluation n’est pas encore validée') // biome-ignore format: one line
})

const asked = (state: 'open' | 'accepted' | 'returned' | 'withdrawn', fingerprint: string) => ({ state, fingerprint }) as NonNullable<Validation['asked']> // biome-ignore format: one line
test.each([
  [{ published: true, chained: false, asked: null }, null],
  [{ published: false, chained: false, asked: null }, 'kept'],
  [{ published: false, chained: true, asked: asked('accepted', 'f') }, 'kept'],
  [{ published: true, chained: true, asked: null }, 'to-submit'],
  [{ published: true, chained: true, asked: asked('withdrawn', 'f') }, 'to-submit'],
  [{ published: true, chained: true, asked: asked('returned', 'f') }, 'to-submit'],
  [{ published: true, chained: true, asked: asked('open', 'f') }, 'submitted'],
  [{ published: true, chained: true, asked: asked('accepted', 'other') }, 'changed-since'],
  [{ published: true, chained: true, asked: asked('accepted', 'f') }, null],
])('what a report waits for: %j, %s', (validation, waiting) => {
  expect(waitingOf(validation, 'f')).toBe(waiting)
})
