import type { WarningCode } from '../contracts.ts'
import { numberOf } from './scalars.ts'
import { isBlank } from './shape.ts'

/** Fifteen years: beyond, the official checks leave the contract out. */
const LONGEST = 180
/** What a column of small integers can hold. */
const HOLDABLE = 32_767

/** Reads the duration in whole months: a month that has begun counts. */
export function readMonths(value: unknown, warnings: WarningCode[]): number | null {
  if (isBlank(value)) return null
  const number = numberOf(value)
  if (number === null) {
    warnings.push('months-unreadable')
    return null
  }
  const months = Math.ceil(number)
  if (months <= 0 || months > LONGEST) warnings.push('months-implausible')
  return Math.abs(months) <= HOLDABLE ? months : null
}
