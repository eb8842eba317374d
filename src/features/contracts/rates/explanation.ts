import type { ContractFilter } from '../register/filter.ts'
import type { Rates } from './rates.ts'
import { scopeQuery } from './scope.ts'
import type { Scope } from './sums.ts'

/** In number of contracts, or in euros. */
export type MeasureWord = 'nombre' | 'valeur'

/** Why some contracts are not in a figure: a reason, how many, and how to list them. */
export interface Exclusion {
  reason: string
  contracts: number
  filter: ContractFilter | null
}

/** How one figure is made: what opens under "Comment ce chiffre est-il calculé ?". */
export interface Explanation {
  pillar: 'social' | 'environmental'
  measure: MeasureWord
  /** In contracts, or in cents. */
  numerator: number
  denominator: number
  rate: number | null
  exclusions: Exclusion[]
  /** The contracts behind the numerator and the denominator. */
  numeratorFilter: ContractFilter
  denominatorFilter: ContractFilter
}

/** Why amounts are left out: as the sums name it, as lists do, and in French. */
export const LEFT_OUT = [
  ['missing', 'missing', 'Montant absent ou illisible'],
  ['below1', 'below1', 'Montant inférieur à 1 €'],
  ['sentinel', 'sentinel', 'Montant remplacé par la valeur convenue 12 311 111 111 €'],
  ['above3e9', 'above3e9', 'Montant supérieur à 3 milliards d’euros'],
  ['frameworkRepeat', 'repeat', 'Ligne qui répète le plafond d’un accord-cadre déjà compté'],
] as const

export const CONCESSIONS = 'Concessions, qui ont leur propre ligne'

/** Explains a rate out of the very figures it was made of. */
export function explain(
  scope: Scope,
  rates: Rates,
  concessions: number,
  pillar: 'social' | 'environmental',
  measure: MeasureWord,
): Explanation {
  const of = rates[pillar]
  const base: ContractFilter = scopeQuery(scope)
  const state = pillar === 'social' ? 'sociale' : 'environnementale'
  const usable: ContractFilter = measure === 'valeur' ? { montant: 'usable' } : {}
  const exclusions: Exclusion[] = [
    { reason: 'Considération non renseignée', contracts: of.notFilled, filter: { ...base, [state]: 'not-filled' } },
    { reason: 'Considération illisible', contracts: of.unreadable, filter: { ...base, [state]: 'unreadable' } },
  ]
  if (measure === 'valeur') {
    for (const [key, montant, reason] of LEFT_OUT) {
      exclusions.push({ reason, contracts: rates.excludedAmounts[key], filter: { ...base, montant } })
    }
  }
  exclusions.push({
    reason: CONCESSIONS,
    contracts: concessions,
    filter: { ...base, nature: 'concession' },
  })
  return {
    pillar,
    measure,
    numerator: measure === 'nombre' ? of.yes : of.amount.yes,
    denominator: measure === 'nombre' ? of.filled : of.amount.filled,
    rate: measure === 'nombre' ? of.rate : of.amount.rate,
    exclusions: exclusions.filter(({ contracts }) => contracts > 0),
    numeratorFilter: { ...base, ...usable, [state]: 'yes' },
    denominatorFilter: { ...base, ...usable, [state]: 'filled' },
  }
}
