import type { Builder } from './builder.ts'
import { type Archive, type Attributes, readMarkup } from './zip.ts'

/** What the first cell of a table says where it tells one thing, a field a row. */
export const ONE_THING = 'Champ'

/** Reads the tables of a DOCX document, each under the heading above it, or by its rank. Tables inside tables are texts of their cell. */
export async function readDocx(archive: Archive, builder: Builder): Promise<void> {
  const body = new Body()
  await readMarkup(archive, 'word/document.xml', body)
  for (const { name, rows } of gathered(body.tables)) {
    builder.begin(name)
    for (const [at, cells] of rows.entries())
      for (const { text, column, right, down } of cells) {
        builder.put(at, column, text)
        builder.span(at, column, down, right)
      }
    builder.end()
  }
  if (archive.names.some(name => /vbaProject\.bin$/i.test(name)))
    builder.remarks.push('Ce fichier contient des macros : elles sont ignorées, seuls les tableaux sont lus.')
}

interface DocxCell {
  text: string
  column: number
  right: number
  down: number
}
interface DocxTable {
  name: string
  rows: DocxCell[][]
}

class Body {
  readonly tables: DocxTable[] = []
  private heading = ''
  private isHeading = false
  private depth = 0
  private cell: DocxCell & { goesOn: boolean; paragraphs: number } = blank(0)
  private words = ''
  private inRun = false
  private inText = false
  /** The cell that goes on downwards, by column. */
  private above = new Map<number, DocxCell>()

  begin(name: string, attributes: Attributes) {
    const val = attributes['val'] ?? ''
    if (name === 'tbl' && ++this.depth === 1) {
      this.tables.push({ name: this.heading || `Tableau ${this.tables.length + 1}`, rows: [] })
      this.above = new Map()
    } else if (name === 'tr' && this.depth === 1) this.tables.at(-1)?.rows.push([])
    else if (name === 'tc' && this.depth === 1) {
      const last = this.tables.at(-1)?.rows.at(-1)?.at(-1)
      this.cell = blank(last ? last.column + last.right : 0)
    } else if (name === 'gridSpan' && this.depth === 1) this.cell.right = Math.max(1, Number(val) || 1)
    else if (name === 'vMerge' && this.depth === 1) this.cell.goesOn = val !== 'restart'
    else if (name === 'p') {
      this.words = ''
      this.isHeading = false
    } else if (name === 'pStyle' && this.depth === 0) this.isHeading = /^(heading|titre)/i.test(val)
    else if (name === 'tab' && this.inRun) this.words += '\t'
    else if ((name === 'br' || name === 'cr') && this.inRun) this.words += '\n'
    else if (name === 'noBreakHyphen') this.words += '\u2011'
    else if (name === 'r') this.inRun = true
    else if (name === 't') this.inText = true
  }

  text(piece: string) {
    if (this.inText) this.words += piece
  }

  end(name: string) {
    if (name === 't') this.inText = false
    else if (name === 'r') this.inRun = false
    else if (name === 'p') this.endParagraph()
    else if (name === 'tc' && this.depth === 1) this.endCell()
    else if (name === 'tbl') this.depth--
  }

  private endParagraph() {
    if (this.depth > 0) this.cell.text += this.cell.paragraphs++ > 0 ? `\n${this.words}` : this.words
    else if (this.isHeading && this.words.trim() !== '') this.heading = this.words.trim()
    this.words = ''
  }

  private endCell() {
    const { goesOn, paragraphs, ...cell } = this.cell
    const upper = goesOn ? this.above.get(cell.column) : undefined
    if (upper) upper.down++
    else this.above.set(cell.column, cell)
    this.tables.at(-1)?.rows.at(-1)?.push(cell)
  }
}

const blank = (column: number) => ({ text: '', column, right: 1, down: 1, goesOn: false, paragraphs: 0 })

/** Tables of one thing each that follow one another under one heading, as the rows of one. */
function gathered(tables: readonly DocxTable[]): DocxTable[] {
  const made: DocxTable[] = []
  let columns: string[] = []
  let of: DocxTable | undefined
  for (const table of tables) {
    const isOne = table.rows[0]?.[0]?.text === ONE_THING
    if (!isOne) {
      made.push({ ...table, name: unique(table.name, made) })
      continue
    }
    if (of?.name !== table.name) {
      of = { name: table.name, rows: [[]] }
      columns = []
      made.push(of)
    }
    const line: DocxCell[] = []
    for (const [head, value] of table.rows.slice(1)) {
      if (head === undefined || value === undefined) continue
      if (!columns.includes(head.text)) {
        of.rows[0]?.push({ ...head, column: columns.length })
        columns.push(head.text)
      }
      line.push({ ...value, column: columns.indexOf(head.text), down: 1, right: 1 })
    }
    of.rows.push(line)
  }
  return made
}

function unique(name: string, tables: readonly DocxTable[]): string {
  let made = name
  for (let n = 2; tables.some(one => one.name === made); n++) made = `${name} (${n})`
  return made
}
