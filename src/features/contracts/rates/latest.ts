import type { Register } from '../register/register.ts'
import { type Rates, ratesOf } from './rates.ts'
import { sumsByYear } from './sums.ts'

type Latest = Promise<{ year: number; rates: Rates } | null>

const known = new WeakMap<Register, Map<string, Latest>>()

/**
 * The rates of the latest year of which the register has contracts of an organisation; null when it has none. Asked once of the register as of
 * one moment, however many parts of a page want them.
 */
export function latestRates(register: Register, siren: string): Latest {
  const rates = known.get(register) ?? new Map<string, Latest>()
  known.set(register, rates)
  const latest = rates.get(siren) ?? readLatest(register, siren)
  rates.set(siren, latest)
  return latest
}

async function readLatest(register: Register, siren: string): Latest {
  const years = await sumsByYear(register, { buyers: [siren], year: null })
  const latest = years.filter(({ year, sums }) => year > 0 && sums.contracts > 0).at(-1)
  return latest ? { year: latest.year, rates: ratesOf(latest.sums) } : null
}
