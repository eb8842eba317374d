import { fold } from '#kernel'
import { shown } from '../cells.ts'
import { isFilled, type Table } from '../tables.ts'
import { CODE_HEADS, FIELD_NAMES, FIELDS, type FieldName, type Meaning, meaningOf, TITLE_HEADS } from './meanings.ts'

/** What a sheet lists, if it is to be read. */
export type Use = 'actions' | 'indicators' | 'no'

/** How a sheet of somebody else is read. */
export interface SheetMapping {
  use: Use
  /** The rank of the row that names its columns; null where none does. */
  head: number | null
  /** What each column says. */
  columns: (Meaning | null)[]
}

/** What an organisation said of heads before, by how they are folded: a word of `wordOf`, or `no`. */
export type Remembered = ReadonlyMap<string, string>

const HEAD_WITHIN = 30

/** A head without its punctuation, its year, and what is between brackets. */
export function headOf(text: string): string {
  return fold(text)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\b(?:19|20)\d\d\b/g, ' ')
    .replace(/['’./:_\-–—?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Every known head, as {@link headOf} makes it. */
const KNOWN = new Map<string, FieldName>(
  FIELD_NAMES.flatMap(field => FIELDS[field].heads.map(head => [headOf(head) || fold(head), field] as const)),
)
const TITLES = new Set(TITLE_HEADS)
const CODES = new Set(CODE_HEADS.flatMap(head => [head, headOf(head)]))

/** How many letters must change for one word to be another, up to three. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let line = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (line[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (line[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    line = next
  }
  return line[b.length] ?? 3
}

interface Guess {
  meaning: Meaning | null
  /** From 0, nothing like it, to 3, the same. */
  score: number
  generic?: 'title' | 'code'
}
const NONE: Guess = { meaning: null, score: 0 }

/** What a head seems to say. */
function guess(text: string, remembered: Remembered): Guess {
  const year = /\b(?:19|20)\d\d\b/.exec(text)?.[0] ?? null
  const known = remembered.get(fold(text))
  if (known !== undefined) return { meaning: meaningOf(known), score: 3 }
  if (text.trim() === '' || text.length > 120) return NONE
  const head = headOf(text)
  if (head === '' && year !== null) return { meaning: { field: 'value', year }, score: 1 }
  if (TITLES.has(head)) return { meaning: null, score: 2, generic: 'title' }
  if (CODES.has(head) || CODES.has(fold(text))) return { meaning: null, score: 2, generic: 'code' }
  const said = (field: FieldName, score: number): Guess => {
    // « Objectif 2026 » is a number to reach.
    const meant = year !== null && (field === 'objective' || field === 'aim') ? 'target' : field
    const yearly = 'yearly' in FIELDS[meant]
    return { meaning: { field: meant, year: yearly ? year : null }, score }
  }
  const exact = KNOWN.get(head)
  if (exact) return said(exact, 3)
  let best: Guess = NONE
  for (const [name, field] of KNOWN) {
    const words = ` ${head} `
    const score =
      name.length > 5 && head[0] === name[0] && distance(head, name) <= (name.length > 8 ? 2 : 1)
        ? 2
        : words.startsWith(` ${name} `)
          ? 1.5 + name.length / 100
          : words.includes(` ${name} `)
            ? 1 + name.length / 100
            : 0
    if (score > best.score) best = said(field, score)
  }
  return best
}

const SEVERAL: readonly FieldName[] = ['indicator', 'pilots', 'impacted', 'partners', 'evaluation', 'plans', 'remark', 'description', 'calendar'] // biome-ignore format: a list

/** How a row would name the columns of a table. */
function columnsOf(table: Table, row: number, remembered: Remembered): Guess[] {
  const above = table.rows[row - 1] ?? []
  const cells = table.rows[row] ?? []
  return Array.from({ length: cells.length }, (_, column) => {
    const text = shown(cells[column])
    const found = guess(text, remembered)
    if (headOf(text) !== '' || found.meaning === null) return found
    // A bare year is one of what the cell above it says, which may cover several columns.
    const over = above.slice(0, column + 1).findLast(cell => isFilled(cell))
    const meant = guess(shown(over), remembered).meaning
    return meant && 'yearly' in FIELDS[meant.field]
      ? { ...found, meaning: { ...found.meaning, field: meant.field } }
      : found
  })
}

/**
 * Reads the heads of a table as well as can be guessed; what an organisation said before comes first.
 * @param at the rank of the row of heads, where somebody said it
 */
export function guessMapping(table: Table, remembered: Remembered = new Map(), at?: number): SheetMapping {
  let best: { row: number; guesses: Guess[]; score: number } = { row: -1, guesses: [], score: 0 }
  for (let row = at ?? 0; row < (at === undefined ? Math.min(HEAD_WITHIN, table.rows.length) : at + 1); row++) {
    const guesses = columnsOf(table, row, remembered)
    const matched = guesses.filter(({ score }) => score > 0)
    const score = matched.reduce((sum, one) => sum + one.score, 0)
    if (at !== undefined || (matched.length >= 2 && score > best.score)) best = { row, guesses, score }
  }
  if (best.row < 0) return { use: 'no', head: null, columns: [] }
  const has = (field: FieldName) => best.guesses.some(({ meaning }) => meaning?.field === field)
  const listsIndicators =
    /indicateur/.test(fold(table.name)) ||
    (has('indicator') && !has('pilots') && !has('description') && !has('calendar'))
  const use: Use = table.hidden ? 'no' : listsIndicators ? 'indicators' : 'actions'
  const generic = {
    title: (listsIndicators ? 'indicator' : 'action') satisfies FieldName as FieldName,
    code: (listsIndicators ? 'indicatorCode' : 'code') satisfies FieldName as FieldName,
  }
  const columns: (Meaning | null)[] = best.guesses.map(({ meaning }) => meaning)
  for (const [column, one] of best.guesses.entries())
    if (one.generic && !has(generic[one.generic])) columns[column] = { field: generic[one.generic], year: null }
  // Of several columns that would say the same thing, the likeliest does.
  for (const [column, meaning] of columns.entries()) {
    if (meaning === null || SEVERAL.includes(meaning.field)) continue
    const rival = columns.findIndex(
      (other, at) =>
        at !== column &&
        other?.field === meaning.field &&
        other.year === meaning.year &&
        ((best.guesses[at]?.score ?? 0) > (best.guesses[column]?.score ?? 0) ||
          (best.guesses[at]?.score === best.guesses[column]?.score && at < column)),
    )
    if (rival >= 0) columns[column] = null
  }
  return { use, head: best.row, columns }
}
