const SPACES = /[\s\u00a0\u202f\u2009']/g
/** As documents write a decimal number: 21 digits before the point, 12 after. */
const HELD = /^-?(?:0|[1-9]\d{0,20})(?:\.\d{0,11}[1-9])?$/

/** The same number without useless zeros; null when a document cannot hold it. */
function tidy(text: string): string | null {
  const [, sign = '', whole = '', fraction = ''] = /^([-−–]?)(\d*)\.?(\d*)$/.exec(text) ?? []
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const rest = fraction.replace(/0+$/, '')
  const plain = rest === '' ? digits : `${digits}.${rest}`
  const number = plain === '0' || sign === '' ? plain : `-${plain}`
  return HELD.test(number) ? number : null
}

/** A number that a file holds in binary, as a decimal number: the fifteen digits that a spreadsheet shows; null when a document cannot hold it. */
export function decimalOf(raw: string): string | null {
  if (/^-?\d{1,15}$/.test(raw)) return tidy(raw)
  const number = Number(raw)
  if (!Number.isFinite(number)) return null
  const shown = Number(number.toPrecision(15))
  if (Math.abs(shown) >= 1e21) return null
  const plain = String(shown)
  const written = /e/.test(plain) || (plain.split('.')[1]?.length ?? 0) > 12 ? shown.toFixed(12) : plain
  return tidy(written)
}

/** A decimal number times a power of ten. */
export function scaled(decimal: string, power: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(decimal) ?? []
  const digits = power >= 0 ? whole + fraction.padEnd(power, '0') : whole.padStart(1 - power, '0') + fraction
  const point = power >= 0 ? whole.length + power : digits.length - fraction.length + power
  return tidy(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`) ?? decimal
}

/** Whether a spreadsheet gives the number back as it is. */
export const isExact = (decimal: string) => decimalOf(String(Number(decimal))) === decimal

/** What a text that people wrote says as a number: its decimal, and what stands around it. */
export interface NumberInText {
  decimal: string
  /** What follows it: `%`, `kg`, `€ HT`… */
  unit: string
  before: string
  after: string
}

const DIGITS = /[-−–]?\s?(?:\d{1,3}(?:[\s\u00a0\u202f\u2009']\d{3})+|\d+)(?:[.,]\d+)?/

/** The first number of a text written in French: spaces between thousands, a comma or a point before decimals; null where there is none. */
export function numberIn(text: string): NumberInText | null {
  const match = DIGITS.exec(text)
  if (match === null) return null
  const before = text.slice(0, match.index).trim()
  const rest = text.slice(match.index + match[0].length)
  const unit = /^\s*(%|€(?:\s*(?:HT|TTC))?|[a-zà-ÿ][a-zà-ÿ/²³%]*)?/i.exec(rest)?.[1] ?? ''
  const decimal = tidy(match[0].replace(SPACES, '').replace(',', '.').replace(/^[−–]/, '-'))
  return decimal === null ? null : { decimal, unit: unit.trim(), before, after: rest.trim() }
}

/** A whole text as a number, such as `1 234,5`; null where it is anything else. A point is a decimal point. */
export function decimalIn(text: string): string | null {
  const number = text.replace(SPACES, '').replace(',', '.')
  return /^[-−]?\d+(?:\.\d+)?$/.test(number) ? tidy(number) : null
}
