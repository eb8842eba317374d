import { dialectOf, isConcession } from './kinds.ts'
import { LineBuffer } from './line-buffer.ts'
import { withoutPrologue } from './prologue.ts'
import type { Bytes, Records, SourceRecord } from './records.ts'
import { type ListKind, Splitter } from './split.ts'
import { readJson } from './text.ts'

/** Records cut out of a JSON text and not yet read: bytes and numbers, which another thread can be given without a copy. */
export interface CutRecords {
  /** Rank of the first in its file, from 1. */
  first: number
  /** The records, each followed by an end of line. */
  bytes: Uint8Array<ArrayBuffer>
  /** Where each ends, its end of line included. */
  ends: Uint32Array
  /** Where each was in the file, in bytes. */
  places: number[]
  lists: ListKind[]
  /** Whether COPY takes its bytes as they are (1). */
  plain: Uint8Array
  /** What had to be left out before the first. */
  repaired?: 'encoding' | 'value'
}

const GROUP = 64
/** Chunks are taken by slices of this many bytes, so that a group is handed over before many more records pile up. */
const SLICE = 64 * 1024

/**
 * The records of a JSON file of contracts, v1 or v2, in the memory of a few hundred records whatever the file's size.
 * Throws a Refusal on any syntax error, the place told in bytes.
 */
export async function* jsonRecords(bytes: Bytes): Records {
  for await (const cut of cutRecords(bytes, GROUP)) yield [...readCut(cut)]
}

/**
 * Cuts the records of a JSON file out of it, by groups of some `size` at least. Throws a Refusal on a syntax error outside records;
 * {@link readCut} does for those inside.
 */
export async function* cutRecords(bytes: Bytes, size: number): AsyncGenerator<CutRecords, void, undefined> {
  const prologue = await withoutPrologue(bytes)
  let group = new Group(1, size)
  const splitter = new Splitter(
    ({ buffer, start, end, plain }, at, list) => group.add(buffer.subarray(start, end), at, list, plain),
    prologue.skipped,
  )
  const finish = () => {
    const cut = group.finish()
    if (cut.first === 1 && prologue.repaired) cut.repaired = prologue.repaired
    group = new Group(cut.first + cut.ends.length, size)
    return cut
  }
  for await (const chunk of prologue.rest) {
    const whole = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let from = 0; from < whole.length; from += SLICE) {
      splitter.feed(whole.subarray(from, from + SLICE))
      if (group.length >= size) yield finish()
    }
  }
  splitter.end()
  if (group.length > 0) yield finish()
}

class Group {
  private readonly first: number
  private readonly texts: LineBuffer
  private readonly places: number[] = []
  private readonly lists: ListKind[] = []
  private readonly plain: number[] = []

  constructor(first: number, size: number) {
    this.first = first
    this.texts = new LineBuffer(size * 1400)
  }

  get length(): number {
    return this.places.length
  }

  add(bytes: Uint8Array, at: number, list: ListKind, plain: boolean) {
    this.texts.addBytes(bytes)
    this.texts.end()
    this.places.push(at)
    this.lists.push(list)
    this.plain.push(plain ? 1 : 0)
  }

  finish(): CutRecords {
    const { first, places, lists } = this
    const plain = Uint8Array.from(this.plain)
    return { first, bytes: this.texts.bytes(), ends: this.texts.lineEnds(), places, lists, plain }
  }
}

/** Reads records that were cut out, one by one. Throws a Refusal on a syntax error, its place told in bytes of the file. */
export function* readCut({ first, bytes, ends, places, lists, plain, repaired }: CutRecords): Generator<SourceRecord> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0, start = 0; i < ends.length; i++) {
    const next = ends[i] as number
    const end = next - 1
    const read = readJson(buffer, start, end, places[i] as number)
    const { raw, value } = read
    const list = lists[i] as ListKind
    const dialect = list === 'flat' ? dialectOf(value) : 'v2'
    const concession = list === 'concessions' || isConcession(value)
    const record: SourceRecord = { position: first + i, raw, value, dialect, concession }
    const repair = read.repaired ?? (i === 0 ? repaired : undefined)
    if (repair) record.repaired = repair
    // Control characters inside texts are errors of syntax: where nothing was repaired, there are none.
    if (plain[i] === 1 && !read.repaired) record.bytes = buffer.subarray(start, end)
    yield record
    start = next
  }
}
