import { said } from '../cells.ts'
import { type Cell, isFilled, type Table } from '../tables.ts'
import { ONE_THING } from './docx-read.ts'

/** Past so many columns, a page reads better with a table for each thing. */
const WIDEST = 6

/** Tables as a DOCX document: each under its heading; where one would not fit on a page, a table for each of its rows. */
export async function writeDocx(title: string, tables: readonly Table[]): Promise<Uint8Array> {
  // Loaded when asked for: nobody else needs it.
  const { Document, HeadingLevel, Packer, PageOrientation, Paragraph, Table: Grid, TableCell, TableRow, TextRun, WidthType } = await import('docx') // biome-ignore format: names
  const cell = (words: string, bold: boolean, percent: number) =>
    new TableCell({
      width: { size: percent, type: WidthType.PERCENTAGE },
      children: words.split('\n').map(text => new Paragraph({ children: [new TextRun({ text, bold })] })),
    })
  const grid = (rows: readonly (readonly Cell[])[], widths: readonly number[], titled: 'row' | 'column') =>
    new Grid({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: rows.map(
        (cells, rank) =>
          new TableRow({
            tableHeader: rank === 0,
            children: widths.map((width, column) =>
              cell(said(cells[column] ?? null), rank === 0 || (titled === 'column' && column === 0), width),
            ),
          }),
      ),
    })
  const blank = () => new Paragraph({ text: '' })
  const children = tables.flatMap(({ name, rows }) => {
    const [heads = [], ...lines] = rows
    if (lines.length === 0) return []
    const heading = new Paragraph({ text: name, heading: HeadingLevel.HEADING_1 })
    const used = heads.map((_, column) => column).filter(column => lines.some(line => isFilled(line[column])))
    const only = (line: readonly Cell[]) => used.map(column => line[column] ?? null)
    if (used.length <= WIDEST)
      return [heading, grid([heads, ...lines].map(only), used.map(() => 100 / used.length), 'row'), blank()] // biome-ignore format: short
    const things = lines.flatMap(line => [
      grid([[ONE_THING, 'Valeur'], ...used.filter(column => isFilled(line[column])).map(column => [heads[column] ?? null, line[column] ?? null])], [25, 75], 'column'), // biome-ignore format: short
      blank(),
    ])
    return [heading, ...things]
  })
  const document = new Document({
    title,
    creator: 'Mieuxdisant',
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        children: [new Paragraph({ text: title, heading: HeadingLevel.TITLE }), ...children],
      },
    ],
  })
  return Packer.toBuffer(document)
}
