import { boundsOf, type Measured, type Period, rhythmOf } from '#kernel'
import { typo } from '#ui'
import { CONCESSIONS, LEFT_OUT } from '../rates/explanation.ts'
import { addressOf, type ContractFilter } from '../register/filter.ts'
import { AMOUNT_STATES, FLAG } from '../register/packed.ts'
import { type Answers, quarterOf } from './counting.ts'
import { NO, UNKNOWN, YES } from './facets.ts'
import type { InForce } from './filters.ts'
import type { Counted } from './list.ts'

/** Why amounts are left out, by the rank of their state; the first state is that of amounts that count, which a repeated ceiling replaces. */
const AMOUNTS = AMOUNT_STATES.map(state => {
  const wanted = state === 'counted' ? 'repeat' : state
  return typo(LEFT_OUT.find(([, montant]) => montant === wanted)?.[2] ?? '')
})

/** What is found of one period. Amounts are in cents. */
interface Found {
  numerator: number
  denominator: number
  /** How many contracts it is known of whether, and for what, they count. */
  told: number
  /** By reason: those of the facets, of the filters, of amounts, then concessions. */
  excluded: Int32Array
}

/**
 * Measures some periods of one rhythm in one walk over the contracts of a buyer.
 * @param siren whose contracts the answers are about
 */
export function measure(
  measure: Counted,
  filters: readonly InForce[],
  periods: readonly Period[],
  siren: string,
  answers: Answers,
): Measured[] {
  if (periods.length === 0) return []
  const inAmounts = measure.of === 'amounts'
  const reasons = [
    ...measure.facets.flatMap(facet => facet.reasons),
    ...(inAmounts ? AMOUNTS : []),
    ...filters.map(({ filter }) => filter.reason),
    CONCESSIONS,
  ]
  const found = new Map(
    periods.map(period => [
      period,
      { numerator: 0, denominator: 0, told: 0, excluded: new Int32Array(reasons.length) },
    ]),
  )
  count(measure, filters, answers, quartersOf(found), reasons.length)
  return periods.map(period => {
    const { excluded, ...sums } = found.get(period) as Found
    return {
      period,
      ...written(measure, sums),
      excluded: gathered(reasons, excluded),
      rows: addressOf('/marches', listOf(measure, filters, period, siren)),
    }
  })
}

/** What is found of the period of each quarter. */
function quartersOf(found: ReadonlyMap<Period, Found>): Map<number, Found> {
  const quarters = new Map<number, Found>()
  for (const [period, one] of found) {
    const { from, to } = boundsOf(period)
    const last = quarterOf(new Date(to))
    for (let quarter = quarterOf(new Date(from)); quarter <= last; quarter++) quarters.set(quarter, one)
  }
  return quarters
}

function count(
  { facets, of }: Counted,
  filters: readonly InForce[],
  answers: Answers,
  found: ReadonlyMap<number, Found>,
  reasons: number,
) {
  const { contracts, quarters, said } = answers
  const { flags, amounts, amountStates, firsts } = contracts
  const passing = answers.passing(filters)
  const each = answers.ofContracts(facets)
  const inAmounts = of === 'amounts'
  const shared = inAmounts ? answers.ofAmounts(facets) : each
  const byFacets = facets.reduce((sum, facet) => sum + facet.reasons.length, 0)
  const byFilters = byFacets + (inAmounts ? AMOUNTS.length : 0)
  const first = Math.min(...found.keys())
  const byQuarter = Array.from({ length: Math.max(...found.keys()) - first + 1 }, (_, i) => found.get(first + i))
  for (let i = 0; i < contracts.length; i++) {
    const one = byQuarter[(quarters[i] as number) - first]
    const passes = passing[i] as number
    if (one === undefined) continue
    const leaveOut = (reason: number) => void (one.excluded[reason] as number)++
    if (((flags[i] as number) & FLAG.concession) !== 0) {
      if (passes === YES) leaveOut(reasons - 1)
      continue
    }
    if (passes === NO) {
      one.told++
      continue
    }
    if (passes >= UNKNOWN) {
      leaveOut(byFilters + passes - UNKNOWN)
      continue
    }
    const answer = each[i] as number
    if (answer >= UNKNOWN) leaveOut(answer - UNKNOWN)
    if (answer === NO) one.told++
    if (inAmounts && (amountStates[i] !== 0 || firsts[i] !== i)) {
      leaveOut(byFacets + (amountStates[i] as number))
      continue
    }
    const whole = shared[i] as number
    if (whole >= UNKNOWN) continue
    const weight = inAmounts ? (amounts[i] as number) : 1
    one.told++
    one.denominator += weight
    if (whole === YES) one.numerator += of === 'offers' ? (said.offers?.[i] as number) : weight
  }
}

/** Nothing that could be counted is no zero: neither a ratio of nothing, nor a sum of no known term, such as that of a year nobody has data of. */
function written(
  { kind, of }: Counted,
  { numerator, denominator, told }: Omit<Found, 'excluded'>,
): Pick<Measured, 'numerator' | 'denominator'> {
  const text = (value: number) => (of === 'amounts' ? `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}` : String(value)) // biome-ignore format: one line
  const nothing = kind === 'ratio' ? denominator === 0 : told === 0
  return {
    numerator: nothing ? null : text(numerator),
    denominator: kind === 'ratio' ? text(denominator) : null,
  }
}

function gathered(reasons: readonly string[], counts: Int32Array): Measured['excluded'] {
  const byReason = new Map<string, number>()
  for (const [i, reason] of reasons.entries())
    if (counts[i] !== 0) byReason.set(reason, (byReason.get(reason) ?? 0) + (counts[i] as number))
  return [...byReason].map(([reason, count]) => ({ reason, count }))
}

/** The list of the contracts of the denominator; of the numerator for what has none. */
function listOf(
  { kind, facets, of }: Counted,
  filters: readonly InForce[],
  period: Period,
  siren: string,
): ContractFilter {
  const { from, to } = boundsOf(period)
  const time: ContractFilter = rhythmOf(period) === 'year' ? { annee: period } : { du: from, au: to }
  const lists = facets.map(facet => (kind === 'ratio' ? facet.known : facet.yes))
  return Object.assign(
    { acheteurs: siren, ...time },
    ...filters.map(({ filter, value }) => filter.listed(value)),
    ...(of === 'amounts' ? [{ montant: 'usable' }] : []),
    ...lists,
  ) as ContractFilter
}
