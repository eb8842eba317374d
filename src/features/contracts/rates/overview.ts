import type { WarningCode } from '../contracts.ts'
import { type Corrected, correctedRates } from '../corrections/corrected.ts'
import { establishmentsOf } from '../register/buyers.ts'
import { finishedImports, namesOf, type Register } from '../register/register.ts'
import { type Rates, ratesOf } from './rates.ts'
import { type Scope, sumsBy, sumsByYear, sumsOf, warningsOf } from './sums.ts'

/** The two pillars that the official file knows, by their word in addresses. */
export const PILLARS = { sociale: 'social', environnementale: 'environmental' } as const
export type PillarWord = keyof typeof PILLARS

/** How a breakdown is named in addresses. */
export const PARTS = { cpv: 'division', procedure: 'procedure', tranche: 'band' } as const
export type PartWord = keyof typeof PARTS

/** Everything the page of rates shows of a scope. */
export interface RatesOverview {
  scope: Scope
  rates: Rates
  /** The same with what buyers correct; null where no correction counts. */
  corrected: Corrected | null
  /** The year before; null when no year is chosen or nothing was notified then. */
  before: Rates | null
  concessions: Rates
  /** Oldest first, contracts without date left out. */
  byYear: { year: number; rates: Rates }[]
  parts: { key: string; rates: Rates }[]
  names: Map<string, string>
  years: readonly number[]
  files: { id: number; file: string; finished_at: Date | null }[]
  /** How many contracts of the scope carry each defect. */
  warnings: ReadonlyMap<WarningCode, number>
}

/** Names for the buyers of a scope; a SIREN takes the name of its first named establishment. */
export async function scopeNames(register: Register, buyers: readonly string[] | null): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const buyer of (buyers ?? []).slice(0, 20)) {
    const known = await namesOf(register, [buyer, ...(await establishmentsOf(register, buyer))])
    const name = known.get(buyer) ?? [...known.values()][0]
    if (name !== undefined) names.set(buyer, name)
  }
  return names
}

export async function readRates(register: Register, scope: Scope, part: PartWord): Promise<RatesOverview> {
  const byYear = await sumsByYear(register, { buyers: scope.buyers, year: null })
  const years = byYear
    .filter(({ year, sums }) => year > 0 && sums.contracts > 0)
    .map(({ year, sums }) => ({ year, rates: ratesOf(sums) }))
  return {
    scope,
    rates: ratesOf(await sumsOf(register, scope)),
    corrected: await correctedRates(register, scope),
    before: years.find(({ year }) => scope.year !== null && year === scope.year - 1)?.rates ?? null,
    concessions: ratesOf(await sumsOf(register, scope, 'concession')),
    byYear: years,
    parts: (await sumsBy(register, scope, PARTS[part])).map(({ key, sums }) => ({ key, rates: ratesOf(sums) })),
    names: await scopeNames(register, scope.buyers),
    years: scope.buyers === null ? register.years : byYear.map(({ year }) => year).reverse(),
    files: await finishedImports(register).clearSelect().select(['id', 'file', 'finished_at']).limit(5).execute(),
    warnings: new Map(
      (await warningsOf(register, scope)).map(({ code, contracts }) => [code as WarningCode, contracts]),
    ),
  }
}
