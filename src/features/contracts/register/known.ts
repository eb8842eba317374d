import { type PillarRates, ratesOf, type Sums } from '../rates/rates.ts'
import { scopeIn } from '../rates/scope.ts'
import { sumsOf } from '../rates/sums.ts'
import type { ContractFilter } from './filter.ts'
import type { Register } from './register.ts'

const PRESENTATION = new Set(['tri', 'page', 'par'])

/** The filters that narrow the list, in the order of their names in the address: neither its sort nor its pages. */
export function narrowing(filter: ContractFilter): (keyof ContractFilter)[] {
  return (Object.keys(filter) as (keyof ContractFilter)[]).filter(name => !PRESENTATION.has(name))
}

/**
 * What the maintained sums say of a list.
 * `sums` are those of whose contracts and of which year, null where the filter says more; `total` is how many contracts the filter finds,
 * null where it must be counted.
 */
export async function summedUp(
  register: Register,
  filter: ContractFilter,
): Promise<{ sums: Sums | null; total: number | null }> {
  const unknown = { sums: null, total: null }
  const { acheteurs, annee: _, nature, cpv, procedure, tranche, ...others } = filter
  const scope = scopeIn(filter)
  const finer = narrowing(others)
  const parts = [
    ...(cpv === undefined ? [] : [{ part: 'division', key: cpv } as const]),
    ...(procedure === undefined ? [] : [{ part: 'procedure', key: procedure } as const]),
    ...(tranche === undefined ? [] : [{ part: 'band', key: tranche } as const]),
  ]
  const [part] = parts
  if (nature === 'concession')
    return finer.length + parts.length > 0 ? unknown : { sums: null, total: (await sumsOf(register, scope, 'concession')).contracts } // biome-ignore format: one case
  // Sums by division, procedure or band are kept for everybody and for large buyers; and not of two at once.
  if (finer.length > 1 || parts.length > 1 || (part && acheteurs !== undefined)) return unknown
  if (cpv !== undefined && cpv.length > 2) return unknown
  if (finer[0] !== undefined && !COUNTED.test(finer[0])) return unknown
  const sums = await sumsOf(register, scope, part?.part ?? 'all', part?.key)
  if (finer.length > 0) return { sums: null, total: countedUnder(sums, filter) }
  return { sums: part ? null : sums, total: sums.contracts }
}

/** The filters whose every value the sums count. */
const COUNTED = /^(sociale|environnementale|valeur|montant)$/

/** How many of the contracts that were added up also pass one filter. */
function countedUnder(sums: Sums, { sociale, environnementale, valeur, montant }: ContractFilter): number | null {
  if (sociale !== undefined) return statesOf(ratesOf(sums).social)[sociale]
  if (environnementale !== undefined) return statesOf(ratesOf(sums).environmental)[environnementale]
  if (valeur !== undefined)
    return {
      social_clause: sums.social.clause,
      social_criterion: sums.social.criterion,
      social_reserved: sums.social.reserved,
      environmental_clause: sums.environmental.clause,
      environmental_criterion: sums.environmental.criterion,
    }[valeur]
  if (montant !== undefined) {
    const { missing, below1, sentinel, above3e9, frameworkRepeat: repeat } = sums.excludedAmounts
    const usable = sums.contracts - missing - below1 - sentinel - above3e9
    return { missing, below1, sentinel, above3e9, repeat, usable, counted: usable - repeat }[montant]
  }
  return null
}

/** How many contracts answer each value of the filter of a pillar. */
const statesOf = ({ yes, declaredNone, unreadable, filled, notFilled }: PillarRates) => ({
  yes,
  none: declaredNone,
  unreadable,
  filled,
  'not-filled': notFilled,
})
