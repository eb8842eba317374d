import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Period, shift } from '#kernel'
import { Catalogue, type Known } from './catalogue.ts'
import { checkFormula } from './check.ts'
import { evaluate, type Given, type Outcome } from './evaluate.ts'
import { formulas } from './formula.test-support.ts'
import { type Formula, printFormula } from './formula.ts'
import { parseFormula } from './parse.ts'

const rows = ['recycle', 'vierge'].map(key => ({ key, label: key }))
const known = (key: string, unit: string, more: Partial<Known> = {}): Known => ({
  ...{ key, names: [], kind: 'amount', unit, rhythm: 'year', rows, uses: [] },
  ...more,
})
const catalogue = new Catalogue([
  known('papier', 't'),
  known('part', '%'),
  known('depenses', 'k€'),
  known('aide', '€'),
  known('heures', 'h'),
  known('bio', '%', { kind: 'ratio', parts: { numerator: '€', denominator: '€' } }),
])
const FIGURES: Record<string, string> = {
  '2025 papier': '125.5',
  '2024 papier': '100',
  '2025 papier recycle': '43',
  '2025 papier vierge': '27',
  '2025 part': '38.5',
  '2023 depenses': '10',
  '2024 depenses': '20.5',
  '2025 depenses': '42.37',
  '2025 aide': '500',
  '2025 heures': '0',
  '2025 bio': '12.5',
  '2025 bio numerator': '1000',
  '2025 bio denominator': '8000',
}
const figureOf: Given['figureOf'] = ({ period, key, row, part }) =>
  FIGURES[[period, key, row, part === 'value' ? null : part].filter(Boolean).join(' ')] ?? null

function compute(text: string, unit: string, given: Partial<Given> = {}): Outcome {
  const parsed = parseFormula(text)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed))
  const checked = checkFormula(parsed.formula, { catalogue, self: null, rhythm: 'year', unit })
  if ('problems' in checked) throw new Error(JSON.stringify(checked))
  return evaluate(checked.computation, { period: '2025' as Period, start: '2023' as Period, figureOf, ...given })
}

test.each([
  ['[papier : recycle] / somme([papier])', '%', '61.428571428571', '43', '70'],
  ['[papier] / [papier, N-1] ', 'indice', '1.255', '125.5', '100'],
  ['([papier] − [papier, N-1]) / [papier, N-1]', '%', '25.5', '25.5', '100'],
  ['1 − [part]', '%', '61.5', null, null],
  ['[part] × [papier]', 't', '48.3175', null, null],
  ['[papier] × 50 %', 'kg', '62750', null, null],
  ['[depenses] + [aide]', 'k€', '42.87', null, null],
  ['[depenses] + [aide]', '€', '42870', null, null],
  ['[depenses] + 5', 'k€', '47.37', null, null],
  ['[depenses] / [aide]', 'indice', '84.74', '42370', '500'],
  ['arrondi([depenses])', 'k€', '42', null, null],
  ['arrondi([part])', '%', '39', null, null],
  ['arrondi(1 − [part])', '%', '62', null, null],
  ['arrondi([papier : recycle] / [papier : vierge] ; 3)', '%', '159.3', null, null],
  ['−arrondi(2,5) + arrondi(−2,5)', '', '-6', null, null],
  ['cumul([depenses])', 'k€', '72.87', null, null],
  ['cumul([depenses, N-1])', 'k€', null, null, null],
  ['moyenne([papier]) + minimum([papier]) − maximum([papier] ; 0 ; [papier, N-1])', 't', '-63.5', null, null],
  ['numérateur([bio]) / dénominateur([bio])', '%', '12.5', '1000', '8000'],
  ['1/3 × 3 − 1', '', '0', null, null],
  ['0,1 + 0,2', '', '0.3', null, null],
  ['42', 'k€', '42', null, null],
])('%s in %s', (text, unit, value, numerator, denominator) => {
  const outcome = compute(text, unit)
  if (value === null) expect(outcome.state).toBe('missing')
  else expect(outcome).toMatchObject({ state: 'value', value, numerator, denominator })
})

describe('where there is no value', () => {
  const words = (outcome: Outcome) =>
    outcome.state === 'missing' ? outcome.missing.map(text => text.replace(/\s/g, ' ')) : outcome

  test('all that is missing is named, once', () => {
    expect(words(compute('[papier : recycle, N-1] / somme([papier, N-1]) + [part, N-2] / [part]', '%'))).toEqual([
      '2024 : [papier : recycle] n’est pas renseigné',
      '2024 : [papier : vierge] n’est pas renseigné',
      '2023 : [part] n’est pas renseigné',
    ])
    expect(words(compute('numérateur([bio, N-1])', '€'))).toEqual(['2024 : le numérateur de [bio] n’est pas renseigné'])
    expect(words(compute('cumul([aide])', '€', { period: '2022' as Period }))).toEqual([
      '2022 : le cumul ne commence qu’en 2023',
    ])
  })

  test('dividing by zero is a state, and says where', () => {
    expect(compute('1 + [papier] / ([heures] × 2) × [heures]', 't')).toMatchObject({
      state: 'zero-divisor',
      place: { at: 4 },
      explained: expect.stringContaining('divise par zéro'),
    })
    // Exactly zero, where rounding a third would leave something.
    expect(compute('1 / (1/3 + 1/3 + 1/3 − 1)', '').state).toBe('zero-divisor')
  })
})

test('what was read is kept, in order, in its own unit', () => {
  expect(
    compute('[depenses] + [depenses, N-1] + [depenses] × [papier : recycle] ÷ [papier : recycle]', 'k€').inputs,
  ).toEqual([
    { key: 'depenses', row: null, period: '2025', part: 'value', value: '42.37' },
    { key: 'depenses', row: null, period: '2024', part: 'value', value: '20.5' },
    { key: 'papier', row: 'recycle', period: '2025', part: 'value', value: '43' },
  ])
})

test('any formula gives what fractions give', () => {
  const plain = new Catalogue(
    ['a', 'b', 'c'].map(key => known(key, '', { kind: 'ratio', parts: { numerator: '', denominator: '' } })),
  )
  const named = fc.record({ name: fc.constantFrom('a', 'b', 'c'), row: fc.constantFrom(null, 'recycle', 'vierge') })
  const figure = fc.option(fc.constantFrom('0', '0', '1', '-2.5', '0.007', '33.3', '1234567.89', '-1'), { freq: 40 })
  const states = { value: 0, missing: 0, 'zero-divisor': 0 }
  fc.assert(
    fc.property(formulas(named), fc.infiniteStream(figure), (formula, figures) => {
      const asked = new Map<string, string | null>()
      const read: Given['figureOf'] = source => {
        const id = JSON.stringify([source.key, source.row, source.period, source.part])
        if (!asked.has(id)) asked.set(id, figures.next().value ?? null)
        return asked.get(id) ?? null
      }
      const checked = checkFormula(formula, { catalogue: plain, self: null, rhythm: 'year', unit: '' })
      // Cumulating the value of a ratio is refused, and nothing else can be wrong here.
      fc.pre('computation' in checked)
      const outcome = evaluate(checked.computation, { period: PERIOD, start: START, figureOf: read })
      states[outcome.state]++
      const expected = fractionOf(formula, PERIOD, read)
      if (outcome.state !== 'value') expect(outcome.state, printFormula(formula)).toBe(expected)
      else if (typeof expected === 'string') expect.fail(`${expected}: ${printFormula(formula)}`)
      else expect(nearest(outcome.value, expected), printFormula(formula)).toBe(true)
    }),
    { numRuns: 300 },
  )
  expect(Math.min(...Object.values(states)), JSON.stringify(states)).toBeGreaterThan(0)
})

const PERIOD = '2025' as Period
const START = '2024' as Period

/** The same by the definition: unreduced fractions, and the first of missing, zero-divisor that there is. */
type Value = readonly [numerator: bigint, denominator: bigint] | 'missing' | 'zero-divisor'

function fractionOf(node: Formula, period: Period, read: Given['figureOf']): Value {
  const all = (values: readonly Value[]) =>
    values.find(value => value === 'missing') ?? values.find(value => value === 'zero-divisor') ?? null
  const pairs = (values: readonly Value[]) => values.filter(value => typeof value !== 'string')
  switch (node.kind) {
    case 'number':
      return over(parse(node.value), node.percent ? 100n : 1n)
    case 'reference': {
      const text = read({ key: node.name, row: node.row, period: shift(period, -node.back), part: node.part })
      return text === null ? 'missing' : parse(text)
    }
    case 'negated': {
      const of = fractionOf(node.of, period, read)
      return typeof of === 'string' ? of : [-of[0], of[1]]
    }
    case 'operation': {
      const sides = [fractionOf(node.left, period, read), fractionOf(node.right, period, read)]
      const [left, right] = pairs(sides)
      const wrong = all(sides)
      if (wrong || !left || !right) return wrong ?? 'missing'
      if (node.sign === '+') return added(left, right)
      if (node.sign === '−') return added(left, [-right[0], right[1]])
      if (node.sign === '×') return [left[0] * right[0], left[1] * right[1]]
      return right[0] === 0n ? 'zero-divisor' : [left[0] * right[1], left[1] * right[0]]
    }
    case 'call': {
      const [only] = node.of
      const overRows = node.of.length === 1 && only?.kind === 'reference' && only.row === null
      const values =
        node.name === 'cumul'
          ? [START, PERIOD].filter(from => from <= period).map(from => fractionOf(only as Formula, from, read))
          : overRows && node.name !== 'arrondi'
            ? rows.map(({ key }) => fractionOf({ ...only, row: key }, period, read))
            : node.of.map(of => fractionOf(of, period, read))
      const wrong = all(values)
      if (wrong) return wrong
      const [first = [0n, 1n] as const, ...more] = pairs(values)
      const total = more.reduce(added, first)
      if (node.name === 'moyenne') return over(total, BigInt(values.length))
      if (node.name === 'minimum') return more.reduce((a, b) => (sign(added(b, [-a[0], a[1]])) < 0 ? b : a), first)
      if (node.name === 'maximum') return more.reduce((a, b) => (sign(added(b, [-a[0], a[1]])) > 0 ? b : a), first)
      if (node.name !== 'arrondi') return total
      const scale = 10n ** BigInt(node.decimals)
      const size = [abs(first[0]) * scale * 2n + abs(first[1]), abs(first[1]) * 2n] as const
      return [BigInt(sign(first)) * (size[0] / size[1]), scale]
    }
  }
}

type Pair = readonly [bigint, bigint]
const abs = (value: bigint) => (value < 0n ? -value : value)
const sign = ([n, d]: Pair) => (n === 0n ? 0 : n < 0n === d < 0n ? 1 : -1)
const over = ([n, d]: Pair, by: bigint): Pair => [n, d * by]
const added = (a: Pair, b: Pair): Pair => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]

function parse(text: string): Pair {
  const [whole = '', decimals = ''] = text.split('.')
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)]
}

/** Whether a text is the nearest with twelve decimals. */
function nearest(text: string, exact: Pair): boolean {
  const [n, d] = added(parse(text), [-exact[0], exact[1]])
  return abs(n) * 2n * 10n ** 12n <= abs(d)
}
