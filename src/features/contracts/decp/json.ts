import { dialectOf, isConcession } from './kinds.ts'
import { withoutPrologue } from './prologue.ts'
import type { Bytes, Records, SourceRecord } from './records.ts'
import { Splitter } from './split.ts'
import { readJson } from './text.ts'

const GROUP = 64
/** Chunks are taken by slices of this many bytes, so that a group is handed over before many more records pile up. */
const SLICE = 64 * 1024

/**
 * The records of a JSON file of contracts, v1 or v2, in the memory of a few hundred records whatever the file's size.
 * Throws a Refusal on any syntax error, the place told in bytes.
 */
export async function* jsonRecords(bytes: Bytes): Records {
  let group: SourceRecord[] = []
  let position = 0
  const prologue = await withoutPrologue(bytes)
  const splitter = new Splitter(({ buffer, start, end, plain }, at, list) => {
    const { raw, value, repaired } = readJson(buffer, start, end, at)
    const dialect = list === 'flat' ? dialectOf(value) : 'v2'
    const concession = list === 'concessions' || isConcession(value)
    const record: SourceRecord = { position: ++position, raw, value, dialect, concession }
    const repair = repaired ?? (position === 1 ? prologue.repaired : undefined)
    if (repair) record.repaired = repair
    // Control characters inside texts are errors of syntax: where nothing was repaired, there are none.
    if (plain && !repaired) record.bytes = buffer.subarray(start, end)
    group.push(record)
  }, prologue.skipped)
  for await (const chunk of prologue.rest) {
    const whole = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let from = 0; from < whole.length; from += SLICE) {
      splitter.feed(whole.subarray(from, from + SLICE))
      if (group.length >= GROUP) {
        yield group
        group = []
      }
    }
  }
  splitter.end()
  if (group.length > 0) yield group
}
