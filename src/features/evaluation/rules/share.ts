import { type Cycled, yearsOf } from './cycle.ts'
import type { Rules } from './settings.ts'

/** An action, as far as shares go. */
export interface Candidate {
  key: string
  axis: string
  /** The directorates that pilot it. */
  pilots: readonly string[]
  /** The day it entered; null for one that is there from the beginning. */
  entered: string | null
  /** The day it left; null while it has not. */
  left: string | null
}

/** Whether an action may be evaluated in the share of a year: it is in the scheme by its first day, and has not left by then. */
export const isEligible = ({ entered, left }: Pick<Candidate, 'entered' | 'left'>, year: number, from: string) => {
  const day = [`${year}-01-01`, from].sort()[1] as string
  return (entered ?? '') <= day && (left === null || left > day)
}

/**
 * The actions that a year evaluates: those that no share had before come first, then those whose share is the oldest; each axis gives its part of
 * them, within one, its oldest actions first, then those whose pilots have fewest. The last year takes all that no share had.
 * @param done the year of the last share that had each action, by its key
 * @returns keys, in the order of the text
 */
export function proposeShare(
  actions: readonly Candidate[],
  done: ReadonlyMap<string, number>,
  rules: Pick<Rules, 'oneIn' | 'first' | 'years'>,
  year: number,
  scheme: Cycled,
): string[] {
  const years = yearsOf(scheme, rules)
  const eligible = actions.filter(one => isEligible(one, year, scheme.adopted ?? scheme.from))
  const had = (one: Candidate) => {
    const share = done.get(one.key)
    return share === undefined || !years.includes(share) ? null : share
  }
  const fresh = eligible.filter(one => had(one) === null)
  const size = Math.ceil(eligible.length / rules.oneIn)
  if (year === years.at(-1) && fresh.length > 0) return fresh.map(({ key }) => key)
  const chosen = new Set<string>()
  const pilots = new Map<string, number>()
  for (const share of [null, ...years]) {
    const tier = eligible.filter(one => had(one) === share)
    for (const key of balanced(tier, Math.min(size - chosen.size, tier.length), pilots)) chosen.add(key)
  }
  return eligible.filter(({ key }) => chosen.has(key)).map(({ key }) => key)
}

/** Some of a pool, each axis in proportion. @param pilots how many of each pilot’s were taken already; counted on */
function balanced(pool: readonly Candidate[], size: number, pilots: Map<string, number>): string[] {
  const axes = new Map<string, Candidate[]>()
  for (const one of pool) axes.set(one.axis, [...(axes.get(one.axis) ?? []), one])
  const parts = [...axes.values()].map(list => ({ list, exact: (size * list.length) / pool.length }))
  const whole = parts.reduce((sum, { exact }) => sum + Math.floor(exact), 0)
  const rounded = new Set([...parts].sort((a, b) => (b.exact % 1) - (a.exact % 1)).slice(0, size - whole))
  return parts.flatMap(part => oldest(part.list, Math.floor(part.exact) + (rounded.has(part) ? 1 : 0), pilots))
}

function oldest(list: readonly Candidate[], size: number, pilots: Map<string, number>): string[] {
  const left = [...list]
  const load = ({ pilots: by }: Candidate) => Math.max(0, ...by.map(one => pilots.get(one) ?? 0))
  return Array.from({ length: size }, () => {
    const next = left.reduce((best, one) => {
      const [a, b] = [one.entered ?? '', best.entered ?? '']
      return a < b || (a === b && load(one) < load(best)) ? one : best
    })
    left.splice(left.indexOf(next), 1)
    for (const pilot of next.pilots) pilots.set(pilot, 1 + (pilots.get(pilot) ?? 0))
    return next.key
  })
}
