import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  Catalogue,
  checkFormula,
  DIRECTIONS,
  evaluate,
  KINDS,
  type Point,
  parseFormula,
  plainComputation,
  standingOf,
} from '#features/indicators'
import type { Period } from '#kernel'
import { programFile } from '#platform/files'

type Fraction = readonly [bigint, bigint]
interface Asked {
  indicator: string
  row: string | null
  period: Period
  part: string
}
/** What strangers compute with, which shares no line with the program. */
const { ecrire, evaluer, lire, position, sur } = (await import(
  programFile('src/features/reports/open-data/calcul.mjs')
)) as {
  ecrire(number: Fraction, decimals?: number): string
  evaluer(step: unknown, period: Period, start: Period, read: (asked: Asked) => string | null): Fraction | null
  lire(text: string): Fraction
  position(definition: object, t0: Point | null, targets: readonly Point[], values: readonly Point[]): string
  sur(one: Fraction, other: Fraction): Fraction
}

const known = (key: string, unit: string, more: object = {}) => ({
  ...{ key, names: [], kind: 'amount' as const, unit, rhythm: 'quarter' as const, rows: [], uses: [] },
  ...more,
})
const ROWS = ['fsc', 'recycle'].map(key => ({ key, label: key }))
const catalogue = new Catalogue([
  known('papier', 'kg', { rows: ROWS }),
  known('tonnes', 't'),
  known('part', '%', { kind: 'ratio' }),
  known('euros', 'k€'),
])
const FIGURES: Record<string, string> = { papier: '121492.25', tonnes: '-0.333', part: '38.5', euros: '0.000001' }

test.each([
  ['somme([papier]) + [tonnes] × 2', 'kg'],
  ['[papier : recycle] ÷ somme([papier])', '%'],
  ['moyenne([papier : fsc] ; [papier, N-1] ; 3)', 'kg'],
  ['minimum([papier] ; [tonnes]) − maximum([tonnes, N-5] ; 0)', 't'],
  ['arrondi([papier] ÷ 7 ; 2) ', 'kg'],
  ['arrondi([tonnes] ÷ 0,002)', 't'],
  ['cumul([papier : fsc] − [tonnes])', 'kg'],
  ['−[part] × [part] ÷ 3 %', '%'],
  ['[euros] ÷ 3 + 5', '€'],
  ['[euros] ÷ ([papier] − [papier])', '€/kg'],
  ['[euros, N-9] × [part]', 'k€'],
])('%s, in %s: computed as the program does', (text, unit) => {
  const parsed = parseFormula(text)
  if (!('formula' in parsed)) return expect.unreachable()
  const checked = checkFormula(parsed.formula, { catalogue, self: null, rhythm: 'quarter', unit })
  if (!('computation' in checked)) return expect.unreachable(JSON.stringify(checked))
  const { step, factor } = plainComputation(checked.computation)
  const [period, start] = ['2024-T2' as Period, '2022-T4' as Period]
  // Each row and period has its own figure; one is missing.
  const figure = (key: string, row: string | null, at: Period) =>
    at === '2022-T1'
      ? null
      : ecrire(sur(lire(FIGURES[key] ?? ''), lire(`${at.length + (row?.length ?? 0) + Number(at.at(-1))}`)))
  const outcome = evaluate(checked.computation, {
    period,
    start,
    figureOf: ({ key, row, period: at }) => figure(key, row, at),
  })
  const found = evaluer(step, period, start, ({ indicator, row, period: at }) => figure(indicator, row, at))
  expect(found && ecrire(sur(found, lire(factor)))).toBe(outcome.state === 'value' ? outcome.value : null)
})

const point = fc.record({
  period: fc.constantFrom('2022', '2023-S2', '2024', '2024-T3', '2025', '2026') as fc.Arbitrary<Period>,
  value: fc.constantFrom('0', '-2', '9.5', '10', '10.5', '14', '14.5', '19', '20', '21'),
})
test('where an indicator stands is found as the program finds it, whatever is known of it', () => {
  const facts = fc.record({
    kind: fc.constantFrom(...KINDS),
    unit: fc.constant('%'),
    direction: fc.constantFrom(...DIRECTIONS),
    t0: fc.option(point, { nil: 'none' as const }),
    targets: fc.oneof(fc.constant('none' as const), fc.array(point, { minLength: 1, maxLength: 3 })),
    values: fc.uniqueArray(point, { maxLength: 4, selector: ({ period }) => period }),
  })
  fc.assert(
    fc.property(facts, one => {
      const { t0, targets, values } = one
      const found = position(one, t0 === 'none' ? null : t0, targets === 'none' ? [] : targets, values)
      expect(found).toBe(standingOf(one).standing)
    }),
    { numRuns: 300 },
  )
})
