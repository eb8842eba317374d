import { compactId, isSiret } from '#kernel'
import type { Dialect, Names, WarningCode } from '../contracts.ts'
import { HOLDER_TYPES, official } from './enumerations.ts'
import { boundedId, type Fields, fieldOf, isBlank, itemsOf, textOf } from './shape.ts'

/** Who holds a contract. Both lists are sorted, without repetition, spaces removed. */
export interface HoldersReading {
  /** Every id that is written, for the identity. */
  written: string[]
  /** The ids that name somebody (not "NC"), for the register. */
  named: string[]
  names: Names | null
}

const FOURTEEN_DIGITS = /^\d{14}$/

/**
 * Reads who holds a contract (`titulaires`) or a concession (`concessionnaires`), in any of the nestings that producers write, and
 * the names that v1 gives them.
 */
export function readHolders(fields: Fields, dialect: Dialect, warnings: WarningCode[]): HoldersReading {
  const concession = fields['titulaires'] === undefined
  const value = concession ? fields['concessionnaires'] : fields['titulaires']
  const { items, strays, odd } = itemsOf(value, concession ? 'concessionnaire' : 'titulaire')
  const ids: string[] = []
  let names: Names | null = null
  let blank = false
  let wrongType = false
  let wrongSiret = false
  for (const item of items) {
    const id = compactId(item['id'] ?? fieldOf(item, 'id'))
    if (id === '') continue
    ids.push(id)
    if (isBlank(item['id'])) blank = true
    const written = item['typeIdentifiant']
    const type = typeOf(written, id)
    if (written !== 'SIRET' && !isOfficial(written, dialect)) wrongType = true
    if (type === 'SIRET' && !isSiret(id)) wrongSiret = true
    const name = nameOf(item)
    if (name !== null) {
      names ??= {}
      names[boundedId(id)] = name
    }
  }
  for (const stray of strays) {
    const id = compactId(stray)
    // A bare SIRET names its holder; a bare word ("typeIdentifiant") is a key taken for a value.
    if (FOURTEEN_DIGITS.test(id)) ids.push(id)
  }
  if (odd) warnings.push('structure-repaired')
  if (wrongType) warnings.push('holder-type')
  if (wrongSiret) warnings.push('holder-siret')
  const written = ids.length > 1 ? [...new Set(ids)].sort() : ids
  const named = blank || written.some(isTooLong) ? namedAmong(written) : written
  if (named.length === 0) warnings.push('holder-missing')
  return { written, named, names }
}

/** v1 also has the type UE. */
function isOfficial(type: unknown, dialect: Dialect): boolean {
  return typeof type === 'string' && (HOLDER_TYPES.includes(type) || (dialect === 'v1' && type === 'UE'))
}

const isTooLong = (id: string) => boundedId(id) !== id

function namedAmong(ids: string[]): string[] {
  return [...new Set(ids.filter(id => id !== 'MQNC' && !isBlank(id)).map(boundedId))].sort()
}

/**
 * The type of identifier that was meant: another writing of an official type is understood, fourteen digits without type are a SIRET;
 * an unknown word is given back, null when there is none.
 */
export function typeOf(written: unknown, id: string): string | null {
  // The common case, before any look-up.
  if (written === 'SIRET') return written
  const text = isBlank(written) ? null : textOf(written)
  if (text === null) return FOURTEEN_DIGITS.test(id) ? 'SIRET' : null
  return official(HOLDER_TYPES, text) ?? text
}

/** The name of an organisation, under the names that the field has in v1. */
export function nameOf(item: Fields): string | null {
  const name = fieldOf(item, 'denominationSociale') ?? fieldOf(item, 'nom')
  return isBlank(name) ? null : textOf(name)
}
