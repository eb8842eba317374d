import type { Cell as Place, Workbook, Worksheet } from 'exceljs'
import { COLOURS, escaped, FONT, packed } from '#platform/office'
import { type Cell, type Paper, type TableBlock, tablesIn } from '#platform/paper'
import { numberOf } from './numbers.ts'
import { cellWords, sheetNames } from './words.ts'

const SUMMARY = 'Sommaire'

const argb = (colour: string) => ({ argb: `FF${colour}` })
const TEXT = { name: FONT, size: 11, color: argb(COLOURS.ink) }
const TITLE = { ...TEXT, size: 14, bold: true, color: argb(COLOURS.brand) }
const HEAD = { ...TEXT, bold: true, color: argb(COLOURS.brand) }
const SOFT = { ...TEXT, color: argb(COLOURS.soft) }
const LINK = { ...TEXT, color: argb(COLOURS.link), underline: true }
const TINT = { type: 'pattern', pattern: 'solid', fgColor: argb(COLOURS.tint) } as const
const LINE = { style: 'thin', color: argb(COLOURS.line) } as const
const RULE = { style: 'medium', color: argb(COLOURS.brand) } as const

/** Columns past which a sheet is printed on its side. */
const WIDEST = 5

/** How wide a column is, in characters, by what it holds. */
function widthOf({ columns, rows }: TableBlock, column: number): number {
  const longest = (text: string) => Math.max(...text.split('\n').map(line => line.length))
  const texts = [columns[column]?.head ?? '', ...rows.slice(0, 200).map(row => row[column]?.text ?? '')]
  return Math.min(60, Math.max(10, ...texts.map(text => longest(text) + 3)))
}

/** Prints a sheet on A4 paper, as wide as the page. */
function print(sheet: Worksheet, { author, title }: Paper, wide: boolean, heads = ''): void {
  const plain = (text: string) => cellWords(text).replaceAll('&', '&&').slice(0, 100)
  sheet.pageSetup = { paperSize: 9, orientation: wide ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, ...(heads ? { printTitlesRow: heads } : {}) } // biome-ignore format: short
  sheet.headerFooter.oddFooter = `&L${plain(author)}, ${plain(title)}&RPage &P sur &N`
}

function write(place: Place, cell: Cell): void {
  const number = numberOf(cell)
  if (number) {
    place.value = number.value
    place.numFmt = number.format
    return
  }
  const text = cellWords(cell.text)
  const link = cell.link && /^(?:https?:|mailto:)/i.test(cell.link) ? cell.link : undefined
  place.value = link && text ? { text, hyperlink: link } : text || null
  if (link) place.font = LINK
}

function addTable(book: Workbook, name: string, table: TableBlock, paper: Paper): void {
  const { caption, columns, rows, note } = table
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', xSplit: columns.length > 2 ? 1 : 0, ySplit: 2 }] })
  sheet.columns = columns.map((_, column) => ({ width: widthOf(table, column), style: { font: TEXT } }))
  sheet.getCell('A1').value = cellWords(caption)
  sheet.getCell('A1').font = TITLE
  const head = sheet.addRow(columns.map(({ head }) => cellWords(head)))
  head.eachCell((place, column) => {
    place.font = HEAD
    place.fill = TINT
    place.border = { bottom: RULE }
    place.alignment = {
      wrapText: true,
      vertical: 'middle',
      horizontal: columns[column - 1]?.numeric ? 'right' : 'left',
    }
  })
  for (const cells of rows) {
    const row = sheet.addRow([])
    for (const [at, { numeric }] of columns.entries()) {
      const place = row.getCell(at + 1)
      write(place, cells[at] ?? { text: '' })
      place.alignment = { wrapText: true, vertical: 'top', horizontal: numeric ? 'right' : 'left' }
      place.border = { bottom: LINE }
    }
  }
  if (columns.length > 0) sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: 2 + rows.length, column: columns.length } } // biome-ignore format: short
  if (note) {
    const place = sheet.getCell(rows.length + 4, 1)
    place.value = cellWords(note)
    place.font = SOFT
  }
  print(sheet, paper, columns.length > WIDEST, '1:2')
}

/** The first sheet: what the document is, then the other sheets. @returns the row of the first of them */
function addSummary(book: Workbook, paper: Paper, tables: readonly TableBlock[], names: readonly string[]): number {
  const sheet = book.addWorksheet(SUMMARY)
  sheet.columns = [
    { width: 34, style: { font: TEXT } },
    { width: 62, style: { font: TEXT } },
  ]
  const say = (text: string, font: object) => {
    if (text) sheet.addRow([cellWords(text)]).getCell(1).font = font
  }
  say(paper.title, { ...TITLE, size: 20 })
  say(paper.subtitle, { ...SOFT, size: 13 })
  say(paper.author, { ...TEXT, bold: true })
  say(paper.notice, { ...TEXT, bold: true, color: argb(COLOURS.warn) })
  for (const { label, text } of paper.facts) sheet.addRow([cellWords(label), cellWords(text)])
  if (paper.address) {
    const place = sheet.addRow(['Adresse']).getCell(2)
    place.value = { text: paper.address, hyperlink: paper.address }
    place.font = LINK
  }
  sheet.addRow([])
  const head = sheet.addRow(['Feuille', 'Contenu'])
  head.eachCell(place => {
    place.font = HEAD
    place.fill = TINT
    place.border = { bottom: RULE }
  })
  for (const [at, { caption }] of tables.entries()) {
    const row = sheet.addRow([names[at], cellWords(caption)])
    row.getCell(1).font = LINK
    row.alignment = { wrapText: true, vertical: 'top' }
  }
  print(sheet, paper, false)
  return head.number + 1
}

/** Links from the first sheet to the others; the library would make files of them. */
function linked(sheet: string, names: readonly string[], from: number): string {
  const links = names.map((name, at) => `<hyperlink ref="A${from + at}" location="${escaped(`'${name}'!A1`)}" display="${escaped(name)}"/>`).join('') // biome-ignore format: short
  if (sheet.includes('</hyperlinks>')) return sheet.replace('</hyperlinks>', () => `${links}</hyperlinks>`)
  return links ? sheet.replace(/(?=<pageMargins)/, () => `<hyperlinks>${links}</hyperlinks>`) : sheet
}

/**
 * A document as an XLSX workbook: a first sheet that says what it is, then one for each of its tables, key figures included. Numbers are
 * numbers, exact up to fifteen digits and shown as the document shows them; words are words, never formulas. One document gives one file.
 */
export async function xlsxOf(paper: Paper): Promise<Uint8Array> {
  // Loaded when asked for: it takes a third of a second, which every command and every start would pay.
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const tables = tablesIn(paper.blocks)
  const names = sheetNames(tables.map(({ caption }) => caption), [SUMMARY]) // biome-ignore format: short
  const first = addSummary(book, paper, tables, names)
  for (const [at, table] of tables.entries()) addTable(book, names[at] as string, table, paper)
  const file = new Uint8Array(await book.xlsx.writeBuffer())
  return packed(file, paper, (path, text) => (path === 'xl/worksheets/sheet1.xml' ? linked(text, names, first) : text))
}
