/** How often a thing is measured. */
export const RHYTHMS = ['year', 'semester', 'quarter'] as const
export type Rhythm = (typeof RHYTHMS)[number]

/** A calendar year (`2025`), half-year (`2025-S1`) or quarter (`2025-T3`), as French tables write them. */
export type Period = string & { readonly __period: true }

const WRITTEN = /^((?:19|20)\d\d)(?:-([ST])([1-4]))?$/
const MONTHS: Record<Rhythm, number> = { year: 12, semester: 6, quarter: 3 }
const LETTERS = { S: 'semester', T: 'quarter' } as const

interface Parts {
  year: number
  rhythm: Rhythm
  /** From 1. */
  rank: number
}

function partsOf(period: Period): Parts {
  const [, year, letter, rank] = WRITTEN.exec(period) as unknown as [string, string, 'S' | 'T' | undefined, string]
  return { year: Number(year), rhythm: letter ? LETTERS[letter] : 'year', rank: letter ? Number(rank) : 1 }
}

/** Reads `2025`, `2025-S1` or `2025-T3` (from 1900 to 2099); null when it is none of them. */
export function parsePeriod(text: string): Period | null {
  const match = WRITTEN.exec(text)
  return match === null || (match[2] === 'S' && Number(match[3]) > 2) ? null : (text as Period)
}

/** The period of a rhythm that a day (`YYYY-MM-DD`) falls in. */
export function periodOf(day: string, rhythm: Rhythm): Period {
  const year = day.slice(0, 4)
  if (rhythm === 'year') return year as Period
  const rank = Math.floor((Number(day.slice(5, 7)) - 1) / MONTHS[rhythm]) + 1
  return `${year}-${rhythm === 'semester' ? 'S' : 'T'}${rank}` as Period
}

/** Whether it is a year, a half-year or a quarter. */
export const rhythmOf = (period: Period): Rhythm => partsOf(period).rhythm

/** The calendar year of a period. */
export const yearOf = (period: Period): number => Number(period.slice(0, 4))

/** Its first and last days, `YYYY-MM-DD`, both included. */
export function boundsOf(period: Period): { from: string; to: string } {
  const { year, rhythm, rank } = partsOf(period)
  const last = rank * MONTHS[rhythm]
  const pad = (month: number) => String(month).padStart(2, '0')
  const end = new Date(Date.UTC(year, last, 0)).getUTCDate()
  return { from: `${year}-${pad(last - MONTHS[rhythm] + 1)}-01`, to: `${year}-${pad(last)}-${end}` }
}

/** The period of the same rhythm so many before (negative) or after. */
export function shift(period: Period, by: number): Period {
  const { year, rhythm, rank } = partsOf(period)
  const inYear = 12 / MONTHS[rhythm]
  const at = year * inYear + rank - 1 + by
  const then = Math.floor(at / inYear)
  return rhythm === 'year'
    ? (String(then) as Period)
    : (`${then}-${rhythm === 'semester' ? 'S' : 'T'}${(at % inYear) + 1}` as Period)
}

/** The periods of a rhythm from one day to another, in order. */
export function periodsBetween(from: string, to: string, rhythm: Rhythm): Period[] {
  const periods: Period[] = []
  for (let period = periodOf(from, rhythm); boundsOf(period).from <= to; period = shift(period, 1)) periods.push(period)
  return periods
}
