import type { Generated } from 'kysely'
import type { ContractVersionTable } from '../register/tables.ts'

/** What a correction may be about. */
export const FIELDS = ['amount', 'social', 'environmental'] as const
export type Field = (typeof FIELDS)[number]

/**
 * A value of one field, written in one word so that two can be compared: an amount in whole cents excluding VAT (or why there is none), or the
 * state of a pillar and its kinds, such as `none` or `yes+clause+criterion`.
 */
export type Value = string

export const KINDS = ['clause', 'criterion', 'reserved'] as const
export type Kind = (typeof KINDS)[number]

type Spoken = Pick<
  ContractVersionTable,
  | 'amount'
  | 'amount_state'
  | 'social'
  | 'social_clause'
  | 'social_criterion'
  | 'social_reserved'
  | 'environmental'
  | 'environmental_clause'
  | 'environmental_criterion'
>

/** The value of a pillar. */
export const pillarValue = (state: string, kinds: readonly Kind[]): Value =>
  [state, ...KINDS.filter(kind => kinds.includes(kind))].join('+')

/** The state and the kinds of a pillar. */
export function readPillar(value: Value): { state: string; kinds: Kind[] } {
  const [state = '', ...kinds] = value.split('+')
  return { state, kinds: KINDS.filter(kind => kinds.includes(kind)) }
}

/** What the register says of a field; `OFFICIAL` (corrected.ts) is the same in SQL. */
export function officialOf(contract: Spoken, field: Field): Value {
  if (field === 'amount') return contract.amount === null ? contract.amount_state : String(contract.amount)
  const said = {
    clause: contract[`${field}_clause`],
    criterion: contract[`${field}_criterion`],
    reserved: field === 'social' && contract.social_reserved,
  }
  return pillarValue(
    contract[field],
    KINDS.filter(kind => said[kind]),
  )
}

/**
 * What has become of a correction in force, by what the register says now: it counts; the source says the same since (it has no effect); the
 * source says a third thing (not counted until somebody looks); the contract is not in the register any more.
 */
export type Standing = 'counted' | 'joined' | 'review' | 'absent'

/** @param now what the register says; null without the contract */
export function standingOf(
  { official, corrected }: { official: Value; corrected: Value },
  now: Value | null,
): Standing {
  if (now === null) return 'absent'
  return now === official ? 'counted' : now === corrected ? 'joined' : 'review'
}

/** A correction, as everybody may know it. */
export interface Correction {
  id: string
  siren: string
  /** The organisation, as it was called then. */
  name: string
  identity: string
  buyer: string
  notified: string | null
  field: Field
  /** What the register said when it was made. */
  official: Value
  corrected: Value
  reason: string
  madeAt: Date
  ended: { at: Date; how: 'replaced' | 'withdrawn'; reason: string | null } | null
}

declare module '#platform/db' {
  interface Tables {
    correction: {
      id: string
      organisation_id: string
      siren: string
      name: string
      identity: string
      buyer: string
      notified: string | null
      field: Field
      official: Value
      corrected: Value
      ceiling: string | null
      reason: string
      author_id: string
      made_at: Generated<Date>
      ended_at: Date | null
      ended_by: string | null
      ended_how: 'replaced' | 'withdrawn' | null
      ended_for: string | null
    }
  }
}
