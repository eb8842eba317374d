import Fraction from 'fraction.js'

/** How many decimals a figure that was computed keeps. */
const KEPT = 12
const LONGEST = 60
const SPACES = '[ \\u00a0\\u202f\\u2009]'
const IN_THREES = new RegExp(`^\\d{1,3}(?:${SPACES}\\d{3})+(?:[.,]\\d+)?$`)
const PLAIN = /^\d+(?:,\d+)?$/
const POINTED = /^\d+\.\d+$/
const THOUSAND_OR_DECIMAL = /^[1-9]\d{0,2}\.\d{3}$/
const POINTS_IN_THREES = /^[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$/
const COMMAS_IN_THREES = /^[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$/

/** A number as it was written: its decimal text, or the two that it may mean. */
export type Reading = { value: string } | { either: readonly [thousands: string, decimals: string] }

/**
 * Reads an unsigned number as French people write it: `1 234,5` (any space), `1234.5`, `1.234,5` and `1,234.5` whose two marks leave no doubt.
 * `1.234` is a thousand in some files and a decimal in others: both are given. Null: not a number.
 */
export function readNumber(text: string): Reading | null {
  if (text.length > LONGEST) return null
  if (THOUSAND_OR_DECIMAL.test(text)) return { either: [text.replace('.', ''), tidy(text)] }
  if (IN_THREES.test(text) || PLAIN.test(text) || POINTED.test(text))
    return { value: tidy(text.replace(/\s/g, '').replace(',', '.')) }
  if (POINTS_IN_THREES.test(text)) return { value: tidy(text.replaceAll('.', '').replace(',', '.')) }
  if (COMMAS_IN_THREES.test(text)) return { value: tidy(text.replaceAll(',', '')) }
  return null
}

const tidy = (text: string) => {
  const whole = text.replace(/^0+(?=\d)/, '')
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole
}

/** The exact number of a decimal text. */
export const exact = (decimal: string): Fraction => new Fraction(decimal)

/** The decimal text of a number, rounded half away from zero, without zeros at the end: `38.5`. */
export function decimalOf(number: Fraction, places = KEPT): string {
  const scale = 10n ** BigInt(places)
  const rounded = (number.n * scale * 2n + number.d) / (number.d * 2n)
  const digits = String(rounded).padStart(places + 1, '0')
  const text = tidy(places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`)
  return number.s < 0n && rounded > 0n ? `-${text}` : text
}

/** Ten to the power. */
export const tenTo = (power: number): Fraction =>
  power < 0 ? new Fraction(1n, 10n ** BigInt(-power)) : new Fraction(10n ** BigInt(power))
