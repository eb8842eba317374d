import { pipeline } from 'node:stream'
import { type Options, parse } from 'csv-parse'
import type { Source } from './compression.ts'
import { LineCounts } from './line-counts.ts'
import { type Bytes, LONGEST_RECORD, type Records, type SourceRecord } from './records.ts'
import { refuse } from './refusals.ts'
import { Shelf } from './shelf.ts'
import { type Header, readHeader } from './tabular-columns.ts'
import { type Line, Table } from './tabular-values.ts'
import { contractsOf } from './tabular-versions.ts'

const GROUP = 256

/**
 * The records of the national portal's table: one line per contract and holder. Lines of one contract (same `uid`, or same buyer and
 * id, with the same subject) are brought together wherever they are, then told apart again by date and amount, since different lots
 * are known to share one id. Lines said not current are older versions, and so are those with a lower `modification_id`: see
 * {@link contractsOf}.
 *
 * The table is read twice: the first time to count each contract's lines, so that the second can let go of a contract as soon as it
 * is complete. Memory: eight bytes per line, and a bounded number of waiting lines; the others wait in a temporary file.
 */
export async function* tabularRecords(source: Source): Records {
  const header = await headerOf(source)
  const table = new Table(header)
  const missing = table.missing()
  if (missing.length > 0) refuse('tabular-columns', { missing: missing.join(', ') })
  // An older version is of use only when it says which one it is.
  const isKept = (cells: string[]) => table.hasVersions || table.isCurrent(cells)
  const counts = new LineCounts()
  for await (const cells of rows<string[]>(source(), header, false))
    if (isKept(cells)) counts.add(table.contractKey(cells))

  // The header goes with each record's text, which can then be read again by itself.
  const headed = (records: SourceRecord[]) =>
    records.map(record => ({ ...record, raw: `${header.text}\n${record.raw}` }))
  const shelf = new Shelf()
  let group: SourceRecord[] = []
  let position = 0
  const complete = (key: string) =>
    group.push(
      ...headed(
        contractsOf(
          shelf.take(key).map(text => JSON.parse(text) as Line),
          table,
        ),
      ),
    )
  try {
    for await (const { raw, record: cells } of rows<{ raw: string; record: string[] }>(source(), header, true)) {
      position += 1
      if (!isKept(cells)) continue
      const line: Line = { position, raw: raw.replace(/\r?\n$|\r$/, ''), cells }
      const key = table.contractKey(cells)
      const expected = counts.of(key)
      if (expected === 1) group.push(...headed(contractsOf([line], table)))
      else if (shelf.put(key, JSON.stringify(line)) === expected) complete(key)
      if (group.length >= GROUP) {
        yield group
        group = []
      }
    }
    for (const key of shelf.keys()) complete(key)
    if (group.length > 0) yield group
  } finally {
    shelf.close()
  }
}

const options = ({ delimiter }: Header): Options => ({
  delimiter,
  max_record_size: LONGEST_RECORD,
  skip_empty_lines: true,
})

async function headerOf(source: Source): Promise<Header> {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  for await (const chunk of source()) {
    text += decoder.decode(chunk, { stream: true })
    if (/\S[^\r\n]*[\r\n]/.test(text) || text.length > LONGEST_RECORD) break
  }
  return readHeader(text) ?? refuse('not-recognised')
}

/** The lines under the header, with their exact text or not. */
async function* rows<Row>(bytes: Bytes, header: Header, raw: boolean): AsyncGenerator<Row> {
  const parser = parse({ ...options(header), from: 2, raw, readableHighWaterMark: 1000 } as Options)
  pipeline(bytes, parser, () => {})
  try {
    for await (const row of parser as AsyncIterable<Row>) yield row
  } catch (error) {
    const { code = '', lines } = error as { code?: string; lines?: number }
    if (code === 'CSV_MAX_RECORD_SIZE') refuse('record-too-long', { megabytes: LONGEST_RECORD / 1024 / 1024 })
    if (code.startsWith('CSV_')) refuse('tabular-syntax', { line: lines ?? 1 })
    throw error
  }
}
