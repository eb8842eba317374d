import type { Register } from '../register/register.ts'
import { type Rates, ratesOf } from './rates.ts'
import { sumsByYear } from './sums.ts'

/** The rates of the latest year of which the register has contracts of an organisation; null when it has none. */
export async function latestRates(register: Register, siren: string): Promise<{ year: number; rates: Rates } | null> {
  const years = await sumsByYear(register, { buyers: [siren], year: null })
  const latest = years.filter(({ year, sums }) => year > 0 && sums.contracts > 0).at(-1)
  return latest ? { year: latest.year, rates: ratesOf(latest.sums) } : null
}
