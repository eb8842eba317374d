import type { Rules } from './settings.ts'

/** What the rules of a cycle know of a scheme. */
export interface Cycled {
  /** `YYYY-MM-DD`: the first day that it covers. */
  from: string
  /** The day of its first adoption; null before. */
  adopted: string | null
}

/** The years whose shares are evaluated, in order. */
export function yearsOf({ from, adopted }: Cycled, { first, years }: Pick<Rules, 'first' | 'years'>): number[] {
  const start = first ?? Number((adopted ?? from).slice(0, 4))
  return Array.from({ length: years }, (_, at) => start + at)
}

/** The last year of a cycle. Its share has no bilan of its own: the global one, of the year after, takes it in. */
export const lastYear = (scheme: Cycled, rules: Pick<Rules, 'first' | 'years'>): number =>
  yearsOf(scheme, rules).at(-1) as number
