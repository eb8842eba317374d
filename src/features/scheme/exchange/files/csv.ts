import { parse } from 'csv-parse/sync'
import { BYTE_ORDER_MARK, csvLines } from '#platform/csv'
import { zipped } from '#platform/zip'
import { said } from '../cells.ts'
import type { Table } from '../tables.ts'
import type { Builder } from './builder.ts'
import { refuse } from './refusals.ts'

const SEPARATORS = [';', '\t', ',', '|']

/** The separator of a text: the one that its first lines have alike, outside quotes, and most often. */
function separatorOf(text: string): string {
  const lines = text.slice(0, 100_000).replace(/"(?:[^"]|"")*"/g, 'x').split(/\r\n?|\n/).filter(Boolean).slice(0, 30) // biome-ignore format: one chain
  const scores = SEPARATORS.map(separator => {
    const counts = lines.map(line => line.split(separator).length - 1)
    const most = Math.max(...counts, 0)
    return { separator, score: most === 0 ? 0 : counts.filter(count => count === most).length * 1000 + most }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator
}

/** Reads a CSV whatever its separator and its ends of lines. */
export function readCsv(text: string, name: string, builder: Builder): void {
  builder.begin(name)
  let row = 0
  try {
    parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      on_record: (cells: string[]) => {
        for (const [column, cell] of cells.entries()) builder.put(row, column, cell)
        row++
        return null
      },
    })
  } catch (error) {
    const { code = '', lines } = error as { code?: string; lines?: number }
    if (code.startsWith('CSV_')) refuse('table-malformed', { line: lines ?? row + 1 })
    throw error
  }
  builder.end()
}

/** Tables as an archive of CSV, as French spreadsheets open them: a file each. */
export const writeCsv = (tables: readonly Table[]): Promise<Uint8Array> =>
  zipped(
    tables.map(({ name, rows }) => ({
      name: `${name}.csv`,
      content: BYTE_ORDER_MARK + csvLines(rows.map(row => row.map(said))),
    })),
  )
