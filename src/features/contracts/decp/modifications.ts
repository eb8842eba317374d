import { type Cents, parseCents } from '#kernel'
import type { WarningCode } from '../contracts.ts'
import { readDate } from './dates.ts'
import { itemsOf } from './shape.ts'

export interface ModificationsReading {
  count: number
  /** Latest publication of a modification. */
  modified: string | null
}

const NONE: ModificationsReading = { count: 0, modified: null }

/**
 * Reads the modifications of a contract. Their amounts never replace the initial one: the arrêté wants the new total, a quarter of
 * the real ones are differences; less than half of the initial amount is told as doubtful.
 */
export function readModifications(
  value: unknown,
  initial: Cents | null,
  warnings: WarningCode[],
): ModificationsReading {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return NONE
  const { items, strays } = itemsOf(value, 'modification')
  let unreadable = strays.length > 0
  let disorder = false
  let doubtful = false
  let modified: string | null = null
  let before = ''
  for (const item of items) {
    const published = readDate(item['datePublicationDonneesModification'])
    const notified = readDate(item['dateNotificationModification'] ?? item['dateSignatureModification'])
    if (published.defect === 'unreadable' || notified.defect === 'unreadable') unreadable = true
    if (published.date !== null && (modified === null || published.date > modified)) modified = published.date
    if (notified.date !== null) {
      if (notified.date < before) disorder = true
      before = notified.date
    }
    const amount = parseCents(item['montant'] ?? item['valeurGlobale'])
    if (isDoubtfulChange(amount, initial)) doubtful = true
  }
  if (unreadable) warnings.push('modification-unreadable')
  if (disorder) warnings.push('modification-order')
  if (doubtful) warnings.push('modification-amount')
  return { count: items.length, modified }
}

/** Whether the amount of a modification may be a difference: it is less than half of the initial amount. */
export function isDoubtfulChange(amount: Cents | null, initial: Cents | null): boolean {
  return amount !== null && initial !== null && amount * 2 < initial
}
