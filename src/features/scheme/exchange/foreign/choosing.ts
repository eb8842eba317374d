import { fold } from '#kernel'
import { isFilled, lettersOf, type Table, textOf } from '../tables.ts'
import { guessMapping, type Remembered, type SheetMapping, type Use } from './mapping.ts'
import { meaningOf, wordOf } from './meanings.ts'

/** What a page shows, and asks: more would be no page. */
export const SHOWN = { sheets: 20, columns: 80, problems: 100 }

/** The names of the fields of a form about a sheet. */
export const fieldsOf = (sheet: number) => ({
  use: `feuille-${sheet}`,
  head: `titres-${sheet}`,
  /** The row of heads as the page showed it: where somebody chose another, what was said of columns is of no use. */
  shown: `titres-vus-${sheet}`,
  column: (column: number) => `colonne-${sheet}-${column}`,
})

const USES: readonly Use[] = ['actions', 'indicators', 'no']

/** How each table is read: as was guessed, but for what a form says. */
export function chosen(
  tables: readonly Table[],
  remembered: Remembered,
  sent: Readonly<Record<string, unknown>>,
): SheetMapping[] {
  return tables.map((table, sheet) => {
    const names = fieldsOf(sheet)
    const row = Number(sent[names.head])
    const asked = Number.isInteger(row) && row >= 1 && row <= table.rows.length ? row - 1 : undefined
    const guess = guessMapping(table, remembered, asked)
    const use = USES.find(one => one === sent[names.use]) ?? guess.use
    const same = String((guess.head ?? -1) + 1) === String(sent[names.shown] ?? '')
    if (!same) return { ...guess, use }
    const columns = guess.columns.map((meaning, column) => {
      if (column >= SHOWN.columns) return null
      const word = sent[names.column(column)]
      return typeof word === 'string' ? meaningOf(word) : meaning
    })
    return { ...guess, use, columns }
  })
}

/** What is to be remembered of a choice: where it is not what would have been guessed. */
export function toRemember(
  tables: readonly Table[],
  choices: readonly SheetMapping[],
  remembered: Remembered,
): Map<string, string> {
  const said = new Map<string, string>()
  for (const [sheet, { use, head, columns }] of choices.entries()) {
    const table = tables[sheet]
    if (table === undefined || use === 'no' || head === null) continue
    const guess = guessMapping(table, remembered, head)
    for (const [column, meaning] of columns.entries()) {
      const name = fold(textOf(table.rows[head]?.[column]))
      const before = guess.columns[column] ?? null
      const [now, was] = [meaning, before].map(one => (one ? wordOf(one) : 'no'))
      if (name !== '' && now !== undefined && now !== was) said.set(name, now)
    }
  }
  return said
}

/** The columns of the sheets that are read of which nothing is, in French: what they hold is left out. */
export function leftOut(tables: readonly Table[], choices: readonly SheetMapping[]): string[] {
  return choices.flatMap(({ use, head, columns }, sheet) => {
    const table = tables[sheet]
    if (table === undefined || use === 'no' || head === null) return []
    const below = table.rows.slice(head + 1)
    const names = columns.flatMap(
      (meaning, column) =>
      meaning === null && below.some(row => isFilled(row[column])) ? [textOf(table.rows[head]?.[column]) || lettersOf(column)] : [], // biome-ignore format: a condition
    )
    return names.length === 0 ? [] : [`Feuille « ${table.name} », colonnes qui ne sont pas lues : ${names.join(', ')}.`]
  })
}
