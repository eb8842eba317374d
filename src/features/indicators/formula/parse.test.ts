import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bare, formulas } from './formula.test-support.ts'
import { type Formula, type Problem, printFormula } from './formula.ts'
import { LONGEST_FORMULA, parseFormula } from './parse.ts'

/** The formula, written out. */
function read(text: string): string {
  const parsed = parseFormula(text)
  return 'formula' in parsed ? printFormula(parsed.formula) : JSON.stringify(parsed.problems)
}

/** What is wrong: the piece that each problem points at, and the words it must say. */
const problems = (text: string): [string, string][] => {
  const parsed = parseFormula(text)
  return 'problems' in parsed
    ? parsed.problems.map(({ at, length, message }: Problem) => [
        text.slice(at, at + length),
        message.replace(/\s/g, ' '),
      ])
    : []
}

test.each([
  ['[a]/[b]', '[a] ÷ [b]'],
  ['1 234,5 * (2 + [Papier : Recyclé , N−2])', '1234,5 × (2 + [Papier : Recyclé, N-2])'],
  ['1\u202f234.50 – 12.5%', '1234,5 − 12,5 %'],
  ['-[a] - -2', '−[a] − −2'],
  ['[a]-([b]-[c])-[d]', '[a] − ([b] − [c]) − [d]'],
  ['(([a]*[b]))÷([c]÷2)', '[a] × [b] ÷ ([c] ÷ 2)'],
  ['[1-1.3-i2, N]', '[1-1.3-i2]'],
  ['[flotte : Euro 5, hybrides, n - 1]', '[flotte : Euro 5, hybrides, N-1]'],
  ['SOMME([a] ; 2;3)', 'somme([a] ; 2 ; 3)'],
  ['arrondi(1/3;2) + Arrondi(2,5)', 'arrondi(1 ÷ 3 ; 2) + arrondi(2,5)'],
  ['Numerateur([a, N-1]) / de\u0301nominateur([a : x])', 'numérateur([a, N-1]) ÷ dénominateur([a : x])'],
  ['cumul(numérateur([a])) + moyenne([a])', 'cumul(numérateur([a])) + moyenne([a])'],
])('%s', (text, written) => {
  expect(read(text)).toBe(written)
})

test('every example of the guide is one', () => {
  const guide = readFileSync(new URL('../../../../docs/guide/formules.md', import.meta.url), 'utf8')
  const examples = [...guide.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code).filter(code => code.includes('['))
  expect(examples.length).toBeGreaterThan(12)
  expect(examples.filter(example => 'problems' in parseFormula(example))).toEqual([])
})

describe('what is wrong is pointed at', () => {
  test.each<[string, [piece: string, words: RegExp][]]>([
    ['', [['', /est vide/]]],
    ['[a] [b]', [['[b]', /manque un signe .* entre « \[a\] » et « \[b\] »/]]],
    ['[a] +', [['+', /s’arrête après « \+ »/]]],
    ['([a] + 2', [['(', /jamais refermée/]]],
    ['[a])', [[')', /sans avoir été ouverte/]]],
    ['papier / 2', [['papier', /entre crochets : \[papier\]/]]],
    ['[a] / [papier', [['[', /jamais refermé/]]],
    ['[a] × × [b]', [['×', /non « × »/]]],
    ['somm([a])', [['somm', /vouliez-vous dire « somme »/]]],
    ['vlookup([a])', [['vlookup', /Il y a : somme,/]]],
    [
      '1.234 + 12 3',
      [
        ['1.234', /deux façons : écrivez 1234 ou 1,234/],
        ['12 3', /n’est pas un nombre/],
      ],
    ],
    [
      '= [a] ^ 2',
      [
        ['=', /sans le signe/],
        ['^', /pas de puissance/],
      ],
    ],
    [
      '[a] @ 😀',
      [
        ['@', /« @ » n’a pas de sens/],
        ['😀', /« 😀 »/],
      ],
    ],
    [
      '[a, N+1] + [b, avant] + [] + [c : ]',
      [
        [', N+1', /à venir/],
        [', avant', /\[b, N-1\]/],
        ['[]', /Il manque le nom de l’indicateur/],
        ['[c : ]', /nom de la ligne/],
      ],
    ],
    ['[a, N-500]', [[', N-500', /au plus de 99 périodes/]]],
    ['([a]) %', [['%', /après un nombre/]]],
    ['[a] ; 2', [[';', /entre les arguments/]]],
    ['arrondi([a] ; 1,5)', [['1,5', /de 0 à 10/]]],
    ['cumul(1 + cumul([a]))', [['cumul(1 + cumul([a]))', /pas en contenir un autre/]]],
    ['numérateur([a] + 1)', [['numérateur([a] + 1)', /un seul indicateur/]]],
  ])('%s', (text, expected) => {
    const found = problems(text)
    expect(found.map(([piece]) => piece)).toEqual(expected.map(([piece]) => piece))
    for (const [i, [, words]] of expected.entries()) expect(found[i]?.[1]).toMatch(words)
  })
})

describe('properties', () => {
  const name = fc.stringMatching(/^[\p{L}\d][\p{L}\d .-]{0,8}[\p{L}\d]$/u)
  const row = fc
    .stringMatching(/^[\p{L}\d][\p{L}\d .:,;()-]{0,8}[\p{L}\d]$/u)
    .filter(text => !/,\s*n\s*-?\s*\d*$/i.test(text))
  const any = formulas(fc.record({ name, row: fc.option(row) }))

  test('a formula that is printed and read back is the same', () => {
    fc.assert(
      fc.property(any, (formula: Formula) => {
        const text = printFormula(formula)
        fc.pre(text.length <= LONGEST_FORMULA)
        const parsed = parseFormula(text)
        expect('formula' in parsed ? bare(parsed.formula) : parsed.problems).toEqual(formula)
      }),
      { numRuns: 200 },
    )
  })

  test('no text makes it throw, and problems point into the text', () => {
    const pieces = fc.constantFrom(
      '[a]',
      '[',
      ']',
      '(',
      ')',
      '+',
      '-',
      '÷',
      ';',
      ',',
      '1',
      '1.234',
      ' ',
      '%',
      'somme',
      'cumul(',
      '\n',
      '\ud800',
    )
    const texts = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(pieces, { maxLength: 40 }).map(list => list.join('')),
    )
    fc.assert(
      fc.property(texts, text => {
        const parsed = parseFormula(text)
        if ('formula' in parsed) return
        expect(parsed.problems.length).toBeGreaterThan(0)
        for (const { at, length } of parsed.problems) expect(at >= 0 && at + length <= text.length).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

test.each([
  ['10 000 characters', '(1+'.repeat(3_333), /au plus 2000 caractères/],
  ['deep parentheses', `${'('.repeat(999)}1${')'.repeat(999)}`, /Plus de 30 parenthèses/],
  ['deep functions', 'somme('.repeat(300), /Plus de 30 parenthèses/],
  ['a long row of signs', '-'.repeat(LONGEST_FORMULA), /non « - »/],
])('%s are refused quickly', (_, text, words) => {
  const from = performance.now()
  const [first] = problems(text)
  expect(performance.now() - from).toBeLessThan(2_000)
  expect(first?.[1]).toMatch(words)
})

test('a formula as long as allowed is read', () => {
  expect(read(`${'[a]+'.repeat(499)}[a]`)).toContain('[a] + [a]')
})
