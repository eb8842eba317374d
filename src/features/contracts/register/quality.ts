import type { WarningCode } from '../contracts.ts'
import { type Rates, ratesOf } from '../rates/rates.ts'
import { type Scope, sumsByYear, sumsOf, warningsOf } from '../rates/sums.ts'
import type { Register } from './register.ts'

/** How well the data of some contracts is filled in. Counts are contracts, concessions apart. */
export interface Quality {
  rates: Rates
  /** Contracts that carry each warning, most frequent first. */
  warnings: { code: WarningCode; contracts: number }[]
  /** The same buyers, year by year, latest first; year 0 is "without date". */
  years: { year: number; rates: Rates }[]
}

/** The quality of a scope's data, from the maintained sums. */
export async function qualityOf(register: Register, scope: Scope): Promise<Quality> {
  const warnings = await warningsOf(register, scope)
  const years = await sumsByYear(register, { buyers: scope.buyers, year: null })
  return {
    rates: ratesOf(await sumsOf(register, scope)),
    warnings: warnings
      .filter(({ contracts }) => contracts > 0)
      .map(({ code, contracts }) => ({ code: code as WarningCode, contracts })),
    years: years
      .filter(({ sums }) => sums.contracts > 0)
      .map(({ year, sums }) => ({ year, rates: ratesOf(sums) }))
      .reverse(),
  }
}
