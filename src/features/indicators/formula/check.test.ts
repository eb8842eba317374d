import { describe, expect, test } from 'vitest'
import { Catalogue, type Known } from './catalogue.ts'
import { checkFormula } from './check.ts'
import { parseFormula } from './parse.ts'
import { plan } from './plan.ts'

const one = (key: string, unit: string, more: Partial<Known> = {}): Known => ({
  key,
  names: [],
  kind: 'amount',
  unit,
  rhythm: 'year',
  rows: [],
  uses: [],
  ...more,
})
const rows = [
  { key: 'recycle', label: 'Papier recyclé' },
  { key: 'vierge', label: 'Fibres vierges' },
]
const catalogue = new Catalogue([
  one('papier', 'tonnes', { rows, names: ['1-1.3-i1', '1-1.3', 'Tonnage de papier'] }),
  one('papier-recycle', 'kg', { names: ['1-1.3-i2', '1-1.3'] }),
  one('heures', 'heures', { kind: 'count' }),
  one('agents', 'personnes', { kind: 'count' }),
  one('depenses', 'k€'),
  one('subventions', '€'),
  one('locaux', '%', { kind: 'ratio', rows, parts: { numerator: '€', denominator: '€' } }),
  one('bio', '%', { kind: 'ratio' }),
  one('cartographie', 'livrable', { kind: 'deliverable' }),
  one('trimestriel', 'heures', { rhythm: 'quarter' }),
  one('a', '', { uses: ['b'] }),
  one('b', '', { uses: ['c', 'heures'] }),
  one('c', ''),
])

function check(text: string, unit: string, self: string | null = null) {
  const parsed = parseFormula(text)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  const checked = checkFormula(parsed.formula, { catalogue, self, rhythm: 'year', unit })
  return 'problems' in checked
    ? checked.problems.map(({ at, length, message }) => [text.slice(at, at + length), message.replace(/\s/g, ' ')])
    : checked.computation
}

test.each([
  ['[heures] / [agents]', 'heures/personne', 'heures/personne', ['heures', 'agents']],
  ['[heures] / [agents]', 'heure par personnes', 'heures/personne', ['heures', 'agents']],
  ['[depenses] + [subventions]', '€', '€', ['depenses', 'subventions']],
  ['[papier-recycle] / [papier]', '%', 'sans unité', ['papier-recycle', 'papier']],
  ['1 − [bio]', '%', 'sans unité', ['bio']],
  ['[heures] − 18 + maximum([heures, N-1] ; 0)', 'h', 'heures', ['heures']],
  ['42', 'marchés', 'sans unité', []],
  ['somme([papier]) − [PAPIER : fibres VIERGES]', 't', 't', ['papier']],
  ['[1-1.3-I2] + [tonnage de papier : recycle]', 'tonnes', 't', ['papier-recycle', 'papier']],
  ['somme(numérateur([locaux])) / somme(dénominateur([locaux]))', '%', 'sans unité', ['locaux']],
  ['cumul(numérateur([bio])) / cumul(dénominateur([bio]))', 'indice', 'sans unité', ['bio']],
])('%s is right in %s', (text, unit, found, uses) => {
  expect(check(text, unit)).toMatchObject({ unit: found, uses })
})

describe('what is wrong is named', () => {
  test.each<[string, string, [piece: string, words: string][]]>([
    ['[subventions] + [heures]', '€', [['[subventions] + [heures]', '[subventions] (€) et [heures] (heures)']]],
    ['[heures] / [agents]', '€', [['[heures] / [agents]', 'donne « heures/personne », et l’indicateur est en « € »']]],
    ['[bio] + [heures]', '%', [['[bio] + [heures]', '[bio] (sans unité) et [heures] (heures)']]],
    [
      'minimum([heures] ; 3 ; [agents])',
      'h',
      [['minimum([heures] ; 3 ; [agents])', '[heures] (heures) et [agents] (personnes)']],
    ],
    [
      '[papir] / [heure]',
      '%',
      [
        ['[papir]', 'vouliez-vous dire [papier]'],
        ['[heure]', 'vouliez-vous dire [heures]'],
      ],
    ],
    ['[rien de tel]', '', [['[rien de tel]', '« rien de tel » n’existe pas dans ce schéma.']]],
    ['[1-1.3]', 't', [['[1-1.3]', 'peut être [papier] ou [papier-recycle]']]],
    ['[papier : recycle] + [papier : vierg]', 't', [['[papier : vierg]', 'vouliez-vous dire « Fibres vierges »']]],
    ['[heures : hommes]', 'h', [['[heures : hommes]', 'n’a pas de lignes']]],
    ['somme([heures])', 'h', [['somme([heures])', 'n’a pas de lignes']]],
    ['[cartographie]', '', [['[cartographie]', 'se dit en mots']]],
    ['[trimestriel]', 'h', [['[trimestriel]', 'suivi par trimestre et cet indicateur par an']]],
    ['numérateur([heures])', 'h', [['numérateur([heures])', 'ce n’est pas un rapport']]],
    ['cumul([bio])', '%', [['cumul([bio])', 'cumul(numérateur([bio])) / cumul(dénominateur([bio]))']]],
    ['numérateur([bio]) + [heures]', 'h', [['numérateur([bio]) + [heures]', 'unité de [bio]']]],
  ])('%s in %s', (text, unit, expected) => {
    const found = check(text, unit)
    expect(Array.isArray(found) && found.map(([piece]) => piece)).toEqual(expected.map(([piece]) => piece))
    for (const [i, [, words]] of expected.entries()) expect(Array.isArray(found) && found[i]?.[1]).toContain(words)
  })

  test('a formula never reads itself, however far', () => {
    expect(check('[c, N-1] × 2', '', 'c')).toEqual([['[c, N-1]', expect.stringContaining('est l’indicateur lui-même')]])
    expect(check('[heures] + [a]', '', 'c')).toContainEqual(['[a]', 'Ces formules tournent en rond : c → a → b → c.'])
  })
})

test('formulas are computed after what they read; what goes round is named', () => {
  const set = [
    { key: 'd', uses: ['c', 'x'] },
    { key: 'a', uses: ['entered'] },
    { key: 'c', uses: ['b', 'a'] },
    { key: 'b', uses: ['a'] },
    { key: 'x', uses: ['y'] },
    { key: 'y', uses: ['z', 'a'] },
    { key: 'z', uses: ['y'] },
    { key: 'self', uses: ['self'] },
  ]
  const { order, cycles, stuck } = plan(set)
  expect(order).toEqual(['a', 'b', 'c'])
  expect(stuck).toEqual(['d', 'x', 'y', 'z', 'self'])
  expect(cycles).toEqual([
    ['y', 'z', 'y'],
    ['self', 'self'],
  ])
})

test('2 000 formulas, each reading the one before, are planned in milliseconds', () => {
  const set = Array.from({ length: 2_000 }, (_, i) => ({
    key: `k${i}`,
    uses: i === 0 ? [] : [`k${i - 1}`, `k${i >> 1}`],
  }))
  const reversed = set.toReversed()
  const times = Array.from({ length: 20 }, () => {
    const from = performance.now()
    plan(reversed)
    return performance.now() - from
  })
  expect(Math.min(...times)).toBeLessThan(50)
  expect(plan(reversed).order).toEqual(set.map(({ key }) => key))
})
