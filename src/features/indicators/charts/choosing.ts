import type { Definition } from '#features/scheme'
import { fr, MOST_PARTS } from '#ui'
import { decimalOf, exact } from '../decimals.ts'
import { isNumeric } from '../kinds.ts'
import type { Told } from '../series/reading.ts'
import { foremost } from '../series/series.ts'
import { inOrder } from '../standing.ts'
import type { Value } from '../values/values.ts'

/**
 * How an indicator is drawn: columns; parts of a whole; how far from one period to the next; what its rows make together, or one by one, over
 * time or at one time; which level is reached.
 */
export type ChartKind = 'series' | 'share' | 'change' | 'composition' | 'multiples' | 'rows' | 'steps'

/** The rows of a breakdown that have a value, in its order, over the periods that have one; then those that it no longer has, of which something was said. */
export interface RowValues {
  periods: readonly Value['period'][]
  rows: readonly { key: string; label: string; values: readonly (string | null)[] }[]
  /** Of each period, whether some of it is not validated yet. */
  partial: readonly boolean[]
}

/** Whether what is said is as good as final. */
export const isFinal = ({ state }: Pick<Value, 'state'>) => state === 'validated' || state === 'published'

/** What the rows of an indicator say; where several buyers are told together, only what adds up. */
export function rowValuesOf({ breakdown, kind }: Definition, values: readonly Value[]): RowValues {
  const said = foremost(values).filter(({ row, value }) => row !== '' && value !== null)
  const periods = inOrder([...new Set(said.map(({ period }) => period))].map(period => ({ period, value: '0' }))).map(
    ({ period }) => period,
  )
  const adds = kind === 'count' || kind === 'amount'
  const at = (key: string, period: Value['period']) => {
    const here = said.filter(one => one.row === key && one.period === period)
    if (here.length === 0 || (here.length > 1 && !adds)) return null
    return decimalOf(here.reduce((sum, { value }) => sum.add(exact(value ?? '0')), exact('0')))
  }
  const present = breakdown?.rows ?? []
  const gone = new Set(said.map(({ row }) => row))
  for (const { key } of present) gone.delete(key)
  const rows = [...present, ...[...gone].map(key => ({ key, label: fr`${key} (ancienne ligne)` }))].map(
    ({ key, label }) => ({ key, label, values: periods.map(period => at(key, period)) }),
  )
  return {
    periods,
    rows: rows.filter(row => row.values.some(value => value !== null)),
    partial: periods.map(period => said.some(one => one.period === period && !isFinal(one))),
  }
}

/** From this share of a whole on, the whole is worth drawing behind its part. */
const SEEN = 20

/** Whether each value is the part of a whole that it is divided by, and enough of it to be seen. */
function isShare({ kind, unit, source }: Definition, figures: Told['figures']): boolean {
  if (kind !== 'ratio' || unit !== '%' || source.kind === 'formula') return false
  const known = figures.filter(({ value }) => value !== null)
  const part = known.every(
    ({ numerator, denominator, value }) =>
      numerator !== null &&
      denominator !== null &&
      exact(numerator).gte(0) &&
      exact(numerator).lte(exact(denominator)) &&
      exact(value ?? '0').lte(100),
  )
  return part && known.some(({ value }) => Number(value) >= SEEN)
}

/**
 * The charts of an indicator, the main one first; none where its table says more.
 *
 * | what is there | charts |
 * |---|---|
 * | levels of a scale; a deliverable at two periods or more | steps |
 * | a single value, nothing to compare it with | none |
 * | N ÷ N−1 | change |
 * | a ratio in per cent of a part to its whole, entered or measured | share |
 * | other figures | series |
 * | besides, two to 24 rows, at one period | rows |
 * | rows that add up, few enough, all there | composition |
 * | other rows | multiples |
 */
export function chartsOf({
  definition,
  figures,
  values,
  facts,
}: Pick<Told, 'definition' | 'figures' | 'values' | 'facts'>): ChartKind[] {
  const { kind, levels } = definition
  if (kind === 'scale') return figures.some(({ words }) => levels.includes(words)) ? ['steps'] : []
  const known = figures.filter(({ value }) => value !== null)
  if (!isNumeric(kind)) return known.length > 1 ? ['steps'] : []
  const compared = known.length > 1 || facts.t0 !== 'none' || facts.targets !== 'none'
  const whole: ChartKind[] =
    known.length === 0 || !compared
      ? []
      : [kind === 'change' ? 'change' : isShare(definition, figures) ? 'share' : 'series']
  return [...whole, ...rowChart(definition, values)]
}

/** More small charts than that are looked for in a table. */
const MOST_ROWS = 24

function rowChart(definition: Definition, values: readonly Value[]): ChartKind[] {
  const { periods, rows } = rowValuesOf(definition, values)
  if (rows.length < 2 || rows.length > MOST_ROWS) return []
  if (periods.length === 1) return ['rows']
  const all = rows.flatMap(row => row.values)
  const adds = definition.kind === 'count' || definition.kind === 'amount'
  const whole = adds && rows.length <= MOST_PARTS && all.every(value => value !== null && Number(value) >= 0)
  return [whole ? 'composition' : 'multiples']
}
