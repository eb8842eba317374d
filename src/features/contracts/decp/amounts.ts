import { type Cents, parseCents } from '#kernel'
import type { AmountState, WarningCode } from '../contracts.ts'
import { isBlank } from './shape.ts'

const ONE_EURO = 100
const THREE_BILLION = 300_000_000_000
/** What an open tool writes in the place of amounts of more than eleven digits. */
const SENTINEL = 1_231_111_111_100

export interface AmountReading {
  /** Null when missing, unreadable, or too large to be held to the cent (90 000 billion euros). */
  amount: Cents | null
  state: AmountState
}

/**
 * Reads the initial amount of a contract and says whether it counts in the rates in value, or the first reason why not:
 * missing, below one euro, the sentinel 12311111111, above three billion euros.
 */
export function readAmount(value: unknown, warnings: WarningCode[]): AmountReading {
  const amount = parseCents(value)
  if (amount === null) {
    warnings.push(isBlank(value) ? 'amount-missing' : 'amount-unreadable')
    return { amount, state: 'missing' }
  }
  const state = stateOf(amount)
  if (state === 'below1') warnings.push('amount-below-1')
  else if (state === 'sentinel') warnings.push('amount-sentinel')
  else if (state === 'above3e9') warnings.push('amount-above-3e9')
  if (isDoubtful(amount)) warnings.push('amount-doubtful')
  return { amount: Number.isSafeInteger(amount) ? ((amount + 0) as Cents) : null, state }
}

/** Whether an amount counts in the rates in value, or the first reason why it does not. */
export function stateOf(amount: Cents): AmountState {
  if (amount < ONE_EURO) return 'below1'
  if (amount === SENTINEL) return 'sentinel'
  return amount > THREE_BILLION ? 'above3e9' : 'counted'
}

/** Typed rather than known: one digit repeated six times or more, or digits in order from 1 to 9. */
function isDoubtful(amount: Cents): boolean {
  if (amount < 11_111_100) return false
  const digits = String(Math.trunc(amount / 100))
  if (digits.startsWith('123456789')) return true
  const first = digits.charCodeAt(0)
  for (let i = 1; i < digits.length; i++) if (digits.charCodeAt(i) !== first) return false
  return true
}
