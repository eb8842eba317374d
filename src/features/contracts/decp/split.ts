import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  type CutKind,
  Cutter,
  DEEPEST,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  type Slice,
} from './cutter.ts'
import { refuse } from './refusals.ts'
import { readJson } from './text.ts'

/** Where a record was found: in a flat list (v1, or a bare list), or in one of the two lists of v2. */
export type ListKind = 'flat' | 'contracts' | 'concessions'

/** Receives one record, unparsed: its bytes (the slice itself is used again for the next) and its place in the file in bytes. */
export type OnRecord = (slice: Slice, at: number, list: ListKind) => void

/** What a value that is about to start is for. */
type Role = 'root' | 'marches' | 'list' | 'record' | 'skipped'

/** An object or array that is open and walked through, as opposed to those that are cut out whole. */
interface Frame {
  readonly array: boolean
  readonly role: Role
}

const FRAMES = {
  root: { array: false, role: 'root' },
  marches: { array: false, role: 'marches' },
  list: { array: true, role: 'list' },
  skippedObject: { array: false, role: 'skipped' },
  skippedArray: { array: true, role: 'skipped' },
} satisfies Record<string, Frame>

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/** Fields that say that the object met in the place of the list `marches` is itself a record. */
const RECORD_FIELDS = new Set([
  'id',
  'acheteur',
  'autoriteConcedante',
  'objet',
  'nature',
  'codeCPV',
  'procedure',
  'uid',
  'uuid',
  '_type',
])

/**
 * Cuts the records of a JSON file of contracts out of its bytes, whatever the boundaries of the chunks, in the memory of one record.
 * It walks through what surrounds the records and hands each of them over unparsed; every other value is skipped, its syntax checked.
 * Throws a Refusal on a syntax error outside records; the receiver does for those inside.
 */
export class Splitter {
  private readonly onRecord: OnRecord
  /** Bytes of the file before the current chunk. */
  private offset: number
  private readonly cutter = new Cutter()
  private readonly frames: Frame[] = []
  private expected: Expected = 'value'
  private role: Role = 'root'
  private list: ListKind = 'flat'
  private listSeen = false

  /** @param offset bytes of the file that were left out before the first chunk, for the places told in refusals */
  constructor(onRecord: OnRecord, offset = 0) {
    this.onRecord = onRecord
    this.offset = offset
  }

  /** Takes the next bytes of the file. */
  feed(chunk: Buffer): void {
    let i = 0
    while (i >= 0 && (i < chunk.length || this.cutter.active)) {
      if (!this.cutter.active) i = this.walk(chunk, i)
      else {
        i = this.cutter.advance(chunk, i)
        if (i >= 0) this.use(i)
      }
    }
    this.offset += chunk.length
  }

  /** Says that the file is over. */
  end(): void {
    if (this.expected !== 'nothing') refuse('json-truncated')
    if (!this.listSeen) refuse('json-no-contracts')
  }

  /** Follows the structure until a value has to be cut out or the chunk ends. @returns where to go on */
  private walk(chunk: Buffer, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i] as number
      if (isSpace(byte)) continue
      switch (this.expected) {
        case 'value-or-end':
        case 'value':
          if (byte === CLOSE_BRACKET && this.expected === 'value-or-end') this.leave()
          else if (this.startValue(chunk, i, byte)) return i + 1
          break
        case 'key-or-end':
        case 'key':
          if (byte === QUOTE) return this.cut('string', i)
          if (byte !== CLOSE_BRACE || this.expected === 'key') this.fail(chunk, i)
          this.leave()
          break
        case 'colon':
          if (byte !== COLON) this.fail(chunk, i)
          this.expected = 'value'
          break
        case 'comma-or-end': {
          const array = this.frames.at(-1)?.array === true
          if (byte === COMMA) this.expected = array ? 'value' : 'key'
          else if (byte === (array ? CLOSE_BRACKET : CLOSE_BRACE)) this.leave()
          else this.fail(chunk, i)
          break
        }
        default:
          this.fail(chunk, i)
      }
    }
    return chunk.length
  }

  /** @returns whether the value is being cut, rather than walked through */
  private startValue(chunk: Buffer, i: number, byte: number): boolean {
    const { role } = this
    const array = byte === OPEN_BRACKET
    if (!array && byte !== OPEN_BRACE) {
      if (byte === COMMA || byte === COLON || byte === CLOSE_BRACKET || byte === CLOSE_BRACE) this.fail(chunk, i)
      if (role === 'root') refuse('json-no-contracts')
      this.cut(byte === QUOTE ? 'string' : 'scalar', i)
      return true
    }
    if (role === 'record' || (role === 'list' && !array)) {
      this.cut('composite', i)
      return true
    }
    if (this.frames.length >= DEEPEST) this.fail(chunk, i)
    if (role === 'skipped') this.enter(array ? FRAMES.skippedArray : FRAMES.skippedObject)
    else if (array) this.enter(FRAMES.list)
    else this.enter(role === 'root' ? FRAMES.root : FRAMES.marches)
    return false
  }

  private cut(kind: CutKind, i: number): number {
    this.cutter.begin(kind, i, this.offset + i)
    return i + 1
  }

  private enter(frame: Frame): void {
    this.frames.push(frame)
    if (frame.role === 'list' || frame.role === 'marches') this.listSeen = true
    this.expected = frame.array ? 'value-or-end' : 'key-or-end'
    this.role = frame.role === 'list' ? 'record' : 'skipped'
  }

  private leave(): void {
    this.frames.pop()
    this.afterValue()
  }

  private afterValue(): void {
    const frame = this.frames.at(-1)
    this.expected = frame ? 'comma-or-end' : 'nothing'
    this.role = frame?.role === 'list' ? 'record' : 'skipped'
  }

  /** Puts to its use the value that has been cut out whole; it ended before `end` in the chunk. */
  private use(end: number): void {
    const { buffer, start, end: sliceEnd } = this.cutter.slice
    const { at } = this.cutter
    if (this.expected === 'key' || this.expected === 'key-or-end') {
      this.useKey(this.exact(buffer, start, sliceEnd, at) as string, end)
      return
    }
    const { role } = this
    if (role === 'record' || (role === 'list' && buffer[start] === OPEN_BRACE))
      this.onRecord(this.cutter.slice, at, this.list)
    else this.useScalar(this.exact(buffer, start, sliceEnd, at))
    this.afterValue()
  }

  /** Outside records nothing is repaired: what holds them together is right, or the file is refused. */
  private exact(buffer: Buffer, start: number, end: number, at: number): unknown {
    const { value, repaired } = readJson(buffer, start, end, at)
    if (repaired === 'value')
      refuse('json-syntax', { at, near: buffer.toString('utf8', start, Math.min(end, start + 24)) })
    return value
  }

  /** A scalar that is skipped, or stands where a list should: null is an empty list. */
  private useScalar(value: unknown): void {
    if (this.role === 'skipped') return
    this.listSeen = true
    if (value === null) return
    if (this.role === 'marches') refuse('json-no-contracts')
    this.onRecord(this.cutter.slice, this.cutter.at, this.list)
  }

  private useKey(key: string, end: number): void {
    const first = this.expected === 'key-or-end'
    const within = this.frames.at(-1)?.role
    this.expected = 'colon'
    this.role = 'skipped'
    if (within === 'root' && key === 'marches') {
      this.role = 'marches'
      this.list = 'flat'
    } else if (within === 'marches' && (key === 'marche' || key === 'contrat-concession')) {
      this.role = 'list'
      this.list = key === 'marche' ? 'contracts' : 'concessions'
    } else if (within === 'marches' && first && RECORD_FIELDS.has(key)) {
      // What was taken for the container of lists is one record in the place of the list: it is cut out whole after all.
      this.frames.pop()
      this.expected = 'value'
      this.role = 'record'
      this.cutter.beginAfter(Buffer.from(`{${JSON.stringify(key)}`), end)
    }
  }

  private fail(chunk: Buffer, i: number): never {
    const near = chunk.toString('utf8', i, i + 24).replace(/[\p{C}\ufffd]/gu, ' ')
    return refuse('json-syntax', { at: this.offset + i, near: near.trim() })
  }
}
