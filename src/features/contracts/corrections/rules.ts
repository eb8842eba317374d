import { type Cents, parseCents } from '#kernel'
import { stateOf } from '../decp/amounts.ts'
import { type Field, KINDS, type Kind, pillarValue, type Value } from './corrections.ts'
import { refuse } from './labels.ts'

/** What a form says, as it was sent. */
export interface Given {
  /** For an amount, in euros. */
  amount?: string
  /** For a pillar: `yes` or `none`. */
  state?: string
  kinds?: readonly string[]
}

export const KIND_WORDS: Record<Kind, string> = {
  clause: 'clause',
  criterion: 'critère',
  reserved: 'marché réservé',
}

/** The value that a form gives. Refuses what contradicts itself, or could not be counted. */
export function readValue(field: Field, given: Given): Value {
  return field === 'amount' ? amountIn(given.amount ?? '') : pillarIn(field, given)
}

function amountIn(text: string): Value {
  const amount: Cents | null = parseCents(text)
  if (text.trim() === '' || amount === null) return refuse('amount-unreadable')
  const state = stateOf(amount)
  if (state === 'below1') refuse('amount-below-1')
  if (state === 'sentinel') refuse('amount-sentinel')
  if (state === 'above3e9') refuse('amount-above-3e9')
  return String(amount)
}

function pillarIn(field: 'social' | 'environmental', { state, kinds: given = [] }: Given): Value {
  const kinds = KINDS.filter(kind => given.includes(kind))
  if (field === 'environmental' && kinds.includes('reserved')) refuse('kind-elsewhere')
  if (state !== 'yes' && state !== 'none') return refuse('value-missing')
  if (state === 'none' && kinds.length > 0)
    refuse('none-with-kind', { kinds: kinds.map(kind => KIND_WORDS[kind]).join(', ') })
  if (state === 'yes' && kinds.length === 0) refuse('yes-without-kind')
  return pillarValue(state, kinds)
}

/** Why something is corrected, or a correction withdrawn; refused when it says nothing. */
export function readReason(text: string): string {
  const reason = text.trim().replace(/\r\n/g, '\n')
  // As the database counts: a character outside the basic plane is one.
  const { length } = [...reason]
  return length < 10 || length > 1000 ? refuse('reason-length') : reason
}
