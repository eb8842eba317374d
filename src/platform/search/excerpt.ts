import { fold } from '#kernel'
import { termOf, WORD } from '#platform/french'

/** Some letters of a text, and whether they are a word that was looked for. */
export interface Piece {
  text: string
  found: boolean
}

/** Some words of a text around those that were looked for. */
export interface Excerpt {
  pieces: readonly Piece[]
  /** Whether it leaves out what comes before, after. */
  before: boolean
  after: boolean
}

interface Spot {
  from: number
  to: number
  stem: string
}

/** Where words of these stems are in a text. */
function spotsIn(text: string, stems: ReadonlySet<string>): Spot[] {
  const spots: Spot[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = fold(word)
    const stem = termOf(folded) || folded
    if (stems.has(stem)) spots.push({ from: index, to: index + word.length, stem })
  }
  return spots
}

/** A text in pieces, the words that were looked for apart. @param stems what these come down to */
export function piecesOf(text: string, stems: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { from, to } of spotsIn(text, stems)) {
    if (from > end) pieces.push({ text: text.slice(end, from), found: false })
    pieces.push({ text: text.slice(from, to), found: true })
    end = to
  }
  if (end < text.length) pieces.push({ text: text.slice(end), found: false })
  return pieces
}

/** How much of what comes before the first word is shown, and how far the end of a text is not worth leaving out. */
const BEFORE = 60

/** The part of a text that holds the most of the words that were looked for. @param length of it, about */
export function excerptOf(text: string, stems: ReadonlySet<string>, length = 220): Excerpt {
  const spots = spotsIn(text, stems)
  let [start, most] = [0, 0]
  for (const [at, { from }] of spots.entries()) {
    const inside = new Set<string>()
    for (let next = at; next < spots.length && (spots[next]?.to ?? 0) - from <= length - BEFORE; next++)
      inside.add(spots[next]?.stem ?? '')
    if (inside.size > most) [start, most] = [from, inside.size]
  }
  const from = start <= BEFORE || text.length <= length ? 0 : nextWord(text, start - BEFORE, start)
  const to = text.length - from <= length + BEFORE / 2 ? text.length : lastWord(text, from, from + length)
  return { pieces: piecesOf(text.slice(from, to), stems), before: from > 0, after: to < text.length }
}

function nextWord(text: string, from: number, most: number): number {
  const space = text.indexOf(' ', from)
  return space < 0 || space >= most ? most : space + 1
}

function lastWord(text: string, least: number, to: number): number {
  const space = text.lastIndexOf(' ', to)
  return space <= least ? to : space
}
