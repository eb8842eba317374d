import { count, type Task } from '#ui'

/** What waits for somebody: what is late, then what is not. */
export interface Pressing {
  late: readonly Task[]
  others: readonly Task[]
}

const DAY = 86_400_000
/** From this many days on, a delay is said in months. */
const LONG = 61
const MONTH = 30.44
const YEAR = 365.24
/** After all days. */
const NEVER = '9999-12-31'

/**
 * Sorts out what waits. Late is what a day was given for that is past, the longest first, each with its delay in words; the others come in the order
 * of their days, then those without one as their features hand them.
 * @param today `YYYY-MM-DD`
 */
export function pressing(tasks: readonly Task[], today: string): Pressing {
  const day = ({ due = NEVER }: Task) => due
  const sorted = [...tasks].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
  return {
    late: sorted
      .filter(task => day(task) < today)
      .map(task => ({ ...task, state: 'late', when: delayWords(daysFrom(day(task), today)) })),
    others: sorted.filter(task => day(task) >= today),
  }
}

/** How many days there are from one to another, both `YYYY-MM-DD`. */
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** How late something is: « 12 jours de retard ». */
export function delayWords(days: number): string {
  const months = Math.floor(days / MONTH)
  if (days < LONG) return `${count(days, 'jour')} de retard`
  return months < 24 ? `${months}\u00a0mois de retard` : `${Math.floor(days / YEAR)}\u00a0ans de retard`
}
