import type { Cents } from '#kernel'

/** A public contract, or a concession: shown apart, and left out of every rate. */
export type ContractKind = 'contract' | 'concession'

/**
 * What a contract says of one pillar, by precedence: at least one value of the official list; declared to have none;
 * a word that is not in the official list; nothing.
 */
export type ConsiderationState = 'yes' | 'none' | 'unreadable' | 'not-filled'

export const CONSIDERATION_STATES: readonly ConsiderationState[] = ['yes', 'none', 'not-filled', 'unreadable']

/** The considerations of one pillar. `reserved` exists for the social pillar only (articles L2113-12 to L2113-16 CCP). */
export interface Considerations {
  state: ConsiderationState
  clause: boolean
  criterion: boolean
  reserved: boolean
}

/** The award procedures of the official list (arrêté of 22 December 2022), those of v1 mapped onto them. */
export const PROCEDURES = [
  'adapted',
  'open',
  'restricted',
  'negotiated',
  'without-notice',
  'dialogue',
  'other',
] as const
export type Procedure = (typeof PROCEDURES)[number]

/** Whether an amount counts in the rates in value, or the first reason why it does not. */
export type AmountState = 'counted' | 'missing' | 'below1' | 'sentinel' | 'above3e9'

/** Where the wording of a record comes from: decides how its fields nest and what "Sans objet" means. */
export type Dialect = 'v1' | 'v2' | 'tabular'

/**
 * One contract as the register keeps it, read from one record of an official file.
 * Dates are `YYYY-MM-DD` texts that exist in the calendar; identifiers have no spaces.
 */
export interface Contract {
  /** 32 hexadecimal digits: see `identityOf`. */
  identity: string
  kind: ContractKind
  /** The id as published, trimmed; null when empty. */
  sourceId: string | null
  /** SIRET of the buyer (of the granting authority for a concession), spaces removed, never empty. */
  buyer: string
  subject: string | null
  nature: string | null
  /** Eight digits, without key; null when missing or unreadable. */
  cpv: string | null
  procedure: Procedure | null
  /** Initial amount excluding VAT; for a concession, its global value. */
  amount: Cents | null
  amountState: AmountState
  /** Has the technique "Accord-cadre". */
  framework: boolean
  months: number | null
  /** Date of notification; of signature for a concession. */
  notified: string | null
  /** `datePublicationDonnees`. */
  published: string | null
  /** Latest `datePublicationDonneesModification`. */
  modified: string | null
  modifications: number
  social: Considerations
  environmental: Considerations
  /** Ids of the holders, spaces removed, sorted, without repetition. */
  holders: string[]
  /** Sorted, without repetition. */
  warnings: WarningCode[]
}

/** Names met in a record (v1 only): id → name as written. */
export type Names = Record<string, string>

/** Why a record could not become a contract: it is not an object, or names no buyer. */
export type RejectReason = 'not-an-object' | 'no-buyer'

/** One record of a file after reading. `raw` is its exact text in the file; `position` its rank from 1. */
export type Reading =
  | { position: number; raw: string; dialect: Dialect; contract: Contract; names: Names | null }
  | { position: number; raw: string; reject: RejectReason }

/** The defects that are counted, listed and explained. Their French wording is in `warnings.ts`. */
export const WARNING_CODES = [
  'id-missing',
  'id-malformed',
  'buyer-siret',
  'holder-missing',
  'holder-siret',
  'holder-type',
  'buyer-is-holder',
  'subject-missing',
  'subject-damaged',
  'notified-missing',
  'notified-unreadable',
  'notified-implausible',
  'published-missing',
  'published-early',
  'published-late',
  'amount-missing',
  'amount-unreadable',
  'amount-below-1',
  'amount-sentinel',
  'amount-above-3e9',
  'amount-doubtful',
  'cpv-missing',
  'cpv-unreadable',
  'cpv-unknown',
  'cpv-repaired',
  'months-unreadable',
  'months-implausible',
  'procedure-unknown',
  'social-unreadable',
  'social-contradictory',
  'environmental-unreadable',
  'environmental-contradictory',
  'modification-unreadable',
  'modification-order',
  'modification-amount',
  'original-missing',
  'structure-repaired',
  'encoding-repaired',
  'value-repaired',
] as const
export type WarningCode = (typeof WARNING_CODES)[number]
