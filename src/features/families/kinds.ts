import { DIVISIONS } from './divisions.ts'

/** What is bought: works, supplies or services. */
export const PURCHASE_KINDS = ['works', 'supplies', 'services'] as const
export type PurchaseKind = (typeof PURCHASE_KINDS)[number]

/**
 * The kind of purchase of a CPV division, by the structure of the vocabulary (regulation (EC) No 213/2008): 45 is works, 03 to 44 and 48 are
 * supplies, 50 to 98 services. Null for what is none of the 45 divisions.
 */
export function purchaseKindOf(division: string): PurchaseKind | null {
  if (!Object.hasOwn(DIVISIONS, division)) return null
  return division === '45' ? 'works' : division < '45' || division === '48' ? 'supplies' : 'services'
}

/** The divisions of a kind of purchase. */
export const divisionsOf = (kind: PurchaseKind): string[] =>
  Object.keys(DIVISIONS).filter(division => purchaseKindOf(division) === kind)
