import { LONGEST_RECORD } from './records.ts'
import { refuse } from './refusals.ts'

/** The kinds of JSON values that are cut out whole: an object or array, a text, or another scalar. */
export type CutKind = 'composite' | 'string' | 'scalar'

/** Deeper than any file: bounds the memory that a file made of brackets can take. */
export const DEEPEST = 100_000

export const QUOTE = 34
export const COMMA = 44
export const COLON = 58
export const OPEN_BRACKET = 91
const BACKSLASH = 92
export const CLOSE_BRACKET = 93
export const OPEN_BRACE = 123
export const CLOSE_BRACE = 125

export function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9
}

/** Where a value that has been cut out whole stands: bytes `start` to `end` of a buffer. */
export interface Slice {
  buffer: Buffer
  start: number
  end: number
  /** Whether it is an object or array without backslash, tab or end of line: bytes that COPY takes as they are. */
  plain: boolean
}

/** Cuts one JSON value after another out of bytes that come in chunks. The syntax of what it cuts is for whoever parses it. */
export class Cutter {
  /** Whether a value is being cut. */
  active = false
  /** Place in the file of the value being cut, or cut last, in bytes. */
  at = 0
  /** The value that was cut last. */
  readonly slice: Slice = { buffer: Buffer.alloc(0), start: 0, end: 0, plain: false }
  private kind: CutKind = 'scalar'
  private start = 0
  private depth = 0
  private inString = false
  private escaped = false
  private plain = false
  private readonly pieces: Buffer[] = []
  private pieceBytes = 0

  /** Begins to cut the value whose first byte is at `start` in the current chunk; {@link advance} goes on after it. */
  begin(kind: CutKind, start: number, at: number): void {
    this.active = true
    this.kind = kind
    this.start = start
    this.at = at
    this.depth = 1
    this.inString = false
    this.plain = kind === 'composite'
  }

  /** Begins to cut an object whose first bytes have been consumed already; it goes on at `from` in the current chunk. */
  beginAfter(consumed: Buffer, from: number): void {
    this.begin('composite', from, this.at)
    this.keep(consumed)
  }

  /** Looks for the end of the value from `from` on. @returns the place after it in the chunk, or -1: it goes on in the next chunk */
  advance(chunk: Buffer, from: number): number {
    let i = from
    if (this.escaped && i < chunk.length) {
      this.escaped = false
      i++
    }
    const end =
      this.kind === 'composite'
        ? this.endOfComposite(chunk, i)
        : this.kind === 'string'
          ? endOfString(chunk, i)
          : endOfScalar(chunk, i)
    if (end >= 0) return this.complete(chunk, end)
    // An escape may be cut after its backslash.
    this.escaped = this.kind !== 'scalar' && (this.escaped || end === ESCAPED)
    this.keep(chunk.subarray(this.start))
    this.start = 0
    return -1
  }

  /** The hot loop: the end of an object or array shows by its depth alone. */
  private endOfComposite(chunk: Buffer, from: number): number {
    const { length } = chunk
    let { depth, inString, plain } = this
    let i = from
    while (i < length) {
      if (inString) {
        let byte = 0
        while (i < length) {
          byte = chunk[i++] as number
          if (byte === QUOTE || byte === BACKSLASH) break
        }
        if (byte === QUOTE) inString = false
        else if (byte === BACKSLASH) {
          plain = false
          i++
        }
        continue
      }
      const byte = chunk[i++] as number
      if (byte === QUOTE) inString = true
      // Brackets and braces of one side differ by this bit only.
      else if ((byte | 32) === OPEN_BRACE) {
        if (++depth > DEEPEST) refuse('json-syntax', { at: this.at, near: '[[[[…' })
      } else if ((byte | 32) === CLOSE_BRACE) {
        if (--depth > 0) continue
        this.plain = plain
        return i
      } else if (byte < 32) plain = false
    }
    this.depth = depth
    this.plain = plain
    this.inString = inString
    return i > length ? ESCAPED : GOES_ON
  }

  private complete(chunk: Buffer, end: number): number {
    const { slice } = this
    this.active = false
    slice.buffer = chunk
    slice.start = this.start
    slice.end = end
    slice.plain = this.plain
    if (this.pieces.length > 0) {
      this.keep(chunk.subarray(this.start, end))
      slice.buffer = Buffer.concat(this.pieces, this.pieceBytes)
      slice.start = 0
      slice.end = this.pieceBytes
      this.pieces.length = 0
      this.pieceBytes = 0
    }
    return end
  }

  private keep(piece: Buffer): void {
    this.pieces.push(piece)
    this.pieceBytes += piece.length
    if (this.pieceBytes > LONGEST_RECORD) refuse('record-too-long', { megabytes: LONGEST_RECORD / 1024 / 1024 })
  }
}

const GOES_ON = -1
const ESCAPED = -2

function endOfString(chunk: Buffer, from: number): number {
  let i = from
  while (i < chunk.length) {
    const byte = chunk[i++]
    if (byte === QUOTE) return i
    if (byte === BACKSLASH) i++
  }
  return i > chunk.length ? ESCAPED : GOES_ON
}

/** A number or word ends before what cannot be part of it. */
function endOfScalar(chunk: Buffer, from: number): number {
  for (let i = from; i < chunk.length; i++) {
    const byte = chunk[i] as number
    if (byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE || isSpace(byte)) return i
  }
  return GOES_ON
}
