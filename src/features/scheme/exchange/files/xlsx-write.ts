import { Writable } from 'node:stream'
import { inCell } from '#platform/xlsx'
import { serialIn } from '../cells.ts'
import { frenchDay } from '../days.ts'
import { type Cell, type Table, textOf } from '../tables.ts'

const DAY = { numFmt: 'dd/mm/yyyy' }
const TOP = { vertical: 'top', wrapText: true } as const

/** A cell as the library takes it; days that programs count otherwise are texts. */
function written(cell: Cell): string | number | null {
  if (cell === null) return null
  if (typeof cell === 'string') return inCell(cell)
  if (cell.is === 'number') return Number(cell.text)
  return cell.is === 'day' ? (serialIn(cell) ?? frenchDay(cell.text)) : cell.text
}

/** How wide a column is, in characters, by what it holds. */
const widthOf = (table: Table, column: number) =>
  Math.max(10, ...table.rows.slice(0, 50).map(row => Math.min(60, textOf(row[column]).length + 2)))

/** Tables as an XLSX workbook: a sheet each, heads frozen. */
export async function writeXlsx(tables: readonly Table[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const stream = new Writable({
    write(chunk: Uint8Array, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  // Loaded when asked for: it takes a third of a second, which every command and every start would pay.
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  for (const table of tables) {
    const [heads = [], ...rows] = table.rows
    const sheet = workbook.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = heads.map((_, column) => ({ width: widthOf(table, column) }))
    const heading = sheet.addRow(heads.map(textOf))
    heading.font = { bold: true }
    heading.commit()
    for (const cells of rows) {
      const row = sheet.addRow(cells.map(written))
      row.alignment = TOP
      for (const [column, cell] of cells.entries())
        if (serialIn(cell) !== null) row.getCell(column + 1).style = { ...DAY, alignment: TOP }
      row.commit()
    }
    sheet.commit()
  }
  await workbook.commit()
  return Buffer.concat(chunks)
}
