import type { Cell } from '#platform/paper'

/** A number as a spreadsheet keeps it, and how it is to be shown. */
export interface Shown {
  value: number
  format: string
}

/** More digits than a spreadsheet keeps. */
const DIGITS = 15

const quoted = (words: string) => (words === '' ? '' : `"${words.replaceAll('"', '”')}"`)

const formatOf = (before: string, thousands: boolean, decimals: number, after: string) =>
  `${quoted(before)}${thousands ? '#,##0' : '0'}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}${quoted(after)}`

/** Digits alone, of what is rounded to so many decimals. */
const digitsOf = (value: number, decimals: number) =>
  Math.abs(value)
    .toFixed(decimals)
    .replace(/\D|^0+(?=\d)/g, '')

/**
 * The number that a cell tells, shown as its words are: as many decimals, thousands apart where they are, the unit after it. Where the words
 * say it in another unit than the value (18,4 M€), the value is shown in its own.
 * @returns none where the cell tells no number, or one with more digits than a spreadsheet keeps: its words stay
 */
export function numberOf({ text, value, unit = '' }: Cell): Shown | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  const [, sign = '', whole = '', , decimals = '', after = ''] =
    /^\s*([+−-]?)\s*(\d[\d\u202f\u00a0 ]*?)(,(\d+))?(\D*)$/s.exec(text) ?? []
  const digits = whole.replace(/\D/g, '')
  if (!Number.isFinite(number) || `${digits}${decimals}`.replace(/^0+/, '').length > DIGITS) return undefined
  const grouped = /\d\D\d/.test(whole)
  const same = digits !== '' && digitsOf(number, decimals.length) === `${digits}${decimals}`.replace(/^0+(?=\d)/, '')
  if (same) {
    const format = formatOf('', grouped, decimals.length, after)
    return { value: number, format: sign === '+' ? `+${format};-${format}` : format }
  }
  const own = value.split('.')[1]?.length ?? 0
  if (value.replace(/\D|^-?0+/g, '').length > DIGITS && own === 0) return undefined
  return { value: number, format: formatOf('', Math.abs(number) >= 10_000, Math.min(own, 6), unit && `\u202f${unit}`) }
}
