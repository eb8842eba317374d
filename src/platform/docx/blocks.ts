import type { Paragraph, ParagraphChild } from 'docx'
import { words } from '#platform/office'
import { type Block, type ChartBlock, type Run, type TableBlock, tablesIn } from '#platform/paper'
import { type Place, tableXml } from './tables.ts'

/** What is written into, in order. */
export interface Writing {
  docx: typeof import('docx')
  place: Place
  images: ReadonlyMap<ChartBlock, Uint8Array>
  /** The tables, which take the places that `mark` keeps for them. */
  tables: string[]
  /** The last number that a piece has of its own: bookmarks, drawings, lists. Those of the library are lower. */
  count: number
}

/** How a piece stands: inside a list, inside what is said apart, between which margins (in twentieths of a point). */
export interface Standing {
  width: number
  level: number
  apart: boolean
}

/** The paragraphs that keep the places of tables: no words choose their style. */
export const PLACES =
  /<w:p><w:pPr><w:pStyle w:val="Place"\/><\/w:pPr><w:r><w:t xml:space="preserve">(\d+)<\/w:t><\/w:r><\/w:p>/g

/** Pixels of an image for so much of the width of a page, at 96 an inch. */
const pixels = (twips: number) => Math.floor(twips / 15)

/** No image is higher than most of a page. */
const HIGHEST = 760

const lines = ({ docx: { TextRun } }: Writing, { text, strong, emphasis }: Run, style?: string) =>
  words(text)
    .split('\n')
    .map((line, at) => new TextRun({ text: line, ...(at > 0 ? { break: 1 } : {}), ...(strong ? { bold: true } : {}), ...(emphasis ? { italics: true } : {}), ...(style ? { style } : {}) })) // biome-ignore format: short

/** Words with what is said of them. */
export function runsOf(writing: Writing, runs: readonly Run[]): ParagraphChild[] {
  const { ExternalHyperlink, InternalHyperlink } = writing.docx
  return runs.flatMap((run): ParagraphChild[] => {
    const to = run.link ? writing.place(run.link) : undefined
    if (!to) return lines(writing, run)
    const children = lines(writing, run, 'Hyperlink')
    if ('bookmark' in to) return [new InternalHyperlink({ anchor: to.bookmark, children })]
    return [new ExternalHyperlink({ link: to.address, children })]
  })
}

/** Some words that links lead to. */
function placed(writing: Writing, id: string, text: string): ParagraphChild[] {
  const { BookmarkStart, BookmarkEnd } = writing.docx
  const to = writing.place(`#${id}`)
  const runs = lines(writing, { text })
  if (!to || !('bookmark' in to)) return runs
  const number = writing.count++
  return [new BookmarkStart(to.bookmark, number), ...runs, new BookmarkEnd(number)] as unknown as ParagraphChild[]
}

function tableOf(writing: Writing, table: TableBlock, { width }: Standing): Paragraph[] {
  const { Paragraph } = writing.docx
  const caption = new Paragraph({ style: 'Caption', children: placed(writing, table.id, table.caption) })
  if (table.columns.length === 0) return [caption]
  const place = new Paragraph({ style: 'Place', text: String(writing.tables.length) })
  writing.tables.push(tableXml(table, width, writing.place))
  const after = table.note
    ? new Paragraph({ style: 'Note', children: lines(writing, { text: table.note }) })
    : new Paragraph({ style: 'Espace', text: '' })
  return [caption, place, after]
}

function chartOf(writing: Writing, chart: ChartBlock, { width }: Standing): Paragraph[] {
  const { Paragraph, ImageRun } = writing.docx
  const wide = Math.min(pixels(width), Math.floor((HIGHEST * chart.width) / chart.height))
  const image = new ImageRun({
    type: 'png',
    data: writing.images.get(chart) as Uint8Array,
    transformation: { width: wide, height: Math.round((wide * chart.height) / chart.width) },
    altText: { name: words(chart.id), title: words(chart.title), description: words(chart.alt), id: String(++writing.count) }, // biome-ignore format: short
  })
  return [
    new Paragraph({ style: 'Caption', children: placed(writing, chart.id, chart.title) }),
    new Paragraph({ style: 'Illustration', children: [image] }),
    new Paragraph({ style: 'Note', children: lines(writing, { text: chart.note }) }),
  ]
}

function listOf(writing: Writing, list: Extract<Block, { as: 'list' }>, standing: Standing): Paragraph[] {
  const { Paragraph } = writing.docx
  const { level, apart } = standing
  const at = Math.min(level, 8)
  const numbering = {
    reference: list.ordered ? 'numeros' : 'puces',
    level: at,
    instance: list.ordered ? ++writing.count : 0,
  }
  const inside = { ...standing, level: level + 1, width: standing.width - 400 }
  const style = apart ? 'Encadre' : 'ListParagraph'
  return list.items.flatMap(item => {
    const [first, ...others] = item
    const runs = first?.as === 'text' ? first.runs : []
    const spacing = { after: 60 }
    const head = new Paragraph({ style, numbering, spacing, children: runsOf(writing, runs) })
    const rest = first && first.as !== 'text' ? item : others
    return [
      head,
      ...rest.flatMap(block =>
        block.as === 'text'
          ? [new Paragraph({ style, spacing, indent: { left: 400 * (at + 1) }, children: runsOf(writing, block.runs) })]
          : blockOf(writing, block, inside),
      ),
    ]
  })
}

/** A piece of a document as paragraphs. */
export function blockOf(writing: Writing, block: Block, standing: Standing): Paragraph[] {
  const { Paragraph, HeadingLevel } = writing.docx
  switch (block.as) {
    case 'heading': {
      const heading = HeadingLevel[`HEADING_${block.level}`]
      return [new Paragraph({ heading, children: placed(writing, block.id, block.text.replaceAll('\n', ' ')) })]
    }
    case 'text':
      return [new Paragraph({ style: standing.apart ? 'Encadre' : 'BodyText', children: runsOf(writing, block.runs) })]
    case 'list':
      return listOf(writing, block, standing)
    case 'aside':
      return [
        ...(block.title ? [new Paragraph({ style: 'EncadreTitre', children: lines(writing, { text: block.title }) })] : []), // biome-ignore format: short
        ...block.blocks.flatMap(each => blockOf(writing, each, { ...standing, apart: true })),
        new Paragraph({ style: 'Espace', text: '' }),
      ]
    case 'facts':
      return block.items.map(
        ({ label, runs }) =>
          new Paragraph({
            style: standing.apart ? 'Encadre' : 'Faits',
            children: runsOf(writing, [{ text: `${label}\u00a0: `, strong: true }, ...runs]),
          }),
      )
    case 'figures':
      return tablesIn([block]).flatMap(table => tableOf(writing, table, standing))
    case 'table':
      return tableOf(writing, block, standing)
    case 'chart':
      return chartOf(writing, block, standing)
  }
}
