import type { Cycled } from './cycle.ts'
import type { Rules } from './settings.ts'

/** The same day some years later; the 1st of March where that year has no 29th of February. */
export function yearsAfter(day: string, years: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCFullYear(at.getUTCFullYear() + years)
  return at.toISOString().slice(0, 10)
}

/**
 * The first day on which an action may leave its scheme; null where nothing was adopted yet, so that nothing has to stay.
 * @param entered the day it entered; null for one that is there from the beginning
 */
export function earliestExit(
  { entered }: { entered: string | null },
  { adopted }: Pick<Cycled, 'adopted'>,
  { stay, stayFrom }: Pick<Rules, 'stay' | 'stayFrom'>,
): string | null {
  if (adopted === null) return null
  const since = stayFrom === 'entry' && entered !== null && entered > adopted ? entered : adopted
  return yearsAfter(since, stay)
}
