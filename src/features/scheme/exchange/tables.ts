/** What a file holds in a cell: a text, or what is shown from a number (decimal, as text), a day (`YYYY-MM-DD`), an error; null when empty. */
export type Cell = string | { is: 'number' | 'percent' | 'day' | 'error'; text: string } | null

/** A sheet of a workbook, a table of a text document, a CSV. */
export interface Table {
  name: string
  /** From the first row of the file, so that a place here is a place there; empty cells at the end of a row may be left out. */
  rows: Cell[][]
  /** Whoever opens the file does not see it. */
  hidden?: boolean
  /** Ranks of rows where one cell covers several columns. */
  wide?: ReadonlySet<number>
}

/** The letters of a column, from 0: A, Z, AA. */
export function lettersOf(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26)
}

/** The place of a cell as spreadsheets write it: `Actions!C12`. */
export const addressOf = (table: Pick<Table, 'name'>, row: number, column: number) =>
  `${table.name}!${lettersOf(column)}${row + 1}`

/** The rank of a column written in letters. */
export const columnOf = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** What a cell shows; nothing for an empty one. */
export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text

/** Whether somebody would see something in it. */
export const isFilled = (cell: Cell | undefined): boolean => textOf(cell).trim() !== ''

/** Excel holds no more in a cell; an apostrophe may be added to each piece. */
const LONGEST = 32_766
const MORE = / \(suite(?: \d+)?\)$/

/** A text that would start a formula gets an apostrophe before it, and so does one that has apostrophes there already: it can be taken back. */
const guarded = (text: string) => (/^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)
const unguarded = (text: string) => (/^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text)

/** A long text in pieces that cells hold; pairs of units are not cut. */
function pieces(text: string): string[] {
  const all: string[] = []
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + LONGEST)
    if (to < text.length && /[\ud800-\udbff]/.test(text.charAt(to - 1))) to--
    all.push(text.slice(from, to))
    from = to
  }
  return all
}

/**
 * A table as files hold it: texts are guarded, and those that a cell cannot hold go on in columns named after theirs, « (suite) ».
 * {@link opened} undoes it.
 */
export function fitted(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  const cut = rows.map(row => row.map(cell => (typeof cell === 'string' ? pieces(cell) : [cell])))
  const widths = heads.map((_, column) => Math.max(1, ...cut.map(row => row[column]?.length ?? 1)))
  const named = heads.flatMap((head, column) =>
    Array.from({ length: widths[column] ?? 1 }, (_, n) =>
      n === 0 ? head : `${head} (suite${n === 1 ? '' : ` ${n}`})`,
    ),
  )
  const laid = cut.map(row =>
    row.flatMap((parts, column) =>
      Array.from({ length: widths[column] ?? 1 }, (_, n) => {
        const part = parts[n] ?? null
        return typeof part === 'string' ? guarded(part) : part
      }),
    ),
  )
  return { name, rows: [named, ...laid] }
}

/** A row of a table by the heads of its columns, each cell with where it is. */
export type Row = ReadonlyMap<string, { cell: Cell; at: string }>

/** The rows under the first one, which names the columns; in the file's order. Empty rows are left out. @param known by which name a head goes */
export function opened(table: Table, known: (head: string) => string): Row[] {
  const [first = [], ...rest] = table.rows
  const heads = first.map(cell => known(textOf(cell).replace(MORE, '')))
  return rest.flatMap((row, rank) => {
    if (!row.some(isFilled)) return []
    const found = new Map<string, { cell: Cell; at: string }>()
    for (const [column, head] of heads.entries()) {
      const sent = row[column] ?? null
      const cell = typeof sent === 'string' ? unguarded(sent) : sent
      const before = found.get(head)
      if (before === undefined) found.set(head, { cell, at: addressOf(table, rank + 1, column) })
      else if (cell !== null) before.cell = textOf(before.cell) + textOf(cell)
    }
    return [found]
  })
}
