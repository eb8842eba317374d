import type { Definition } from '#features/scheme'
import { type Period, periodOf } from '#kernel'
import { decimalOf, exact } from '../decimals.ts'
import { evaluate, type Input } from '../formula/evaluate.ts'
import { type PlainComputation, plainComputation } from '../formula/plain.ts'
import { formulasOf } from '../formula/scheme-formulas.ts'
import { figureOf, foremost } from '../series/series.ts'
import { divided } from '../values/deciding.ts'
import type { Value } from '../values/values.ts'
import { readLineage } from './lineage.ts'

/** Indicators with their values, of one buyer or of several. */
type Places = readonly { definition: Definition; values: readonly Value[] }[]

/** A figure that a formula gave, with all that it takes to compute it again. */
export interface Retraced {
  value: Value
  formula: string
  /** The formula, where these definitions still give it; null where they have another. */
  computation: PlainComputation | null
  /** The first period that `cumul` adds. */
  start: Period
  /** What was read. */
  inputs: readonly Input[]
  /** Whether the formula gives the figure again, of what was read. */
  holds: boolean
  /** Which of the inputs the given values do not say, or say otherwise. */
  unsaid: readonly Input[]
}

/**
 * How each figure that a formula gave was computed. What a figure was made from may have changed since, or be in another state than it: then that is said.
 * @param from the first day of the scheme, `YYYY-MM-DD`
 */
export function retraced(places: Places, from: string): Retraced[] {
  const definitions = new Map(places.map(({ definition }) => [definition.key, definition]))
  const computations = new Map(formulasOf([...definitions.values()]).order)
  const said = new Map<string, Value[]>()
  const at = (indicator: string, period: Period, organisation: string) => `${organisation} ${indicator}.${period}`
  for (const { values } of places)
    for (const value of foremost(values)) {
      const place = at(value.indicator, value.period, value.organisation)
      said.set(place, [...(said.get(place) ?? []), value])
    }
  const read = (organisation: string, { key, period, row, part }: Omit<Input, 'value'>) => {
    const here = said.get(at(key, period, organisation)) ?? []
    const definition = definitions.get(key)
    if (row !== null) return here.find(one => one.row === row)?.[part] ?? null
    const whole = definition && here.length > 0 ? figureOf(definition, period, here) : null
    return whole === null || whole?.partial ? null : (whole?.[part] ?? null)
  }
  return places.flatMap(({ definition: { key, rhythm, source }, values }) =>
    values.flatMap((value): Retraced[] => {
      const lineage = readLineage(value.lineage)
      if (lineage?.by !== 'formula' || value.value === null) return []
      const { formula, inputs } = lineage
      const start = periodOf(from, rhythm)
      const same = source.kind === 'formula' && source.formula === formula
      const computation = same ? computations.get(key) : undefined
      const figureGiven = (asked: Omit<Input, 'value'>) => inputs.find(one => isAt(one, asked))?.value ?? null
      const outcome = computation && evaluate(computation, { period: value.period, start, figureOf: figureGiven })
      return [
        {
          value,
          formula,
          computation: computation ? plainComputation(computation) : null,
          start,
          inputs,
          holds: outcome?.state === 'value' && outcome.value === value.value,
          unsaid: inputs.filter(one => read(value.organisation, one) !== one.value),
        },
      ]
    }),
  )
}

const isAt = (one: Omit<Input, 'value'>, other: Omit<Input, 'value'>) =>
  one.key === other.key && one.row === other.row && one.period === other.period && one.part === other.part

/** Whether the value of a ratio is what its two terms give, as far as it is written: `38.5` for 38.478…; true of what has no terms. */
export function agreesWithTerms(
  { kind, unit }: Pick<Definition, 'kind' | 'unit'>,
  { value, numerator, denominator }: Pick<Value, 'value' | 'numerator' | 'denominator'>,
): boolean {
  if (kind !== 'ratio' || value === null || numerator === null || denominator === null) return true
  if (denominator === '0') return false
  const decimals = value.split('.')[1]?.length ?? 0
  return decimalOf(exact(divided(numerator, denominator, unit)), decimals) === value
}
