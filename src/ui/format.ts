import { type Cents, parisClock } from '#kernel'

const THIN = '\u202f'
const HARD = '\u00a0'
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const SHORT_MONTHS = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ')
const WEIGHTS = ['octet', 'ko', 'Mo', 'Go', 'To']

const formats = [0, 1, 2, 3].map(
  digits =>
    new Intl.NumberFormat('fr-FR', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative',
    }),
)
const percents = new Intl.NumberFormat('fr-FR', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})

/** What is written in place of a value that does not exist: a word, never 0 nor a dash. */
export const MISSING = {
  value: 'non renseigné',
  rate: 'non calculable',
  data: 'pas de donnée',
} as const

// Node's releases differ in the spaces they put in French numbers: every one of them is ours here.
const minus = (text: string) => text.replace('-', '\u2212')

/** A number in French: `1 234,5` (U+202F between thousands, U+2212 minus). `digits` is 0 to 3 decimals. */
export function nb(value: number, digits: 0 | 1 | 2 | 3 = 0): string {
  const format = formats[digits] as Intl.NumberFormat
  return minus(format.format(value).replace(/\s/g, THIN))
}

const decimals = new Intl.NumberFormat('fr-FR', {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 2,
  roundingPriority: 'morePrecision',
  signDisplay: 'negative',
})

/**
 * A decimal text in French, exact whatever its length: `1 234,57`. At most two decimals (half up), or two significant
 * digits where that shows more (`0,0046`); no zeros at the end.
 */
export function decimal(text: string): string {
  return minus(decimals.format(text as Intl.StringNumericLiteral).replace(/\s/g, THIN))
}

/**
 * A rate between 0 and 1 as a percentage with one decimal: `38,5 %` (U+202F), half up on its decimal writing.
 * Exact bounds read `0 %` and `100 %`; what rounds to them without being them reads `< 0,1 %` and `> 99,9 %`.
 * @param missing what to write for null, the rate without denominator.
 */
export function percent(rate: number | null, missing: string = MISSING.rate): string {
  if (rate === null) return missing
  if (rate === 0 || rate === 1) return `${rate * 100}${THIN}%`
  const text = minus(percents.format(rate).replace(/\s/g, '').replace('%', `${THIN}%`))
  if (rate > 0 && text.startsWith('0,0')) return `<${THIN}0,1${THIN}%`
  if (rate < 1 && text.startsWith('100,')) return `>${THIN}99,9${THIN}%`
  return text
}

/** The change between two rates, given as a difference of rates: 0.119 → `+11,9 points`; no change is `stable`. */
export function points(change: number | null, missing: string = MISSING.data): string {
  if (change === null) return missing
  // The difference of two fractions carries a noise of 1e-16, which must not decide which way a half is rounded.
  const shown = Math.round(Number((Math.abs(change) * 1000).toFixed(9))) / 10
  if (shown === 0) return 'stable'
  return `${change > 0 ? '+' : '\u2212'}${nb(shown, 1)}${HARD}point${shown < 2 ? '' : 's'}`
}

/** An amount in full: `684 500 €`, with its cents only when there are any. Say beside it whether it is HT or TTC. */
export function euros(cents: Cents | null, missing: string = MISSING.value): string {
  if (cents === null) return missing
  return `${nb(cents / 100, cents % 100 === 0 ? 0 : 2)}${HARD}€`
}

/** An amount to be read at a glance: in full below a million (cents dropped), then `18,4 M€`, then `1,2 Md€`. */
export function eurosShort(cents: Cents | null, missing: string = MISSING.value): string {
  if (cents === null) return missing
  const whole = Math.round(cents / 100)
  const size = Math.abs(whole)
  if (size < 1e6) return `${nb(whole)}${HARD}€`
  // 999,96 M€ would round to 1 000,0 M€
  return size < 999.95e6 ? `${nb(whole / 1e6, 1)}${HARD}M€` : `${nb(whole / 1e9, 1)}${HARD}Md€`
}

/** A counted noun, plural from two as in French: `1 marché`, `0 marché`, `1 234 marchés`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${nb(n)}${HARD}${Math.abs(n) < 2 ? singular : plural}`
}

/** A file size, 1 ko being 1 000 octets: `312 octets`, `38 ko`, `1,2 Mo`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'octet')
  let rank = 0
  let size = bytes
  // 999.5 and above would be written 1 000
  while (size >= 999.5 && rank < WEIGHTS.length - 1) {
    size /= 1000
    rank++
  }
  return `${nb(size, size < 10 && rank > 1 ? 1 : 0)}${HARD}${WEIGHTS[rank]}`
}

/** The parts of a `YYYY-MM-DD` date, or null when the text is not one (it is then shown as it is). */
function partsOf(date: string): { day: number; month: number; year: string } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  const month = Number(match?.[2])
  const day = Number(match?.[3])
  if (!match || month < 1 || month > 12 || day < 1 || day > 31) return null
  return { day, month, year: match[1] as string }
}

/** The parts of a date as they are read, `day` being `1er` on the first: for sentences and `<time>`. */
export function dayParts(date: string, length: 'long' | 'short' = 'long') {
  const parts = partsOf(date)
  if (!parts) return null
  const month = (length === 'long' ? MONTHS : SHORT_MONTHS)[parts.month - 1] as string
  return { day: parts.day === 1 ? '1er' : String(parts.day), rest: `${HARD}${month} ${parts.year}` }
}

/** `2026-11-23` → `23 novembre 2026`, or `23 nov. 2026` when short. What is not a date is returned as it is. */
export function day(date: string | null, length: 'long' | 'short' = 'long', missing: string = MISSING.value): string {
  if (date === null) return missing
  const parts = dayParts(date, length)
  return parts ? parts.day + parts.rest : date
}

/** The wall clock in Paris at an instant: `{ date: '2026-11-23', time: '14 h 05' }`. */
export function inParis(instant: Date): { date: string; time: string } {
  const { day: date, time } = parisClock(instant)
  return { date, time: `${Number(time.slice(0, 2))}${HARD}h${HARD}${time.slice(3, 5)}` }
}

/** An instant, in Paris: `23 novembre 2026 à 14 h 05`. */
export function moment(instant: Date, length: 'long' | 'short' = 'long'): string {
  const { date, time } = inParis(instant)
  return `${day(date, length)} à ${time}`
}
