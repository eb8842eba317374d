import type { CheckCode } from './catalogue.ts'
import type { Level } from './check.ts'

/** A row that a finding is about: what it is, and what it says. */
export interface Row {
  label: string
  text: string
}

/** Something that a check found. */
export interface Finding {
  code: CheckCode
  level: Level
  /** The key of the action concerned, also for one of its indicators; null where there is none. */
  action: string | null
  /** The key of the indicator concerned. */
  indicator: string | null
  /** The key of the part where it is put right: the indicator, the action, an axis…; null for the scheme itself. */
  at: string | null
  /** A French sentence. */
  message: string
  rows: readonly Row[]
}

/** What a check raises: the rest follows from the catalogue. */
export interface Raised {
  code: CheckCode
  message: string
  rows?: readonly Row[]
  action?: string | null
  indicator?: string | null
  at?: string | null
  /** Where it is not the one of the catalogue. */
  level?: Level
}
