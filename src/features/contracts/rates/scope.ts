import { type ContractFilter, readFilter } from '../register/filter.ts'
import type { Scope } from './sums.ts'

/** Whose contracts and of which year a filter speaks of, whatever else it says. */
export function scopeIn({ acheteurs, annee }: ContractFilter): Scope {
  return {
    buyers: acheteurs?.split(',') ?? null,
    year: annee === undefined ? null : annee === 'sans' ? 0 : Number(annee),
  }
}

/**
 * Whose rates and of which year, out of an address: `acheteurs` (SIREN or SIRET, comma separated) and `annee` (`2025`, or `sans`).
 * `ignored` names what was given and not understood: the figure is then wider than asked, and the page says so.
 */
export function readScope(query: Record<string, string | undefined>): { scope: Scope; ignored: string[] } {
  const { acheteurs, annee } = query
  const { filter, ignored } = readFilter({ acheteurs, annee })
  return { scope: scopeIn(filter), ignored }
}

/** The parameters of a scope, for links. */
export function scopeQuery({ buyers, year }: Scope): { acheteurs?: string; annee?: string } {
  return {
    ...(buyers === null ? {} : { acheteurs: buyers.join(',') }),
    ...(year === null ? {} : { annee: year === 0 ? 'sans' : String(year) }),
  }
}

/** An address with parameters, those undefined left out. */
export function linkTo(path: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
