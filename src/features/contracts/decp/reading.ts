import { contentOf, copyText, encodeVersion } from '../register/encode.ts'
import type { Batch, FileFacts, ReadingOptions } from './batch.ts'
import { openFile } from './open.ts'
import { readRecord } from './read.ts'

/** Bytes that grow: lines are written once, straight into the buffer that is handed to the database. */
class LineBuffer {
  private buffer: Buffer<ArrayBuffer>
  length = 0
  private readonly ends: number[] = []

  constructor(expected: number) {
    this.buffer = Buffer.allocUnsafeSlow(expected)
  }

  /** Ends the line that was begun; lines hold no other end of line. */
  end() {
    this.buffer[this.length++] = 10
    this.ends.push(this.length)
  }

  /** Adds to the line. */
  add(text: string) {
    // A UTF-16 unit is three bytes of UTF-8 at most.
    this.makeRoom(text.length * 3)
    this.length += this.buffer.write(text, this.length, 'utf8')
  }

  /** What has been added from a place on, good until the next addition. */
  since(start: number): Uint8Array {
    return this.buffer.subarray(start, this.length)
  }

  /** Adds bytes to the line as they are. */
  addBytes(bytes: Uint8Array) {
    this.makeRoom(bytes.length)
    this.buffer.set(bytes, this.length)
    this.length += bytes.length
  }

  private makeRoom(expected: number) {
    // One more for the end of line.
    const room = expected + 1
    if (this.buffer.length - this.length < room) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.length + room))
      this.buffer.copy(larger, 0, 0, this.length)
      this.buffer = larger
    }
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.buffer.buffer, 0, this.length)
  }

  lineEnds(): Uint32Array {
    return Uint32Array.from(this.ends)
  }
}

function emptyBatch(): Omit<Batch, 'pairs' | 'lines' | 'lineEnds' | 'raws' | 'rawEnds'> {
  return {
    identities: [],
    contents: [],
    published: [],
    modified: [],
    positions: [],
    concessions: [],
    rejects: [],
    warnings: {},
    names: [],
  }
}

/** Reads a file into batches of contracts, in this thread. Throws a Refusal when the file cannot be read. */
export async function* readBatches(options: ReadingOptions): AsyncGenerator<Batch, FileFacts> {
  const { importId, today, size } = options
  const file = await openFile(options.path)
  let batch = emptyBatch()
  let pairs = new Set<string>()
  let lines = new LineBuffer(size * 700)
  let raws = new LineBuffer(size * 1600)
  const finish = (): Batch => {
    const done = {
      ...batch,
      pairs: [...pairs],
      lines: lines.bytes(),
      lineEnds: lines.lineEnds(),
      raws: raws.bytes(),
      rawEnds: raws.lineEnds(),
    }
    batch = emptyBatch()
    pairs = new Set()
    lines = new LineBuffer(size * 700)
    raws = new LineBuffer(size * 1600)
    return done
  }
  for await (const records of file.records) {
    for (const record of records) {
      const reading = readRecord(record, today)
      if ('reject' in reading) {
        batch.rejects.push({ position: reading.position, reason: reading.reject, raw: reading.raw })
      } else {
        const { contract, names } = reading
        raws.add(`${importId}\t${reading.position}\t`)
        const start = raws.length
        if (record.bytes) raws.addBytes(record.bytes)
        else raws.add(copyText(reading.raw))
        const content = contentOf(record.bytes ?? raws.since(start))
        raws.end()
        batch.identities.push(contract.identity)
        batch.contents.push(content)
        batch.published.push(contract.published)
        batch.modified.push(contract.modified)
        batch.positions.push(reading.position)
        pairs.add(`${contract.buyer} ${contract.notified?.slice(0, 4) ?? '0'}`)
        batch.concessions.push(contract.kind === 'concession')
        lines.add(encodeVersion(importId, reading.position, content, reading.dialect, contract))
        lines.end()
        for (const code of contract.warnings) batch.warnings[code] = (batch.warnings[code] ?? 0) + 1
        if (names) batch.names.push(...Object.entries(names))
      }
      if (batch.identities.length + batch.rejects.length >= size) yield finish()
    }
  }
  if (batch.identities.length + batch.rejects.length > 0) yield finish()
  return { format: file.format, sha256: file.sha256(), bytes: file.bytes() }
}
