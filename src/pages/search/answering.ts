import type { Reader } from '#platform/db'
import {
  type Excerpt,
  excerptOf,
  type Found,
  nameOf,
  type Piece,
  piecesOf,
  type Row,
  type Source,
  textsIn,
  told,
} from '#platform/search'
import { plainMarkdown } from '#ui'

/** How many results a page shows. */
export const PAGE_SIZE = 20
/** How much of a text an excerpt is chosen in. */
const READ_AT_MOST = 20_000

/** A thing that was found. */
export interface Result {
  href: string
  code: readonly Piece[]
  title: readonly Piece[]
  note: string | null
  excerpt: Excerpt | null
}

/** What was found of one kind. */
export interface Group {
  kind: string
  noun: readonly [string, string]
  total: number
  /** There are more than `total`. */
  more: boolean
  results: readonly Result[]
  /** Where they all are, when it is not on a page of results. */
  href: string | null
}

/** What a page of results tells. */
export interface Answer {
  query: string
  /** The one kind that is asked for. */
  type: string | null
  /** From 1. */
  page: number
  /** The kinds of which something was found, those of the best results first. */
  groups: readonly Group[]
  /** Words that no text has, and those that were looked for instead. */
  corrections: readonly { typed: string; shown: string }[]
  /** Words that no text has, nor any like them. */
  unknown: readonly string[]
  /** What may have been meant. */
  proposal: string | null
  /** No text has all the words. */
  partial: boolean
}

/** What is asked of a page of results. */
export interface Asking {
  query: string
  type: string | null
  page: number
}

/** A code of a scheme, `1-1.3`: elsewhere its digits would be found anywhere. */
const CODE = /^(\w{1,2}[.\-/_])+\w{1,2}$/

/** The words that were looked for, each as texts write it: what other indexes are asked for. */
export const understood = ({ asked }: Pick<Found, 'asked'>): string =>
  asked
    .filter(({ by, typed }) => (by !== 'nothing' || isNumber(typed)) && !CODE.test(typed))
    .map(({ typed, by, shown }) => (by === 'itself' ? typed : shown))
    .join(' ')

/** Numbers are those of buyers and contracts, which no text says. */
const isNumber = (word: string) => /\d/.test(word)

/** What a page tells of what was found. @param elsewhere what was found of the kinds that have their own index */
export async function answerOf<Own>(
  reader: Reader,
  { query, type, page }: Asking,
  found: Found,
  { sources, own }: { sources: readonly Source<Own>[]; own: Own },
  elsewhere: readonly Group[],
): Promise<Answer> {
  const nouns = new Map(sources.map(({ kind, noun }) => [kind, noun]))
  const kinds = [...new Set(found.hits.map(({ kind }) => kind))]
  const known = type !== null && [...kinds, ...elsewhere.map(({ kind }) => kind)].includes(type) ? type : null
  const each = known === null ? Math.max(2, Math.floor(PAGE_SIZE / Math.max(1, kinds.length + elsewhere.length))) : PAGE_SIZE // biome-ignore format: one line
  const first = known === null ? 0 : (page - 1) * PAGE_SIZE
  const chosen = kinds
    .filter(kind => known === null || kind === known)
    .flatMap(kind => found.hits.filter(hit => hit.kind === kind).slice(first, first + each))
  const rows = await told(reader, { sources, own }, chosen)
  const groups = kinds.map(
    (kind): Group => ({
      kind,
      noun: nouns.get(kind) ?? ['', ''],
      total: found.counts.get(kind) ?? 0,
      more: false,
      href: null,
      results: chosen.flatMap(hit => {
        const row = hit.kind === kind ? rows.get(nameOf(hit)) : undefined
        return row ? [resultOf(row, found.stems)] : []
      }),
    }),
  )
  const { asked, partial } = found
  const unknown = asked.filter(({ by, typed }) => by === 'nothing' && !(isNumber(typed) && elsewhere.length > 0))
  return {
    query,
    type: known,
    page,
    groups: [...groups, ...elsewhere.map(group => ({ ...group, results: group.results.slice(0, each) }))],
    corrections: asked.filter(({ by }) => by === 'spelling'),
    unknown: unknown.map(({ typed }) => typed),
    proposal: asked.some(({ meant }) => meant !== null) ? asked.map(({ meant, shown }) => meant ?? shown).join(' ') : null, // biome-ignore format: one line
    partial,
  }
}

function resultOf({ path, code, title, note, body }: Row, stems: ReadonlySet<string>): Result {
  const text = plainMarkdown(textsIn(body).slice(0, READ_AT_MOST))
  const excerpt = excerptOf(text, stems)
  return {
    href: path,
    code: code ? [{ text: code, found: stems.has(code.toLowerCase()) }] : [],
    title: piecesOf(title, stems),
    note,
    // Words that tell why it was found, and nothing that is said above.
    excerpt: text !== note && excerpt.pieces.some(({ found }) => found) ? excerpt : null,
  }
}
