import type { Cents } from '#kernel'
import type { AmountState } from '../contracts.ts'

/** The amount bands of the breakdowns: lower bound included, upper excluded, in cents. Descriptive, not legal thresholds. */
export const BANDS = [
  { key: '0-40k', from: 0, to: 4_000_000 },
  { key: '40k-90k', from: 4_000_000, to: 9_000_000 },
  { key: '90k-250k', from: 9_000_000, to: 25_000_000 },
  { key: '250k-1m', from: 25_000_000, to: 100_000_000 },
  { key: '1m-5m', from: 100_000_000, to: 500_000_000 },
  { key: '5m+', from: 500_000_000, to: Number.POSITIVE_INFINITY },
] as const

export type Band = (typeof BANDS)[number]['key'] | 'none'

/** The band of an amount; `none` when it does not count. */
export function bandOf(amount: Cents | null, state: AmountState): Band {
  if (amount === null || state !== 'counted') return 'none'
  return BANDS.find(band => amount < band.to)?.key ?? 'none'
}
