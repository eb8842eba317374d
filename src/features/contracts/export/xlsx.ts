import { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { Worksheet } from 'exceljs'
import { neutralised } from '#platform/csv'
import type { ExportRange } from '../register/export.ts'
import { type Cell, EXPORT_COLUMNS, type ExportContext } from './columns.ts'

/** What Excel can hold: rows of a sheet, and characters of a cell. */
const MOST_ROWS = 1_048_576
const LONGEST_CELL = 32_767

const TOO_MANY =
  'La liste s’arrête ici\u00a0: une feuille Excel ne tient pas plus de 1\u202f048\u202f576 lignes. L’export CSV les donne toutes.'

function written(cell: Cell): string | number | null {
  if (typeof cell === 'string') return bounded(neutralised(cell))
  return typeof cell === 'object' && cell !== null ? cell.cents / 100 : cell
}

/** Excel counts in UTF-16 units; a pair is not cut in two. */
function bounded(text: string): string {
  return text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

const MOST_WAITING = 1_000_000

/** What the library hides of the streams that a sheet is written to: too old to have `writableLength`. */
interface SheetStream {
  pipes: { _writableState: { length: number } }[]
}

/** Bytes of a sheet that are not compressed yet: the library takes rows faster than it packs them, and does not say so. */
function waiting(sheet: Worksheet): number {
  const { pipes } = (sheet as unknown as { stream: SheetStream }).stream
  return pipes.reduce((sum, pipe) => sum + pipe._writableState.length, 0)
}

/**
 * The contracts as an Excel workbook, made as it is read: memory does not depend on how many there are. Texts that would start a
 * formula are neutralised, those that a cell cannot hold are shortened.
 * @param most rows of the sheet, heading and last words included
 */
export async function* xlsxOf(
  ranges: AsyncIterable<ExportRange>,
  files: ExportContext['files'],
  publicUrl: string,
  most = MOST_ROWS,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const sink = new Writable({
    write(chunk: Uint8Array, _, done) {
      ready.push(chunk)
      done()
    },
  })
  // Loaded when asked for: it takes a third of a second, which every command and every start would pay.
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet('Marchés', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = EXPORT_COLUMNS.map(({ head, width }) => ({
    header: head,
    width,
    style: head.includes('€') ? { numFmt: '#,##0.00' } : {},
  }))
  const heading = sheet.getRow(1)
  heading.font = { bold: true }
  heading.commit()
  let rows = 1
  for await (const { lines, ...known } of ranges) {
    const context = { ...known, files, publicUrl }
    for (const line of lines) {
      const full = rows === most - 1
      const row = sheet.addRow(full ? [TOO_MANY] : EXPORT_COLUMNS.map(column => written(column.cell(line, context))))
      row.commit()
      rows++
      if (full) break
    }
    // What was written goes to the reader before more is made: whoever reads slowly makes us slow, not large.
    while (waiting(sheet) > MOST_WAITING) await setTimeout(2)
    yield* ready.splice(0)
    if (rows === most) break
  }
  await workbook.commit()
  yield* ready.splice(0)
}
