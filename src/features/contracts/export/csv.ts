import { BYTE_ORDER_MARK, csvLines, neutralised } from '#platform/csv'
import type { ExportRange } from '../register/export.ts'
import { type Cell, EXPORT_COLUMNS, type ExportColumn, type ExportContext } from './columns.ts'

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return neutralised(cell)
  return typeof cell === 'number' ? String(cell) : (cell.cents / 100).toFixed(2).replace('.', ',')
}

/** The contracts as French spreadsheets open a CSV: UTF-8 with its mark, semicolons, decimal comma, formulas neutralised. */
export async function* csvOf(
  ranges: AsyncIterable<ExportRange>,
  files: ExportContext['files'],
  publicUrl: string,
  columns: readonly ExportColumn[] = EXPORT_COLUMNS,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(BYTE_ORDER_MARK + csvLines([columns.map(column => column.head)]))
  for await (const { lines, ...known } of ranges) {
    const context = { ...known, files, publicUrl }
    yield Buffer.from(csvLines(lines.map(line => columns.map(column => written(column.cell(line, context))))))
  }
}
