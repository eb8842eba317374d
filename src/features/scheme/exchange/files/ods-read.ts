import { decimalOf, scaled } from '../numbers.ts'
import type { Cell } from '../tables.ts'
import type { Builder } from './builder.ts'
import { refuse } from './refusals.ts'
import { type Archive, type Attributes, readMarkup } from './zip.ts'

const times = (value: string | undefined) => Math.max(1, Number(value ?? 1) || 1)

/** Reads the sheets of an ODS workbook: what cells show, never how they are computed. */
export async function readOds(archive: Archive, builder: Builder): Promise<void> {
  await readMarkup(archive, 'META-INF/manifest.xml', {
    begin: name => (name === 'encryption-data' ? refuse('file-protected') : undefined),
  })
  await readMarkup(archive, 'content.xml', new Content(builder))
  if (archive.names.some(name => name.startsWith('Basic/') || name.startsWith('Scripts/')))
    builder.remarks.push('Ce fichier contient des macros : elles sont ignorées, seules les cellules sont lues.')
}

class Content {
  private readonly builder: Builder
  private readonly hiddenStyles = new Set<string>()
  private style = ''
  private row = 0
  private rows = 1
  private column = 0
  private cell: Attributes | null = null
  private words = ''
  private paragraphs = 0
  /** Depth inside what is in a cell and is not its text: a comment, a drawing. */
  private aside = 0
  private inside = false

  constructor(builder: Builder) {
    this.builder = builder
  }

  begin(name: string, attributes: Attributes) {
    if (this.aside > 0 || name === 'annotation' || name === 'frame') this.aside++
    else if (name === 'style') this.style = attributes['name'] ?? ''
    else if (name === 'table-properties' && attributes['display'] === 'false') this.hiddenStyles.add(this.style)
    else if (name === 'table') {
      this.row = 0
      this.builder.begin(attributes['name'] ?? '', this.hiddenStyles.has(attributes['style-name'] ?? ''))
    } else if (name === 'table-row') {
      this.column = 0
      this.rows = times(attributes['number-rows-repeated'])
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.cell = attributes
      this.words = ''
      this.paragraphs = 0
    } else if (this.cell !== null) this.write(name, attributes)
  }

  private write(name: string, attributes: Attributes) {
    if (name === 'p' || name === 'h') {
      if (this.paragraphs++ > 0) this.words += '\n'
      this.inside = true
    } else if (name === 's') this.words += ' '.repeat(Math.min(1000, times(attributes['c'])))
    else if (name === 'tab') this.words += '\t'
    else if (name === 'line-break') this.words += '\n'
  }

  end(name: string) {
    if (this.aside > 0) this.aside--
    else if (name === 'p' || name === 'h') this.inside = false
    else if (name === 'table-cell' || name === 'covered-table-cell') this.endCell(name)
    else if (name === 'table-row') this.row += this.rows
    else if (name === 'table') this.builder.end()
  }

  text(piece: string) {
    if (this.inside && this.aside === 0) this.words += piece
  }

  private endCell(name: string) {
    const attributes = this.cell ?? {}
    const columns = times(attributes['number-columns-repeated'])
    const cell = name === 'covered-table-cell' ? null : cellOf(attributes, this.words)
    this.cell = null
    if (cell !== null) {
      for (let row = this.row; row < this.row + this.rows; row++)
        for (let column = this.column; column < this.column + columns; column++) this.builder.put(row, column, cell)
      const down = times(attributes['number-rows-spanned'])
      this.builder.span(this.row, this.column, down, times(attributes['number-columns-spanned']))
    }
    this.column += columns
  }
}

const ERROR = /^(?:#(?:REF|N\/A|NAME|NOM|DIV\/0|VALUE|VALEUR|NUM|NOMBRE|NULL|NUL)[!?]?|Err:\d{3})$/

function cellOf(attributes: Attributes, text: string): Cell {
  const type = attributes['value-type']
  if (type === undefined && text === '') return null
  if (attributes['formula'] !== undefined && ERROR.test(text)) return { is: 'error', text }
  if (type === 'date') return { is: 'day', text: (attributes['date-value'] ?? '').slice(0, 10) }
  if (type === 'boolean') return attributes['boolean-value'] === 'true' ? 'oui' : 'non'
  if (type === 'float' || type === 'percentage' || type === 'currency') {
    const decimal = decimalOf(attributes['value'] ?? '')
    if (decimal === null) return text
    return type === 'percentage' ? { is: 'percent', text: scaled(decimal, 2) } : { is: 'number', text: decimal }
  }
  return text === '' ? (attributes['string-value'] ?? null) : text
}
