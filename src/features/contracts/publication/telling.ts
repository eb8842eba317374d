import { publicationsBy, readPublished, standingOf } from '#features/publications'
import { type CorrectedRates, correctedRates } from '../corrections/corrected.ts'
import { exactRates, type Rates, ratesOf } from '../rates/rates.ts'
import { sumsBySiren } from '../rates/sums.ts'
import type { Register } from '../register/register.ts'
import type { RatesFigures } from './figures.ts'
import { RATES } from './publishing.ts'

/** The rates of an organisation for a year, as it tells them. */
export interface TellableRates {
  siren: string
  rates: Rates
  /** The same with what it corrects of its own contracts; null where no correction counts. */
  corrected: CorrectedRates | null
  /** The number of the publication that says so; null where it is the register that does. */
  publication: number | null
}

/**
 * The rates of some organisations for a year: those that one published and that stand, or else those of the register now. Those without contract of
 * the year are not there.
 */
export async function tellableRates(
  register: Register,
  sirens: readonly string[],
  year: number,
): Promise<TellableRates[]> {
  if (sirens.length === 0) return []
  const sums = await sumsBySiren(register, sirens, year)
  const someCorrected = (await correctedRates(register, { buyers: sirens, year })) !== null
  const told: TellableRates[] = []
  for (const siren of sirens) {
    const published = await publishedOf(register, siren, year)
    const known = sums.get(siren)
    if (published) told.push(published)
    else if (known) {
      const corrected = someCorrected ? await correctedRates(register, { buyers: [siren], year }) : null
      told.push({ siren, rates: ratesOf(known), corrected, publication: null })
    }
  }
  return told
}

async function publishedOf({ db }: Register, siren: string, year: number): Promise<TellableRates | null> {
  const history = (await publicationsBy(db, siren)).filter(
    ({ kind, period }) => kind === RATES && period === String(year),
  )
  const standing = standingOf(history)
  if (standing === undefined) return null
  const { rates, corrections } = (await readPublished(db, standing, history)).content as RatesFigures
  return {
    siren,
    rates: exactRates(rates),
    corrected: corrections ? { ...corrections, rates: exactRates(corrections.rates) } : null,
    publication: standing.number,
  }
}
