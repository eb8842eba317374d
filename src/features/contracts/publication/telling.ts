import { type Publication, readPublished, standingOfKinds } from '#features/publications'
import { type CorrectedRates, correctedBySiren } from '../corrections/corrected.ts'
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
  const corrected = await correctedBySiren(register, sums, year)
  const standing = await standingOfKinds(register.db, [RATES], { sirens, period: String(year) })
  const told = sirens.map(async (siren): Promise<TellableRates[]> => {
    const publication = standing.find(one => one.siren === siren)
    if (publication) return [await published(register, publication)]
    const known = sums.get(siren)
    return known ? [{ siren, rates: ratesOf(known), corrected: corrected.get(siren) ?? null, publication: null }] : []
  })
  return (await Promise.all(told)).flat()
}

async function published({ db }: Register, publication: Publication): Promise<TellableRates> {
  const { rates, corrections } = (await readPublished(db, publication, [])).content as RatesFigures
  return {
    siren: publication.siren,
    rates: exactRates(rates),
    corrected: corrections ? { ...corrections, rates: exactRates(corrections.rates) } : null,
    publication: publication.number,
  }
}
