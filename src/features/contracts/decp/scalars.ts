import { fold } from '#kernel'
import { official } from './enumerations.ts'
import { isBlank, textOf } from './shape.ts'

/** Reads a number, also written as a text with spaces, a comma, or a unit after it (`36 mois`); null when it is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const match = /^([+-]?\d+(?:[.,]\d*)?)(?: ?[a-zà-ÿ%€.]*)$/i.exec(
    value
      .replace(/[\s\u00a0\u202f]+/g, ' ')
      .replace(/(\d) (?=\d{3})/g, '$1')
      .trim(),
  )
  return match ? Number((match[1] ?? '').replace(',', '.')) : null
}

const YES = new Set(['true', 'oui', 'vrai', '1', 'o', 'yes'])
const NO = new Set(['false', 'non', 'faux', '0', 'n', 'no'])

/** Reads yes or no in the writings of JSON, XML and spreadsheets; null when it is neither. */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  const word = fold(textOf(value) ?? '')
  return YES.has(word) ? true : NO.has(word) ? false : null
}

/** Reads a text that says something; words for "nothing" (NC, MQ, CDL) are null. */
export function sayingOf(value: unknown): string | null {
  return isBlank(value) ? null : textOf(value)
}

/** Reads a value of a closed list, in its official writing when it has one. */
export function wordOf(value: unknown, among: readonly string[]): string | null {
  const text = sayingOf(value)
  return text === null ? null : (official(among, text) ?? text)
}
