import type { Cents } from '#kernel'

/** An organisation as a record names it. */
export interface Party {
  /** Spaces removed; null when it has none. */
  id: string | null
  /** Official type of identifier, or what was written. */
  type: string | null
  /** v1 only. */
  name: string | null
}

/** What a modification of a contract changes; null where it changes nothing. */
export interface ModificationDetails {
  id: string | null
  /** Notified, for a concession signed. */
  notified: string | null
  published: string | null
  amount: Cents | null
  /** The amount is less than half of the initial one: it may be a difference where the arrêté wants the new total. */
  amountDoubtful: boolean
  months: number | null
  /** Empty when the holders do not change. */
  holders: Party[]
  /** v1 only. */
  reason: string | null
}

/** A subcontracting act, or a modification of one. */
export interface SubcontractDetails {
  id: string | null
  /** Null for a modification, which names the act by its id. */
  subcontractor: Party | null
  notified: string | null
  published: string | null
  amount: Cents | null
  months: number | null
  /** Ferme, Actualisable or Révisable. */
  priceVariation: string | null
}

/** What a concession publishes of one year of execution. */
export interface ExecutionYear {
  published: string | null
  investment: Cents | null
  prices: { label: string | null; amount: Cents | null }[]
}

/** What only concessions have. */
export interface ConcessionDetails {
  started: string | null
  /** Public subsidies, excluding VAT. */
  subsidy: Cents | null
  execution: ExecutionYear[]
}

/**
 * Every field of one contract as its file wrote it, made readable: closed lists in their official writing when they have one, numbers
 * and yes/no understood in their usual writings, null or an empty list where nothing is said. Rates are fractions (0.05 is 5 %).
 */
export interface ContractDetails {
  id: string | null
  buyer: Party
  nature: string | null
  subject: string | null
  /** As written, key included. */
  cpv: string | null
  procedure: string | null
  place: { code: string | null; kind: string | null; name: string | null } | null
  frameworkId: string | null
  ccag: string | null
  techniques: string[]
  executionModes: string[]
  priceForm: string | null
  priceTypes: string[]
  offers: number | null
  innovative: boolean | null
  advance: boolean | null
  advanceRate: number | null
  subcontracting: boolean | null
  grouping: string | null
  originEuropeanUnion: number | null
  originFrance: number | null
  months: number | null
  /** Notified, for a concession signed. */
  notified: string | null
  published: string | null
  /** Initial amount; for a concession, its global value. */
  amount: Cents | null
  holders: Party[]
  /** The considerations as written, words for "nothing" included. */
  social: string[]
  environmental: string[]
  /** By date of notification, undated ones last. */
  modifications: ModificationDetails[]
  subcontracts: SubcontractDetails[]
  subcontractChanges: SubcontractDetails[]
  concession: ConcessionDetails | null
  /** Fields outside the official format, as written. */
  others: { field: string; text: string }[]
}
