import type { Step } from './calendar.ts'

/** What a step has become, as far as the platform knows: it says of none that it is late unless it would know that it was done. */
export type StepStanding = 'done' | 'late' | 'now' | 'past' | 'to-come'

/** What is known of the share of a year. */
export interface ShareKnown {
  year: number
  submitted: boolean
  designated: boolean
  /** Evaluations that are submitted at least, that are validated, and all of them. */
  written: number
  validated: number
  actions: number
}

/**
 * What a step has become.
 * @param shares of the campaigns that were opened
 * @param strategies the years whose strategy was decided: once one was recorded here, those after it are expected
 */
export function stepStanding(
  { key, about, from, to }: Step,
  adopted: string | null,
  shares: readonly ShareKnown[],
  today: string,
  strategies: readonly number[] = [],
): StepStanding {
  const share = shares.find(({ year }) => year === about)
  const known = {
    strategy:
      strategies.some(year => year === about) || (strategies.some(year => year < Number(about)) ? false : undefined),
    adoption: adopted !== null,
    writing: adopted !== null || undefined,
    'first-choice': share?.submitted ?? false,
    'first-validation': share?.designated ?? false,
    choice: share?.submitted ?? false,
    validation: share?.designated ?? false,
    bilan: share ? share.designated && share.written === share.actions : false,
    'bilan-validation': share ? share.designated && share.validated === share.actions : false,
  } as Partial<Record<Step['key'], boolean | undefined>>
  if (known[key]) return 'done'
  if (today < from) return 'to-come'
  if (today <= to) return 'now'
  return known[key] === false ? 'late' : 'past'
}
