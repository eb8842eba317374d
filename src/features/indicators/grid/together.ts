import type { View } from '#features/scheme'
import { tell } from '../series/reading.ts'
import type { Situation } from '../values/deciding.ts'
import { nameOf, type Value } from '../values/values.ts'

/** What several buyers say together at each place of a grid, row by row, as values that nobody enters; and where some of them say nothing. */
export function together(
  { definitions }: Pick<Situation, 'definitions'>,
  said: readonly Value[],
  view: View,
): { values: Value[]; partial: ReadonlySet<string> } {
  const rows = new Map<string, Value[]>()
  for (const value of said) {
    const name = `${value.indicator} ${value.row}`
    rows.set(name, [...(rows.get(name) ?? []), value])
  }
  const partial = new Set<string>()
  const values = [...rows.values()].flatMap(([first, ...others]) => {
    const definition = first && definitions.get(first.indicator)
    if (!first || !definition) return []
    // Each row is an indicator by itself.
    const alone = [first, ...others].map(value => ({ ...value, row: '' }))
    const { figures } = tell({ ...definition, breakdown: null }, [], alone, { to: '' }, { ...view, chosen: null })
    return figures.map(({ period, value, numerator, denominator, words, state, partial: less }) => {
      const place = { indicator: first.indicator, period, row: first.row }
      if (less) partial.add(nameOf(place))
      return { ...first, ...place, value, numerator, denominator, words, state, comment: '', judged: null }
    })
  })
  return { values, partial }
}
