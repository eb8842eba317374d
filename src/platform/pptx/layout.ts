import type { Block, ChartBlock, KeyFigure, Run, TableBlock } from '#platform/paper'

/** A slide and what is written in it, in inches. */
export const SLIDE = { width: 13.333, height: 7.5, left: 0.65, top: 1.55, text: 12.03, room: 5.2 }

/** Points of the letters of texts and of tables. */
export const SIZE = { text: 18, table: 13 }

/** A paragraph. */
export interface Line {
  runs: readonly Run[]
  level: number
  bullet?: true
  /** Its place in a list that counts. */
  number?: number
  /** Said apart. */
  apart?: true
}

/** What a slide holds, and how much of its height. */
export type Piece = { height: number } & (
  | { as: 'lines'; lines: readonly Line[] }
  | { as: 'figures'; items: readonly KeyFigure[] }
  | { as: 'table'; table: TableBlock }
  | { as: 'chart'; chart: ChartBlock }
)

export interface Page {
  title: string
  pieces: Piece[]
}

/** Tiles in a row, and how high they are. */
export const TILES = { most: 4, height: 1.9 }

/** Rows of one table that slides show: who wants all of them has the document. */
const MOST_ROWS = 30

/** The lines that words take, letters being half as wide as they are high: rather one too many than one under the edge. */
const linesOf = (text: string, size: number, width: number) =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * size * 0.54) / (width * 72))), 0)

const high = (lines: number, size: number) => (lines * size * 1.3) / 72

const wordsOf = ({ runs }: Line) => runs.map(({ text }) => text).join('')

const heightOf = (line: Line) => high(linesOf(wordsOf(line), SIZE.text, SLIDE.text - 0.4 * (line.level + 1)), SIZE.text) + 0.1 // biome-ignore format: short

/** Around paragraphs. */
const SPACE = 0.2

/** A paragraph that no slide has room for, in several, between two words where there are some. */
function split(line: Line): Line[] {
  const fits = (runs: readonly Run[]) => heightOf({ ...line, runs }) + SPACE <= SLIDE.room
  if (fits(line.runs)) return [line]
  const { number: _, bullet: __, ...rest } = line
  const parts: Run[][] = [[]]
  for (const run of line.runs)
    for (const text of run.text.match(/[^\n]{1,120}(?:\s|$)|[^\n]{1,120}|\n/gu) ?? []) {
      const piece = { ...run, text }
      const last = parts.at(-1) as Run[]
      if (fits([...last, piece])) last.push(piece)
      else parts.push([piece])
    }
  return parts.map((runs, at) => (at === 0 ? { ...line, runs } : { ...rest, runs }))
}

/** Paragraphs, and what is none, in order. */
function flat(blocks: readonly Block[], level: number, apart: boolean): (Line | Block)[] {
  const line = (runs: readonly Run[], more: Partial<Line> = {}): Line[] => split({ runs, level, ...(apart ? { apart } : {}), ...more }) // biome-ignore format: short
  return blocks.flatMap((block): (Line | Block)[] => {
    switch (block.as) {
      case 'text':
        return line(block.runs)
      case 'heading':
        return line([{ text: block.text, strong: true }])
      case 'facts':
        return block.items.flatMap(({ label, runs }) => line([{ text: `${label}\u00a0: `, strong: true }, ...runs]))
      case 'aside':
        return [
          ...(block.title ? line([{ text: block.title, strong: true }], { apart: true }) : []),
          ...flat(block.blocks, level, true),
        ]
      case 'list':
        return block.items.flatMap((item, at) => {
          const [first, ...others] = item
          const mark = block.ordered ? { number: at + 1 } : { bullet: true as const }
          if (first?.as !== 'text') return flat(item, level + 1, apart)
          return [...line(first.runs, mark), ...flat(others, level + 1, apart)]
        })
      default:
        return [block]
    }
  })
}

/** A table in as many as slides have room for, and what says how many rows they leave out. */
function tablesOf(table: TableBlock): (Piece | Line)[] {
  const whole = table.columns.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const rowHigh = (cells: readonly { text: string }[]) =>
    high(Math.max(1, ...table.columns.map(({ weight = 1 }, at) => linesOf(cells[at]?.text ?? '', SIZE.table, (SLIDE.text * weight) / whole - 0.2))), SIZE.table) + 0.12 // biome-ignore format: short
  const start = rowHigh(table.columns.map(({ head }) => ({ text: head }))) + 0.45 + (table.note ? 0.35 : 0)
  const pieces: { as: 'table'; table: TableBlock; height: number }[] = []
  for (const row of table.rows.slice(0, MOST_ROWS)) {
    const height = rowHigh(row)
    const last = pieces.at(-1)
    if (last && last.height + height <= SLIDE.room) {
      last.table = { ...last.table, rows: [...last.table.rows, row] }
      last.height += height
    } else pieces.push({ as: 'table', table: { ...table, rows: [row] }, height: start + height })
  }
  const left = table.rows.length - MOST_ROWS
  const more: Line[] = left > 0 ? [{ level: 0, runs: [{ text: `… et ${left} autres lignes, que donne le document complet.` }] }] : [] // biome-ignore format: short
  return [...pieces, ...more]
}

function piecesOf(block: Block | Line): (Piece | Line)[] {
  if (!('as' in block)) return [block]
  if (block.as === 'table') return block.columns.length === 0 ? [] : tablesOf(block)
  if (block.as === 'chart') return [{ as: 'chart', chart: block, height: SLIDE.room }]
  if (block.as !== 'figures') return []
  const rows = Math.ceil(block.items.length / TILES.most)
  const each = Math.ceil(block.items.length / Math.max(1, rows))
  return Array.from({ length: rows }, (_, row) => ({
    as: 'figures' as const,
    items: block.items.slice(row * each, (row + 1) * each),
    height: TILES.height + 0.2,
  }))
}

/**
 * What a slide says, on as many as it takes: nothing goes under the edge, nothing is left out without a word. One table or one chart a slide;
 * what comes before a chart takes of its room.
 */
export function pagesOf(title: string, blocks: readonly Block[]): Page[] {
  const pages: { pieces: Piece[]; left: number }[] = [{ pieces: [], left: SLIDE.room }]
  for (const piece of flat(blocks, 0, false).flatMap(piecesOf)) {
    const now = pages.at(-1) as (typeof pages)[number]
    const drawn = now.pieces.some(({ as }) => as === 'table' || as === 'chart')
    const last = now.pieces.at(-1)
    const goesOn = !('as' in piece) && last?.as === 'lines' && last.lines[0]?.apart === piece.apart
    const needed = 'as' in piece ? (piece.as === 'chart' ? 3 : piece.height) : heightOf(piece) + (goesOn ? 0 : SPACE)
    const full = now.pieces.length > 0 && (needed > now.left || ('as' in piece && piece.as !== 'figures' && drawn))
    const on = full ? { pieces: [], left: SLIDE.room } : now
    if (full) pages.push(on)
    if ('as' in piece) {
      const height = piece.as === 'chart' ? on.left : piece.height
      on.pieces.push({ ...piece, height })
      on.left -= height
    } else if (!full && last?.as === 'lines' && goesOn) {
      now.pieces[now.pieces.length - 1] = { as: 'lines', lines: [...last.lines, piece], height: last.height + needed }
      now.left -= needed
    } else {
      on.pieces.push({ as: 'lines', lines: [piece], height: needed })
      on.left -= needed
    }
  }
  return pages.map(({ pieces }, at) => ({ title: at === 0 ? title : `${title} (suite)`, pieces }))
}
