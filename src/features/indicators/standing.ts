import type Fraction from 'fraction.js'
import { boundsOf, type Period } from '#kernel'
import { exact } from './decimals.ts'
import { type Direction, isNumeric, type Kind } from './kinds.ts'

/** Where an indicator is with regard to its target. */
export const STANDINGS = ['reached', 'on-track', 'to-watch', 'off-track', 'not-measurable'] as const
export type Standing = (typeof STANDINGS)[number]

/** A figure of a period: decimal text in the unit of the indicator. */
export interface Point {
  period: Period
  value: string
}

/** What is known of an indicator: the facts that its standing and its trend are drawn from. */
export interface Facts {
  kind: Kind
  unit: string
  direction: Direction
  /** `none`: no reference. */
  t0: Point | 'none'
  /** The target holds at the end of its period; `none`: no numeric target. */
  targets: readonly Point[] | 'none'
  /** In any order; a period without value is not there. */
  values: readonly Point[]
}

/** Why a standing is what it is. Shares are of the progress that was expected: 1 is all of it. */
export type Ground =
  | { because: 'no-value' | 'no-direction' | 'qualitative' }
  | { because: 'no-target' | 'only-t0'; last: Point }
  | { because: 'done' | 'not-due' | 'overdue'; last: Point; target: Point | null }
  | { because: 'no-t0'; last: Point; target: Point }
  | { because: 'target-met'; last: Point; target: Point; beyond: boolean }
  /** Its date has come, or the T0 was there already. */
  | { because: 'target-missed' | 'target-lost'; last: Point; target: Point; short: Fraction }
  | { because: 'on-the-line'; last: Point; t0: Point; target: Point; expected: Fraction; share: Fraction }

/** From this share of the expected progress on, an indicator is on track. */
const ON_TRACK = exact('0.9')
/** From this one on it is to be watched; below, it is off track. */
const TO_WATCH = exact('0.5')
/** How far from a missed target a value may be, relative to the target, to be watched only. */
const NEAR = exact('0.05')

/**
 * The standing of an indicator, by rule. The last value is compared with the next target: the first whose period does not end
 * before the value’s, otherwise the last one.
 *
 * | case | standing |
 * |---|---|
 * | no value, direction “none”, a scale, no target; only the T0 itself | not measurable |
 * | the value is the target or better | reached |
 * | the target’s date has come (or T0 is no worse than the target: nothing is left to gain): short by at most 5 % of the target | to watch |
 * | the same, short by more | off track |
 * | before the date, without T0 | not measurable |
 * | before the date, on the straight line from T0 to the target, at the end of the value’s period: at least 90 % of the expected progress | on track |
 * | at least 50 % | to watch |
 * | less, or going the wrong way | off track |
 *
 * A deliverable is reached once done; while it is not, it is off track when its target’s date has come, otherwise not measurable.
 */
export function standingOf(facts: Facts): { standing: Standing; ground: Ground } {
  const last = lastOf(facts.values)
  if (facts.kind === 'scale') return not({ because: 'qualitative' })
  if (!last) return not({ because: 'no-value' })
  const target = facts.targets === 'none' ? null : nextTarget(facts.targets, last.period)
  if (!isNumeric(facts.kind)) return standingOfDeliverable(last, target)
  if (facts.direction === 'none') return not({ because: 'no-direction' })
  if (!target) return not({ because: 'no-target', last })

  const better = (a: Fraction, b: Fraction) => (facts.direction === 'up' ? a.sub(b) : b.sub(a))
  const value = exact(last.value)
  const aim = exact(target.value)
  const ahead = better(value, aim)
  if (ahead.gte(0)) return { standing: 'reached', ground: { because: 'target-met', last, target, beyond: ahead.gt(0) } }

  const t0 = facts.t0 === 'none' ? null : facts.t0
  const toGain = t0 && better(aim, exact(t0.value))
  const come = monthOf(last.period) >= monthOf(target.period)
  if (come || toGain?.lte(0)) {
    const short = ahead.abs()
    const standing = short.lte(aim.abs().mul(NEAR)) ? 'to-watch' : 'off-track'
    return { standing, ground: { because: come ? 'target-missed' : 'target-lost', last, target, short } }
  }
  if (!t0 || !toGain) return not({ because: 'no-t0', last, target })
  const elapsed = monthOf(last.period) - monthOf(t0.period)
  if (elapsed <= 0) return not({ because: 'only-t0', last })

  const due = toGain.mul(elapsed).div(monthOf(target.period) - monthOf(t0.period))
  const share = better(value, exact(t0.value)).div(due)
  const expected = facts.direction === 'up' ? exact(t0.value).add(due) : exact(t0.value).sub(due)
  const standing = share.gte(ON_TRACK) ? 'on-track' : share.gte(TO_WATCH) ? 'to-watch' : 'off-track'
  return { standing, ground: { because: 'on-the-line', last, t0, target, expected, share } }
}

const not = (ground: Ground) => ({ standing: 'not-measurable', ground }) as const

function standingOfDeliverable(last: Point, target: Point | null): { standing: Standing; ground: Ground } {
  if (!exact(last.value).equals(0)) return { standing: 'reached', ground: { because: 'done', last, target } }
  return target && monthOf(last.period) >= monthOf(target.period)
    ? { standing: 'off-track', ground: { because: 'overdue', last, target } }
    : not({ because: 'not-due', last, target })
}

/** Months from year 0 to the end of a period. */
function monthOf(period: Period): number {
  const { to } = boundsOf(period)
  return Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7))
}

/** Points from the earliest end to the latest. */
export const inOrder = (points: readonly Point[]): Point[] =>
  [...points].sort((a, b) => monthOf(a.period) - monthOf(b.period))

const lastOf = (points: readonly Point[]): Point | undefined => inOrder(points).at(-1)

function nextTarget(targets: readonly Point[], from: Period): Point | null {
  const ordered = inOrder(targets)
  return ordered.find(({ period }) => monthOf(period) >= monthOf(from)) ?? ordered.at(-1) ?? null
}
