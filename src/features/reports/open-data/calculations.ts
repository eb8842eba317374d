import { agreesWithTerms, type Retraced, retraced } from '#features/indicators'
import type { BilanFacts } from '../bilan/facts.ts'
import { placesOf, sirensOf } from './places.ts'

type Input = Retraced['inputs'][number]
const inputOf = ({ key, row, period, part, value }: Input) => ({ indicator: key, row, period, part, value })

/** How each figure that a formula gave is computed: the formulas as trees, what each figure read. */
export function calculationsOf(facts: BilanFacts) {
  const sirenOf = sirensOf(facts)
  const all = retraced(placesOf(facts), facts.scheme.from)
  const formulas = new Map(
    all.flatMap(({ value: { indicator }, formula, start, computation }) =>
      computation ? [[indicator, { indicator, formula, start, ...computation }] as const] : [],
    ),
  )
  return {
    format: 'mieuxdisant-calculs/1',
    formulas: [...formulas.values()],
    figures: all.map(({ value: { indicator, period, organisation }, formula, inputs }) => ({
      ...{ indicator, period, buyer: sirenOf(organisation), formula },
      inputs: inputs.map(inputOf),
    })),
  }
}

/**
 * What does not hold together in the values themselves, which a bilan publishes as they were validated: a ratio that its own terms do not give
 * (`terms`), a figure that its formula does not give any more (`formula`), one that was made from another figure than the one that is told (`input`).
 */
export function remarksOf(facts: BilanFacts) {
  const sirenOf = sirensOf(facts)
  const places = placesOf(facts)
  const terms = places.flatMap(({ definition, values }) =>
    values.filter(one => !agreesWithTerms(definition, one)).map(value => ({ about: 'terms' as const, value })),
  )
  const made = retraced(places, facts.scheme.from).flatMap(({ value, holds, unsaid }) => [
    ...(holds ? [] : [{ about: 'formula' as const, value }]),
    ...(unsaid.length > 0 ? [{ about: 'input' as const, value }] : []),
  ])
  return [...terms, ...made].map(({ about, value: { indicator, period, row, organisation } }) => ({
    ...{ about, indicator, period, row, buyer: sirenOf(organisation) },
  }))
}
