import { contentOf, copyText, encodeVersion } from '../register/encode.ts'
import type { Batch, FileFacts, ReadingOptions } from './batch.ts'
import { type CutRecords, readCut } from './json.ts'
import { LineBuffer } from './line-buffer.ts'
import { openFile } from './open.ts'
import { isOfBuyer, readRecord } from './read.ts'
import type { SourceRecord } from './records.ts'

/** Reads a file into batches of contracts, in this thread. Throws a Refusal when the file cannot be read. */
export async function* readBatches(options: ReadingOptions): AsyncGenerator<Batch, FileFacts> {
  const file = await openFile(options.path)
  let batch = new BatchInProgress(options)
  for await (const records of file.records) {
    for (const record of records) {
      batch.add(record)
      if (batch.length < options.size) continue
      yield batch.finish()
      batch = new BatchInProgress(options)
    }
  }
  if (batch.length > 0) yield batch.finish()
  return { format: file.format, sha256: file.sha256(), bytes: file.bytes() }
}

/** Reads records that were cut out into one batch. Throws a Refusal when one of them cannot be read. */
export function readBatch(cut: CutRecords, options: ReadingOptions): Batch {
  const batch = new BatchInProgress(options)
  for (const record of readCut(cut)) batch.add(record)
  return batch.finish()
}

class BatchInProgress {
  private readonly options: ReadingOptions
  private readonly done: Omit<Batch, 'pairs' | 'only' | 'lines' | 'lineEnds' | 'raws' | 'rawEnds'> = {
    identities: [],
    contents: [],
    published: [],
    modified: [],
    positions: [],
    concessions: [],
    rejects: [],
    leftOut: 0,
    warnings: {},
    names: [],
  }
  private readonly pairs = new Set<string>()
  private readonly lines: LineBuffer
  private readonly raws: LineBuffer

  constructor(options: ReadingOptions) {
    this.options = options
    this.lines = new LineBuffer(options.size * 700)
    this.raws = new LineBuffer(options.size * 1600)
  }

  get length(): number {
    return this.done.identities.length + this.done.rejects.length + this.done.leftOut
  }

  add(record: SourceRecord) {
    const { done, lines, raws } = this
    const { importId, today, only } = this.options
    if (only !== null && !isOfBuyer(record, only)) {
      done.leftOut++
      return
    }
    const reading = readRecord(record, today)
    if ('reject' in reading) {
      done.rejects.push({ position: reading.position, reason: reading.reject, raw: reading.raw })
      return
    }
    const { contract, names } = reading
    raws.add(`${importId}\t${reading.position}\t`)
    const start = raws.length
    if (record.bytes) raws.addBytes(record.bytes)
    else raws.add(copyText(reading.raw))
    const content = contentOf(record.bytes ?? raws.since(start))
    raws.end()
    done.identities.push(contract.identity)
    done.contents.push(content)
    done.published.push(contract.published)
    done.modified.push(contract.modified)
    done.positions.push(reading.position)
    this.pairs.add(`${contract.buyer} ${contract.notified?.slice(0, 4) ?? '0'}`)
    done.concessions.push(contract.kind === 'concession')
    lines.add(encodeVersion(importId, reading.position, content, reading.dialect, contract))
    lines.end()
    for (const code of contract.warnings) done.warnings[code] = (done.warnings[code] ?? 0) + 1
    for (const entry of Object.entries(names ?? {})) done.names.push(entry)
  }

  finish(): Batch {
    return {
      ...this.done,
      only: this.options.only,
      pairs: [...this.pairs],
      lines: this.lines.bytes(),
      lineEnds: this.lines.lineEnds(),
      raws: this.raws.bytes(),
      rawEnds: this.raws.lineEnds(),
    }
  }
}
