import type { IParagraphOptions, ISectionOptions, Paragraph } from 'docx'
import { pngOf } from '#platform/images'
import { COLOURS, packed, words } from '#platform/office'
import type { Block, ChartBlock, Paper } from '#platform/paper'
import { blockOf, PLACES, runsOf, type Writing } from './blocks.ts'
import { LISTS, STYLES } from './styles.ts'
import { type Place, TABLE_STYLE } from './tables.ts'

/** An A4 page and its margins, in twentieths of a point. */
const PAGE = { short: 11906, long: 16838, margin: 1190 }

/** Columns past which a table lies on a page of its own, on its side. */
const WIDEST = 7

/** Lines past which a table of contents is no longer one. */
const LONGEST = 120

/** Every piece of some blocks, those inside others included. */
const within = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap(block => {
    if (block.as === 'list') return [block, ...within(block.items.flat())]
    return block.as === 'aside' ? [block, ...within(block.blocks)] : [block]
  })

/** Where links lead. What leads to nothing that the document has is no link. */
function placesOf(blocks: readonly Block[]): Place {
  const bookmarks = new Map<string, string>()
  for (const block of blocks)
    if ('id' in block && !bookmarks.has(block.id)) bookmarks.set(block.id, `_Lieu${bookmarks.size + 1}`)
  return link => {
    const bookmark = bookmarks.get(link.replace(/^#/, ''))
    if (link.startsWith('#')) return bookmark ? { bookmark } : undefined
    return { address: words(link) }
  }
}

interface Part {
  aside: boolean
  blocks: Block[]
}

/** The blocks in parts that are read upright and on their side; headings go with the table that they head. */
function partsOf(blocks: readonly Block[]): Part[] {
  const parts: Part[] = [{ aside: false, blocks: [] }]
  for (const block of blocks) {
    const aside = block.as === 'table' && block.columns.length > WIDEST
    const last = parts.at(-1) as Part
    if (aside === last.aside) {
      last.blocks.push(block)
      continue
    }
    const heads = last.blocks.findLastIndex(({ as }) => as !== 'heading') + 1
    parts.push({ aside, blocks: [...(aside ? last.blocks.splice(heads) : []), block] })
  }
  return parts.filter(part => part.blocks.length > 0)
}

function coverOf(writing: Writing, paper: Paper): Paragraph[] {
  const { Paragraph, TextRun, ImageRun } = writing.docx
  const line = (style: string, text: string, more: IParagraphOptions = {}) =>
    text ? [new Paragraph({ style, ...more, children: runsOf(writing, [{ text }]) })] : []
  const { logo } = paper
  const height = logo ? Math.min(90, (220 * logo.height) / logo.width) : 0
  return [
    ...(logo ? [new Paragraph({
      style: 'Illustration',
      children: [
        new ImageRun({
          type: 'png',
          data: Buffer.from(logo.png, 'base64'),
          transformation: { width: Math.round((height * logo.width) / logo.height), height: Math.round(height) },
          altText: { name: 'logo', description: words(paper.author), id: String(++writing.count) },
        }),
      ],
    })] : []), // biome-ignore format: short
    ...line('Auteur', paper.author, { spacing: { before: logo ? 240 : paper.short ? 0 : 2400 } }),
    ...line('Title', paper.title),
    ...line('Subtitle', paper.subtitle),
    ...paper.facts.map(({ label, text }) => new Paragraph({ style: 'Faits', children: runsOf(writing, [{ text: `${label}\u00a0: `, strong: true }, { text }]) })), // biome-ignore format: short
    ...(paper.address ? [new Paragraph({ style: 'Faits', children: runsOf(writing, [{ text: paper.address, link: paper.address }]) })] : []), // biome-ignore format: short
    ...line('Avertissement', paper.notice),
    ...(paper.description ? [new Paragraph({ style: 'BodyText', spacing: { before: 360 }, children: [new TextRun({ text: words(paper.description), color: COLOURS.soft })] })] : []), // biome-ignore format: short
  ]
}

/** The headings that a table of contents can hold: as deep as its length allows. */
function depthOf(blocks: readonly Block[]): number {
  const headings = blocks.filter(({ as }) => as === 'heading') as Extract<Block, { as: 'heading' }>[]
  const deepest = [3, 2].find(depth => headings.filter(({ level }) => level <= depth).length <= LONGEST)
  return headings.length === 0 ? 0 : (deepest ?? 1)
}

function sectionOf(
  writing: Writing,
  paper: Paper,
  aside: boolean,
  children: ISectionOptions['children'],
  first = false,
): ISectionOptions {
  // biome-ignore format: short
  const { Footer, Paragraph, TextRun, PageNumber } = writing.docx
  const wide = (aside ? PAGE.long : PAGE.short) - 2 * PAGE.margin
  const footer = new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        tabStops: [{ type: 'right', position: wide }],
        children: [
          new TextRun(words(`${paper.author}, ${paper.title}`)),
          new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' sur ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })
  const { margin } = PAGE
  return {
    properties: {
      ...(first ? { titlePage: true } : {}),
      page: {
        // The library turns the page when it lies on its side.
        size: { width: PAGE.short, height: PAGE.long, orientation: aside ? 'landscape' : 'portrait' },
        margin: { top: margin, right: margin, bottom: margin, left: margin, header: 600, footer: 600 },
      },
    },
    footers: { default: footer, ...(first ? { first: new Footer({ children: [new Paragraph({ style: 'Footer', text: '' })] }) } : {}) }, // biome-ignore format: short
    children,
  }
}

/** Where the library names a place that its table of contents leads to. */
const NAMED = /(?<=(?:w:anchor|w:name)="_Toc|>PAGEREF _Toc|_Toc\d+" w:id="|<w:bookmarkEnd w:id=")\d{1,6}(?=[" ])/g

/** The body as the library wrote it, with its tables, and its places numbered from the first: the library goes on from one file to the next. */
function finished(body: string, tables: readonly string[]): string {
  const first = Number(/w:name="_Toc(\d+)"/.exec(body)?.[1] ?? 1)
  return (
    body
      // Fields that are to be brought up to date make word processors ask whether they may.
      .replaceAll(' w:dirty="true"', '')
      .replace(NAMED, number => String(Number(number) - first + 1))
      .replace(PLACES, (_, table) => tables[Number(table)] ?? '')
  )
}

/**
 * A document as a DOCX file, to be read, changed and given another look: its headings, lists, tables and captions have styles; its table of
 * contents is filled, without page numbers until who opens it asks for them (nobody knows them before). One document gives one file.
 */
export async function docxOf(paper: Paper): Promise<Uint8Array> {
  // Loaded when asked for: nobody else needs it.
  const docx = await import('docx')
  const all = within(paper.blocks)
  const charts = all.filter((block): block is ChartBlock => block.as === 'chart')
  const images = new Map(await Promise.all(charts.map(async chart => [chart, await pngOf(chart.svg)] as const)))
  const writing: Writing = { docx, place: placesOf(all), images, tables: [], count: 1_000_000 }
  const depth = depthOf(paper.blocks)
  const contents = depth === 0 || paper.short ? [] : [
    new docx.Paragraph({ style: 'TOCHeading', pageBreakBefore: true, text: 'Sommaire' }),
    new docx.TableOfContents('Sommaire', { hyperlink: true, headingStyleRange: `1-${depth}`, beginDirty: false, tabLeader: 'none' }),
  ] // biome-ignore format: short
  const written = ({ aside, blocks }: ReturnType<typeof partsOf>[number]) => {
    const width = (aside ? PAGE.long : PAGE.short) - 2 * PAGE.margin
    return blocks.flatMap(block => blockOf(writing, block, { width, level: 0, apart: false }))
  }
  const parts = partsOf(paper.blocks)
  const under = paper.short ? parts.slice(0, parts[0]?.aside ? 0 : 1) : []
  const apart = parts.slice(under.length)
  const document = new docx.Document({
    title: words(paper.title),
    styles: STYLES,
    numbering: { config: LISTS },
    sections: [
      sectionOf(writing, paper, false, [...coverOf(writing, paper), ...contents, ...under.flatMap(written)], true),
      ...apart.map(part => sectionOf(writing, paper, part.aside, written(part))),
    ],
  })
  const file = await docx.Packer.toBuffer(document)
  return packed(file, paper, (path, text) => {
    if (path === 'word/styles.xml') return text.replace('</w:styles>', `${TABLE_STYLE}</w:styles>`)
    return path === 'word/document.xml' ? finished(text, writing.tables) : text
  })
}
