import { addDays } from '#kernel'

/** When somebody is reminded: so many days before the day by which something is owed, then every so many days once it is past. */
export interface Turns {
  first: number
  second: number
  every: number
}

export const USUAL_TURNS: Turns = { first: 30, second: 7, every: 7 }

/** After so many days nobody is reminded any more: whoever leads sees it, and is asked as they are. */
const LONGEST = 365

/** Something that is owed since a day, and by another; days as `YYYY-MM-DD`. */
export interface Dated {
  since: string
  /** Its last day; null where nobody fixed one: it is then late every so many days after the first. */
  by: string | null
  /** The day on which they were told of it by another mail. */
  told?: string
  turns?: Turns
}

/** The last day, until today, on which whoever owes something is to be reminded; null for none yet, or none any more. */
export function lastTurn({ since, by, turns = USUAL_TURNS }: Dated, today: string): string | null {
  const { first, second, every } = turns
  const start = by === null ? addDays(since, every) : addDays(by, 1)
  if (today < since || today > addDays(by ?? since, LONGEST)) return null
  if (today >= start) {
    const days = (Date.parse(today) - Date.parse(start)) / 86_400_000
    return addDays(start, days - (days % every))
  }
  if (by === null) return null
  // Who is given less time than the first of them learns of it at once.
  const begun = addDays(by, -first) < since ? since : addDays(by, -first)
  return [addDays(by, -second), begun].find(day => day >= since && day <= today) ?? null
}

/** Whether somebody is to be reminded today. @param last the day on which they last were; null for never */
export function isDue(owed: Dated, last: string | null, today: string): boolean {
  const turn = lastTurn(owed, today)
  const known = [last, owed.told]
    .flatMap(day => day ?? [])
    .sort()
    .at(-1)
  return turn !== null && (known ?? '') < turn
}
