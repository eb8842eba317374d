import { createRequire } from 'node:module'
import type PptxGenJS from 'pptxgenjs'
import { pngOf } from '#platform/images'
import { COLOURS, FONT, packed, words } from '#platform/office'
import type { Deck, KeyFigure, TableBlock } from '#platform/paper'
import { type Line, type Piece, pagesOf, SIZE, SLIDE, TILES } from './layout.ts'

const LANG = 'fr-FR'
const MASTER = 'PAGE'
const BOX = { fontFace: FONT, lang: LANG, color: COLOURS.ink, margin: 0, valign: 'top', align: 'left' } as const

/** Letters small enough for a title to hold in its place. */
const titleSize = (title: string) => [28, 24, 18, 14].find(size => title.length * size * size < 60_000) ?? 10

function masters(deck: PptxGenJS, { author, title }: Deck): void {
  const footer = { x: SLIDE.left, y: 7, w: 10.5, h: 0.3, fontFace: FONT, fontSize: 11, color: COLOURS.soft, margin: 0 }
  deck.defineSlideMaster({
    title: 'COUVERTURE',
    background: { color: COLOURS.brand },
    objects: [{ placeholder: { options: { name: 'titre', type: 'title', x: SLIDE.left, y: 2.1, w: SLIDE.text, h: 1.5, fontFace: FONT, fontSize: 44, bold: true, color: COLOURS.white, align: 'left', valign: 'bottom', margin: 0 }, text: '' } }], // biome-ignore format: short
  })
  deck.defineSlideMaster({
    title: MASTER,
    background: { color: COLOURS.white },
    objects: [
      { rect: { x: 0, y: 0, w: SLIDE.width, h: 0.12, fill: { color: COLOURS.brand } } },
      { placeholder: { options: { name: 'titre', type: 'title', x: SLIDE.left, y: 0.4, w: SLIDE.text, h: 1, fontFace: FONT, fontSize: 28, bold: true, color: COLOURS.brand, align: 'left', valign: 'middle', margin: 0 }, text: '' } }, // biome-ignore format: short
      { text: { text: words(`${author}, ${title}`).slice(0, 120), options: footer } },
    ],
    slideNumber: { x: 12.1, y: 7, w: 0.6, h: 0.3, fontFace: FONT, fontSize: 11, color: COLOURS.soft, align: 'right' },
  })
}

const runsOf = ({ runs, level, bullet, number, apart }: Line): PptxGenJS.TextProps[] =>
  runs.map(({ text, strong, emphasis, link }, at) => ({
    text: words(text),
    options: {
      lang: LANG,
      ...(strong ? { bold: true } : {}),
      ...(emphasis ? { italic: true } : {}),
      ...(link && !link.startsWith('#') ? { hyperlink: { url: words(link) } } : {}),
      ...(apart && strong ? { color: COLOURS.brand } : {}),
      ...(bullet ? { bullet: true } : number ? { bullet: { type: 'number' as const, numberStartAt: number } } : {}),
      ...(level > 0 ? { indentLevel: Math.min(level, 8) } : {}),
      paraSpaceAfter: 6,
      ...(at === runs.length - 1 ? { breakLine: true } : {}),
    },
  }))

function addFigures(slide: PptxGenJS.Slide, items: readonly KeyFigure[], y: number): void {
  const gap = 0.2
  const w = (SLIDE.text - gap * (Math.max(items.length, 2) - 1)) / Math.max(items.length, 2)
  for (const [at, { label, figure, notes }] of items.entries()) {
    const size = figure.text.length > (w * 72) / 17 ? 18 : 30
    const said = { fontFace: FONT, lang: LANG, breakLine: true }
    slide.addText(
      [
        { text: words(label), options: { ...said, fontSize: label.length > 60 ? 11 : 14, color: COLOURS.soft } },
        { text: words(figure.text), options: { ...said, fontSize: size, bold: true, color: COLOURS.brand } },
        { text: words(notes.join('\n')), options: { ...said, fontSize: notes.join('').length > 80 ? 10 : 12, color: COLOURS.ink } }, // biome-ignore format: short
      ],
      { ...BOX, x: SLIDE.left + at * (w + gap), y, w, h: TILES.height, margin: 8, fill: { color: COLOURS.tint } },
    )
  }
}

function addTable(
  slide: PptxGenJS.Slide,
  { caption, columns, rows, note }: TableBlock,
  y: number,
  height: number,
): void {
  slide.addText(words(caption), { ...BOX, x: SLIDE.left, y, w: SLIDE.text, h: 0.35, fontSize: 14, bold: true })
  const whole = columns.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const line = { type: 'solid', pt: 1, color: COLOURS.line } as const
  const none = { type: 'none' } as const
  const cells = (texts: readonly string[], head: boolean): PptxGenJS.TableCell[] =>
    columns.map(({ numeric }, at) => ({
      text: words(texts[at] ?? ''),
      options: {
        align: numeric ? 'right' : 'left',
        border: [none, none, line, none],
        ...(head ? { bold: true, color: COLOURS.brand, fill: { color: COLOURS.tint } } : {}),
      },
    }))
  slide.addTable(
    [
      cells(
        columns.map(({ head }) => head),
        true,
      ),
      ...rows.map(row =>
        cells(
          row.map(({ text }) => text),
          false,
        ),
      ),
    ],
    {
      // biome-ignore format: short
      x: SLIDE.left,
      y: y + 0.42,
      w: SLIDE.text,
      colW: columns.map(({ weight = 1 }) => (SLIDE.text * weight) / whole),
      fontFace: FONT,
      fontSize: SIZE.table,
      lang: LANG,
      color: COLOURS.ink,
      margin: [0.05, 0.1, 0.05, 0.1],
      objectName: words(caption),
    } as PptxGenJS.TableProps,
  )
  if (note) slide.addText(words(note), { ...BOX, x: SLIDE.left, y: y + height - 0.3, w: SLIDE.text, h: 0.3, fontSize: 11, color: COLOURS.soft }) // biome-ignore format: short
}

async function addPiece(slide: PptxGenJS.Slide, piece: Piece, y: number): Promise<void> {
  const place = { x: SLIDE.left, y, w: SLIDE.text }
  if (piece.as === 'figures') addFigures(slide, piece.items, y)
  else if (piece.as === 'table') addTable(slide, piece.table, y, piece.height)
  else if (piece.as === 'lines') {
    const apart = piece.lines[0]?.apart ? { fill: { color: COLOURS.tint }, margin: [4, 10, 4, 10] as [number, number, number, number] } : {} // biome-ignore format: short
    slide.addText(piece.lines.flatMap(runsOf), { ...BOX, ...place, h: piece.height, fontSize: SIZE.text, ...apart })
  } else {
    const { title, note, alt, svg, width, height } = piece.chart
    const room = piece.height - 0.95
    const w = Math.min(SLIDE.text, (room * width) / height)
    const png = Buffer.from(await pngOf(svg)).toString('base64')
    slide.addText(words(title), { ...BOX, ...place, h: 0.45, fontSize: title.length > 90 ? 13 : 18, bold: true })
    slide.addImage({ data: `image/png;base64,${png}`, x: SLIDE.left, y: y + 0.55, w, h: (w * height) / width, altText: words(alt) }) // biome-ignore format: short
    slide.addText(words(note), { ...BOX, ...place, y: y + 0.6 + (w * height) / width, h: 0.3, fontSize: 12, color: COLOURS.soft }) // biome-ignore format: short
  }
}

function addCover(deck: PptxGenJS, { title, subtitle, author, facts, notice, address, logo }: Deck): void {
  const slide = deck.addSlide({ masterName: 'COUVERTURE' })
  slide.addText(words(title), {
    placeholder: 'titre',
    objectName: 'Titre',
    lang: LANG,
    fontSize: title.length > 70 ? 28 : 44,
  })
  const light = { ...BOX, x: SLIDE.left, w: SLIDE.text, color: COLOURS.tint }
  if (logo) {
    const h = Math.min(1, (3 * logo.height) / logo.width)
    const w = (h * logo.width) / logo.height
    slide.addShape('rect', { x: SLIDE.left, y: 0.55, w: w + 0.3, h: h + 0.3, fill: { color: COLOURS.white } })
    slide.addImage({ data: `image/png;base64,${logo.png}`, x: SLIDE.left + 0.15, y: 0.7, w, h, altText: words(author) })
  }
  slide.addText(words(author), { ...light, y: 1.9, h: 0.4, fontSize: 18, bold: true })
  slide.addText(words(subtitle), { ...light, y: 3.75, h: 0.9, fontSize: subtitle.length > 100 ? 16 : 22 })
  const said = [...facts.map(({ label, text }) => `${label}\u00a0: ${text}`), ...(address ? [address] : [])]
  slide.addText(words(said.join('\n')), { ...light, y: 4.75, h: 1.5, fontSize: said.length > 5 ? 11 : 14 })
  if (notice) slide.addText(words(notice), { ...BOX, x: SLIDE.left, y: 6.45, w: SLIDE.text, h: 0.75, fontSize: 14, bold: true, margin: 6, color: COLOURS.warn, fill: { color: COLOURS.warnTint } }) // biome-ignore format: short
}

/**
 * A deck as a PPTX file, in 16:9: titles that outlines and screen readers see, tables that can be changed, drawings with their alternative
 * text. What a slide has no room for goes on on the next, named « (suite) ». One deck gives one file.
 */
export async function pptxOf(deck: Deck): Promise<Uint8Array> {
  // Loaded when asked for; its module for `import` is not one that Node 20 reads.
  const Pptx: typeof PptxGenJS = createRequire(import.meta.url)('pptxgenjs')
  const file = new Pptx()
  file.layout = 'LAYOUT_WIDE'
  file.theme = { headFontFace: FONT, bodyFontFace: FONT }
  file.title = words(deck.title)
  masters(file, deck)
  addCover(file, deck)
  for (const { title, pieces } of deck.slides.flatMap(slide => pagesOf(slide.title, slide.blocks))) {
    const slide = file.addSlide({ masterName: MASTER })
    slide.addText(words(title), { placeholder: 'titre', objectName: 'Titre', lang: LANG, fontSize: titleSize(title) })
    let y = SLIDE.top
    for (const piece of pieces) {
      await addPiece(slide, piece, y)
      y += piece.height
    }
  }
  const bytes = (await file.write({ outputType: 'uint8array' })) as Uint8Array
  return packed(bytes, deck, (path, text) =>
    path.startsWith('ppt/slides/') ? text.replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1"/>') : text,
  )
}
