import type Fraction from 'fraction.js'
import { exact } from './decimals.ts'
import { isNumeric } from './kinds.ts'
import { type Facts, inOrder, type Point } from './standing.ts'

/** Which way the last values go. */
export const TRENDS = ['up', 'down', 'steady', 'unknown'] as const
export type Trend = (typeof TRENDS)[number]

/** A trend with what it is drawn from. */
export interface Trending {
  trend: Trend
  /** Whether it is the right way; null where there is none, or where nothing moves. */
  good: boolean | null
  /** How many changes in a row go that way. */
  over: number
  /** The first and last values of that row; null when the trend is unknown. */
  from: Point | null
  to: Point | null
}

/** A change smaller than this, relative to the value before, is none. */
const STEADY = exact('0.01')

/**
 * The trend of an indicator: the way of its last change, and for how many changes in a row it has been so.
 * Only values that follow one another are compared, T0 first where it is earlier than all: a rise from the first to the last
 * value is not a trend when the last change was a fall. A change of less than 1 % of the value before is none.
 */
export function trendOf({ kind, direction, t0, values }: Facts): Trending {
  const known = inOrder(values)
  const [first] = known
  if (t0 !== 'none' && first && inOrder([first, t0])[0] === t0 && t0.period !== first.period) known.unshift(t0)
  const ways = known.slice(1).map((point, i) => wayOf(exact((known[i] as Point).value), exact(point.value)))
  const trend = isNumeric(kind) ? ways.at(-1) : undefined
  if (trend === undefined) return { trend: 'unknown', good: null, over: 0, from: null, to: null }
  const over = ways.length - 1 - ways.findLastIndex(way => way !== trend)
  return {
    trend,
    good: trend === 'steady' || direction === 'none' ? null : trend === direction,
    over,
    from: known[known.length - 1 - over] ?? null,
    to: known.at(-1) ?? null,
  }
}

function wayOf(before: Fraction, after: Fraction): 'up' | 'down' | 'steady' {
  const change = after.sub(before)
  if (change.abs().lt(before.abs().mul(STEADY)) || change.equals(0)) return 'steady'
  return change.gt(0) ? 'up' : 'down'
}
