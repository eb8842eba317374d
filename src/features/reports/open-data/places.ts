import type { Told, ToldFigure } from '#features/indicators'
import type { BilanFacts } from '../bilan/facts.ts'

type Value = Told['values'][number]

/** An indicator with every value of it that a bilan counts, whoever of its buyers said it. */
export interface Place {
  definition: Told['definition']
  values: readonly Value[]
}

/** Of whom a bilan tells: all of its buyers together, where `buyer` is null; then each. */
export interface Voice {
  buyer: string | null
  name: string
  indicators: readonly Told[]
}

export const voicesOf = ({ buyers, indicators, byBuyer }: BilanFacts): Voice[] => {
  const [alone] = buyers
  if (byBuyer.length === 0) return [{ buyer: alone?.siren ?? '', name: alone?.name ?? '', indicators }]
  return [
    { buyer: null, name: 'Ensemble', indicators },
    ...byBuyer.map(({ siren, name, indicators: theirs }) => ({ buyer: siren, name, indicators: theirs })),
  ]
}

/** Every value that says something, once, under the indicator that it is of. */
export function placesOf(facts: BilanFacts): Place[] {
  const voices = voicesOf(facts)
  return facts.indicators.map(({ definition }, rank) => {
    const all = voices.flatMap(({ indicators }) => indicators[rank]?.values ?? [])
    const said = all.filter(({ value, words }) => value !== null || words !== '')
    return { definition, values: [...new Map(said.map(one => [one.id, one])).values()] }
  })
}

/** The SIREN of the buyers of a bilan, by organisation. */
export const sirensOf = ({ buyers }: Pick<BilanFacts, 'buyers'>): ((organisation: string) => string) => {
  const sirens = new Map(buyers.map(({ id, siren }) => [id, siren]))
  return organisation => sirens.get(organisation) ?? ''
}

/** What JSON keeps of a figure. */
export const plainFigure = ({ period, value, numerator, denominator, words, partial }: ToldFigure) => ({
  ...{ period, value, numerator, denominator, words, partial },
})
