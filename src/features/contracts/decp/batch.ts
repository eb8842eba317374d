import { Refusal } from '#kernel'
import type { WarningCode } from '../contracts.ts'

/** A record that could not become a contract, for the rejects file. */
export interface Reject {
  position: number
  reason: 'not-an-object' | 'no-buyer'
  raw: string
}

/**
 * Some contracts of a file, ready to be stored. The lists are parallel. `lines` holds the COPY lines end to end, line i ending before
 * `lineEnds[i]`; `raws` likewise for `contract_raw`.
 */
export interface Batch {
  identities: string[]
  contents: string[]
  published: (string | null)[]
  modified: (string | null)[]
  positions: number[]
  concessions: boolean[]
  lines: Uint8Array
  lineEnds: Uint32Array
  raws: Uint8Array
  rawEnds: Uint32Array
  rejects: Reject[]
  /** Records of other buyers than the one that is wanted. */
  leftOut: number
  /** The SIREN of the only buyer that is wanted; null for all. */
  only: string | null
  warnings: Partial<Record<WarningCode, number>>
  names: [string, string][]
  /** The buyers and years of these contracts, as `buyer year`, once each: their sums change. */
  pairs: string[]
}

/** What is known of a file once it has been read to its end. */
export interface FileFacts {
  format: string
  sha256: string
  bytes: number
}

export interface ReadingOptions {
  path: string
  importId: number
  /** `YYYY-MM-DD`, Europe/Paris. */
  today: string
  /** The SIREN of the only buyer whose records are wanted; null for all. */
  only: string | null
  /** Records in a batch. */
  size: number
}

/** What a reading thread says. */
export type ReadingMessage =
  | { batch: Batch }
  | { end: FileFacts }
  | { refusal: { code: string; message: string } }
  | { fault: { message: string; stack?: string } }

/** What stopped the reading, as it goes from one thread to another. */
export function failureOf(error: unknown): ReadingMessage {
  if (error instanceof Refusal) return { refusal: { code: error.code, message: error.message } }
  return { fault: { message: String(error), ...(error instanceof Error && error.stack ? { stack: error.stack } : {}) } }
}
