import type { Problem } from '../../document/check.ts'
import { said, Unreadable } from '../cells.ts'
import { addressOf, type Cell, isFilled, type Table } from '../tables.ts'
import type { FieldName, Meaning } from './meanings.ts'

/** A cell, with what its column says and where it is. */
export interface Placed {
  cell: Cell
  at: string
  meaning: Meaning
  /** What its column is called in the file. */
  head: string
}

/** A row of somebody else's table, read by what its columns say. */
export class ForeignRow {
  readonly at: string
  private readonly cells: readonly Placed[]
  private readonly problems: Problem[]

  constructor(
    table: Table,
    rank: number,
    columns: readonly (Meaning | null)[],
    heads: readonly string[],
    problems: Problem[],
  ) {
    const cells = table.rows[rank] ?? []
    this.problems = problems
    this.at = addressOf(table, rank, Math.max(0, cells.findIndex(isFilled)))
    this.cells = columns.flatMap((meaning, column) =>
      meaning !== null && isFilled(cells[column])
        ? [{ cell: cells[column] ?? null, at: addressOf(table, rank, column), meaning, head: heads[column] ?? '' }]
        : [],
    )
  }

  /** The filled cells that say something. */
  of(...fields: readonly FieldName[]): readonly Placed[] {
    return this.cells.filter(({ meaning }) => fields.includes(meaning.field))
  }

  has = (...fields: readonly FieldName[]) => this.of(...fields).length > 0
  readonly isEmpty = () => this.cells.length === 0

  /** What reads a cell; what it cannot read is a problem, said with its place. */
  try<T>({ at }: Placed, read: () => T): T | null {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      this.problems.push({ at, message: error.message })
      return null
    }
  }

  /** The text of a field, of several columns where several say it. */
  text(field: FieldName): string {
    return this.of(field)
      .map(placed => this.try(placed, () => said(placed.cell).trim()) ?? '')
      .filter(text => text !== '')
      .join('\n')
  }

  place(field: FieldName): string {
    return this.of(field)[0]?.at ?? this.at
  }
}
