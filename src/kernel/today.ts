const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' })
const HOUR = 3600_000

/** The wall clock in Paris at an instant: `{ day: '2026-11-23', time: '14:05' }`. */
export function parisClock(instant: Date): { day: string; time: string } {
  const [day = '', time = ''] = paris.format(instant).split(' ')
  return { day, time }
}

/** The calendar day in Paris at an instant, as `YYYY-MM-DD`: the law counts days there. */
export const parisDay = (instant: Date): string => parisClock(instant).day

/** When the wall clock in Paris shows a day and a time (`09:30`): the first of two in the autumn; where the spring jumps over it, an hour later. */
export function parisInstant(day: string, time: string): Date {
  const shown = Date.parse(`${day}T${time}:00Z`)
  const summer = new Date(shown - 2 * HOUR)
  const clock = parisClock(summer)
  return clock.day === day && clock.time === time ? summer : new Date(shown - HOUR)
}

/** The day so many days after another, before it where they are negative; days as `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const then = new Date(`${day}T00:00:00Z`)
  then.setUTCDate(then.getUTCDate() + days)
  return then.toISOString().slice(0, 10)
}

/** The Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
