import type Fraction from 'fraction.js'
import type { Definition } from '#features/scheme'
import type { Measure, MeasureAsked, Measured } from '#kernel'
import { fr } from '#ui'
import { decimalOf, exact } from '../decimals.ts'
import { readUnit, sameDimensions } from '../units.ts'
import { divided } from '../values/deciding.ts'
import { type Lineage, ofMeasure } from './lineage.ts'

/** A figure that the program made, and how. */
export interface Figured {
  numerator: string | null
  denominator: string | null
  value: string | null
  lineage: Lineage
}

/** An indicator that subscribes to a measure: what is asked of it, and what one of its unit is in that of the indicator. */
export interface Subscription {
  code: string
  filters: MeasureAsked['filters']
  factor: Fraction
}

/** What an indicator asks of the measures that there are, or why it can ask nothing, in French. */
export function subscriptionOf(
  { kind, unit, rhythm, source }: Definition & { source: { kind: 'measured' } },
  list: ReadonlyMap<string, Measure>,
): Subscription | { obstacle: string } {
  const { measure: code, filters } = source
  const measure = list.get(code)
  if (!measure) return { obstacle: fr`La mesure « ${code} » n’existe pas sur ce site : choisissez-en une autre.` }
  for (const [name, value] of Object.entries(filters)) {
    const filter = measure.filters.find(one => one.name === name)
    const allowed = filter?.choices?.some(choice => choice.value === value) ?? filter?.pattern?.test(value)
    if (!allowed) return { obstacle: fr`« ${measure.label} » ne se filtre pas par « ${name} : ${value} ».` }
  }
  if (!measure.rhythms.includes(rhythm)) return { obstacle: fr`« ${measure.label} » ne se mesure pas à ce rythme.` }
  const ratio = measure.kind === 'ratio'
  if (ratio ? kind !== 'ratio' : kind !== 'count' && kind !== 'amount')
    return {
      obstacle: ratio
        ? fr`« ${measure.label} » est un rapport : l’indicateur doit en être un aussi.`
        : fr`« ${measure.label} » est un nombre : l’indicateur doit en être un aussi.`,
    }
  const [given, wanted] = [readUnit(measure.unit), readUnit(unit)]
  // A ratio is divided anew, in the unit of the indicator.
  if (ratio || unit === '') return { code, filters, factor: exact('1') }
  if (!sameDimensions(given, wanted))
    return {
      obstacle: fr`« ${measure.label} » se mesure en « ${measure.unit} » et l’indicateur est en « ${unit} » : corrigez son unité.`,
    }
  return { code, filters, factor: given.factor.div(wanted.factor) }
}

/** What a measure found, in the unit of its indicator. */
export function figuredBy({ code, filters, factor }: Subscription, unit: string, found: Measured): Figured {
  const { numerator, denominator } = found
  const made = (obstacle: string) => ofMeasure(code, filters, found, obstacle)
  const none = { numerator: null, denominator: null, value: null }
  if (numerator === null || denominator === '0')
    return { ...none, lineage: made('Aucune donnée de cette période ne permet de compter.') }
  if (denominator === null) return { ...none, value: decimalOf(exact(numerator).mul(factor)), lineage: made('') }
  // As the database writes them, to be compared with what it holds.
  const terms = { numerator: decimalOf(exact(numerator)), denominator: decimalOf(exact(denominator)) }
  return { ...terms, value: divided(numerator, denominator, unit), lineage: made('') }
}

/** What is said of an indicator that can ask nothing. */
export const unmeasured = (
  source: { measure: string; filters: MeasureAsked['filters'] },
  obstacle: string,
): Figured => ({
  ...{ numerator: null, denominator: null, value: null },
  lineage: ofMeasure(source.measure, source.filters, null, obstacle),
})
