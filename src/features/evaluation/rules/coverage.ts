import { type Cycled, yearsOf } from './cycle.ts'
import type { Rules } from './settings.ts'
import type { Candidate } from './share.ts'

/** Why an action is not evaluated yet: its evaluation is under way, it left before, it came in after the last choice, or no share has taken it. */
export type Why = 'under-way' | 'left' | 'added-late' | 'no-share'

export interface Coverage {
  /** Actions that were in the scheme during the cycle. */
  actions: number
  /** Those of them whose evaluation is validated. */
  evaluated: number
  /** The others, each with why. */
  missing: readonly { key: string; why: Why; share: number | null }[]
}

/** What a cycle knows of the evaluation of an action: the share that has it, whether that evaluation is validated. */
export interface Evaluated {
  key: string
  share: number
  validated: boolean
}

/**
 * How many of the actions of a cycle are evaluated, and which are not.
 * @param last the last day of the last choice; what comes in later can be in no share any more. Null while the last choice is to come.
 */
export function coverageOf(
  actions: readonly Pick<Candidate, 'key' | 'entered' | 'left'>[],
  evaluations: readonly Evaluated[],
  rules: Pick<Rules, 'first' | 'years'>,
  scheme: Cycled,
  last: string | null,
): Coverage {
  const years = yearsOf(scheme, rules)
  const [from, to] = [`${years[0]}-01-01`, `${years.at(-1)}-12-31`]
  const counted = actions.filter(({ entered, left }) => (entered ?? '') <= to && (left === null || left > from))
  const inCycle = evaluations.filter(({ share }) => years.includes(share))
  const missing: { key: string; why: Why; share: number | null }[] = []
  for (const { key, entered, left } of counted) {
    const own = inCycle.filter(one => one.key === key)
    if (own.some(({ validated }) => validated)) continue
    const share = own.at(-1)?.share ?? null
    const why: Why =
      left !== null && left <= to
        ? 'left'
        : share !== null
          ? 'under-way'
          : last !== null && entered !== null && entered > last
            ? 'added-late'
            : 'no-share'
    missing.push({ key, why, share })
  }
  return { actions: counted.length, evaluated: counted.length - missing.length, missing }
}
