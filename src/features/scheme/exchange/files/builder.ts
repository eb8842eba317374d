import { nb } from '#ui'
import { type Cell, isFilled, type Table } from '../tables.ts'
import { refuse } from './refusals.ts'

/** What a file may hold: more than any scheme does. */
export const LIMITS = { rows: 100_000, cells: 2_000_000, columns: 1000 }
export type Limits = typeof LIMITS

/** How many rows a spreadsheet has. */
const LAST_ROW = 1_048_576
/** A row without any cell: the same for all, since there may be a million of them. */
const NOTHING: Cell[] = []

/** What was read of a file. */
export interface ReadTables {
  tables: Table[]
  /** What was read otherwise than a person would think, in French. */
  remarks: string[]
}

/** Makes the tables of a file while it is read, and refuses it past what a scheme holds. */
export class Builder {
  readonly tables: Table[] = []
  readonly remarks: string[] = []
  private readonly limits: Limits
  private cells = 0
  private filled = 0
  private wide = new Set<number>()
  private table: Table = { name: '', rows: [] }
  private spans: { row: number; column: number; down: number; right: number }[] = []

  constructor(limits: Limits = LIMITS) {
    this.limits = limits
  }

  begin(name: string, hidden = false) {
    this.wide = new Set()
    this.spans = []
    this.filled = 0
    this.table = { name, rows: [], ...(hidden ? { hidden } : {}), wide: this.wide }
  }

  /** Puts a cell; what is empty takes no place. */
  put(row: number, column: number, cell: Cell) {
    if (!isFilled(cell) || column >= this.limits.columns) return
    const { rows, name } = this.table
    if (++this.cells > this.limits.cells) refuse('too-many-cells', { cells: nb(this.limits.cells) })
    if (row >= LAST_ROW) return
    while (rows.length <= row) rows.push(NOTHING)
    let line = rows[row] ?? NOTHING
    if (line === NOTHING) {
      if (++this.filled > this.limits.rows) refuse('too-many-rows', { table: name, rows: nb(this.limits.rows) })
      line = []
      rows[row] = line
    }
    while (line.length < column) line.push(null)
    line[column] = cell
  }

  /** A cell that covers others, below and on its right. */
  span(row: number, column: number, down: number, right: number) {
    if (down > 1 || right > 1) this.spans.push({ row, column, down, right })
  }

  /** Ends the table: a cell that covers several rows is said in each. One without any cell is left out. */
  end() {
    const { table } = this
    let covered = 0
    for (const { row, column, down, right } of this.spans) {
      const cell = table.rows[row]?.[column] ?? null
      if (!isFilled(cell)) continue
      covered++
      if (right > 2) this.wide.add(row)
      for (let below = row + 1; below < row + down && below < table.rows.length; below++) this.put(below, column, cell)
    }
    if (covered > 0)
      this.remarks.push(`Feuille « ${table.name} » : ${covered} cellules fusionnées, lues comme répétées sur leurs lignes.`) // biome-ignore format: a sentence
    if (table.rows.some(row => row.length > 0)) this.tables.push(table)
  }

  done(): ReadTables {
    if (this.tables.length === 0) refuse('no-table')
    return { tables: this.tables, remarks: this.remarks }
  }
}
