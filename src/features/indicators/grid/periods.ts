import { boundsOf, type Period, parisDay, periodsBetween, RHYTHMS, type Rhythm } from '#kernel'

/** Without a year chosen, the last columns of each rhythm: a decade, or three years. */
const SHOWN: Record<Rhythm, number> = { year: 10, semester: 6, quarter: 12 }

/** The periods of a scheme that have begun, in order: from the year before it, with which its first is compared. */
export function begun({ from, to }: { from: string; to: string }, rhythm: Rhythm, today: string): Period[] {
  const start = `${Number(from.slice(0, 4)) - 1}-01-01`
  const end = to < today ? to : today
  return start <= end ? periodsBetween(start, end, rhythm) : []
}

/** The periods whose values are expected: those of the scheme that are over. */
export const due = (scheme: { from: string; to: string }, rhythm: Rhythm, today: string): Period[] =>
  begun(scheme, rhythm, today).filter(period => boundsOf(period).from >= scheme.from && boundsOf(period).to < today)

/** The columns of a grid, by rhythm. @param year all of that year, whether or not it is of the scheme; null: the last of the scheme */
export function columnsOf(
  scheme: { from: string; to: string },
  year: number | null,
  today = parisDay(new Date()),
): Record<Rhythm, Period[]> {
  const of = (rhythm: Rhythm) =>
    year === null
      ? begun(scheme, rhythm, today).slice(-SHOWN[rhythm])
      : periodsBetween(`${year}-01-01`, `${year}-12-31`, rhythm).filter(period => boundsOf(period).from <= today)
  return Object.fromEntries(RHYTHMS.map(rhythm => [rhythm, of(rhythm)])) as Record<Rhythm, Period[]>
}

/** How long before a scheme its history may be entered. */
const BEFORE = 10

/** The years that a grid proposes, the last first: those of the scheme that have begun, and the ten before it. */
export function yearsOf({ from, to }: { from: string; to: string }, today = parisDay(new Date())): number[] {
  const first = Number(from.slice(0, 4)) - BEFORE
  const last = Number((to < today ? to : today).slice(0, 4))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => last - n)
}
