import type { Dialect } from '../contracts.ts'

/** One element of an official file before reading: its place, its exact text, and its parsed value. */
export interface SourceRecord {
  /** Rank in the file, from 1; for the tabular format, rank of the contract's first line. */
  position: number
  /** The exact text of the record in the file (for the tabular format, the header and its lines). */
  raw: string
  /** The bytes of `raw` in UTF-8, where they hold nothing that COPY would have to escape: they need no encoding. */
  bytes?: Uint8Array
  /** What the text says, in the nesting of the JSON formats whatever the source format. */
  value: unknown
  dialect: Dialect
  /** Whether the file's structure places it among the concessions. */
  concession: boolean
  /** Set when the text had to be repaired to be read (encoding, bare NaN, stray backslashes). */
  repaired?: 'encoding' | 'value'
  /** Set when the file holds a modified version only: date and amount are not those of the contract as it was signed. */
  originalMissing?: true
}

/** Bytes of a file, already decompressed. A chunk once given is never written again. */
export type Bytes = AsyncIterable<Uint8Array>

/** The records of one format, in file order, by groups of some hundreds so that loops stay tight. Throws a Refusal on a syntax error. */
export type Records = AsyncGenerator<SourceRecord[], void, undefined>

/** The formats that are recognised by content. */
export type FileFormat = 'json' | 'xml' | 'tabular'

/** A record longer than this refuses the file: the longest real ones are far below (bytes). */
export const LONGEST_RECORD = 32 * 1024 * 1024
