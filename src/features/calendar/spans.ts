import { addDays } from '#kernel'
import type { Entry, Span } from './calendar.ts'

/** What an address shows: a month, or a year on one page. */
export interface Shown extends Span {
  year: number
  /** From 1; null for the whole year. */
  month: number | null
}

const two = (n: number) => String(n).padStart(2, '0')
const lastDay = (year: number, month: number) =>
  addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1)
/** Years that a calendar may show: beyond them nothing is planned, nor was. */
const [FIRST, LAST] = [1990, 2100]

const within = (year: number) => year >= FIRST && year <= LAST

/** A month of a year; null outside the years that a calendar shows. */
function monthOf(year: number, month: number): Shown | null {
  if (!within(year) || month < 1 || month > 12) return null
  return { year, month, from: `${year}-${two(month)}-01`, to: lastDay(year, month) }
}

/** What is asked for: `mois=2026-11` or `annee=2026`; the month of today where neither can be read. */
export function shownIn(asked: { month?: string | undefined; year?: string | undefined }, today: string): Shown {
  const [, year = '', month = ''] = /^(\d{4})-(\d\d)$/.exec(asked.month ?? '') ?? []
  const whole = /^\d{4}$/.test(asked.year ?? '') && within(Number(asked.year)) ? Number(asked.year) : null
  if (whole !== null) return { year: whole, month: null, from: `${whole}-01-01`, to: `${whole}-12-31` }
  return (
    monthOf(Number(year), Number(month)) ?? (monthOf(Number(today.slice(0, 4)), Number(today.slice(5, 7))) as Shown)
  )
}

/** How an address asks for it. */
export const asked = ({ year, month }: Pick<Shown, 'year' | 'month'>): string =>
  month === null ? `annee=${year}` : `mois=${year}-${two(month)}`

/** What comes before and after: the same length, none beyond the years that a calendar shows. */
export function around({ year, month }: Shown): {
  before: Pick<Shown, 'year' | 'month'> | null
  after: Pick<Shown, 'year' | 'month'> | null
} {
  const step = (by: 1 | -1) => {
    if (month === null) return within(year + by) ? { year: year + by, month } : null
    const rank = year * 12 + month - 1 + by
    return within(Math.floor(rank / 12)) ? { year: Math.floor(rank / 12), month: (rank % 12) + 1 } : null
  }
  return { before: step(-1), after: step(1) }
}

/** Parts of a year, as who writes a calendar of a policy says them: all of it, a semester, then months. */
export const PARTS = ['year', 's1', 's2', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const
export type Part = (typeof PARTS)[number]

/** The part of a year that something stands in: that which it fills, or else the month of its last day in that year. */
export function partOf({ from, to }: Pick<Entry, 'from' | 'to'>, year: number): Part {
  const [start, end] = [from < `${year}-01-01` ? `${year}-01-01` : from, to > `${year}-12-31` ? `${year}-12-31` : to]
  if (start === `${year}-01-01` && end === `${year}-12-31`) return 'year'
  if (start === `${year}-01-01` && end === `${year}-06-30`) return 's1'
  if (start === `${year}-07-01` && end === `${year}-12-31`) return 's2'
  return Number(end.slice(5, 7)) as Part
}
