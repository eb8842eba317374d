import type { IParagraphStyleOptions, IStylesOptions } from 'docx'
import { COLOURS, FONT } from '#platform/office'

const { ink, soft, line, brand, tint, link, warn, warnTint } = COLOURS

/** What is said apart: a rule at its side, on a tint. */
const apart = (color: string, fill: string) => ({
  indent: { left: 170, right: 170 },
  border: {
    left: { style: 'single' as const, color, size: 24, space: 8 },
    top: { style: 'single' as const, color: fill, size: 4, space: 4 },
    bottom: { style: 'single' as const, color: fill, size: 4, space: 4 },
  },
  shading: { type: 'clear' as const, color: 'auto', fill },
})

const custom = (id: string, name: string, basedOn: string, rest: Partial<IParagraphStyleOptions>) => ({
  id,
  name,
  basedOn,
  quickFormat: true,
  ...rest,
})

/** Levels are said: not every word processor tells them by the name of the style. */
const heading = (level: number, size: number, before: number, after: number, color: string = brand) => ({
  run: { size, bold: true, color, font: FONT },
  paragraph: {
    spacing: { before, after, line: 252, lineRule: 'auto' as const },
    keepNext: true,
    keepLines: true,
    outlineLevel: level - 1,
  },
})

/**
 * The styles of a document, under the names that word processors know where they know one: who changes a style changes the whole document.
 * Sizes are in half points, spaces in twentieths of a point.
 */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 21, color: ink, language: { value: 'fr-FR' } },
      paragraph: { spacing: { line: 276, lineRule: 'auto' as const } },
    },
    title: { run: { size: 60, bold: true, color: brand, font: FONT }, paragraph: { spacing: { before: 240, after: 120, line: 240, lineRule: 'auto' as const } } }, // biome-ignore format: short
    heading1: heading(1, 36, 480, 160),
    heading2: heading(2, 28, 360, 120),
    heading3: heading(3, 24, 280, 80, ink),
    heading4: heading(4, 22, 220, 60, ink),
    caption: { run: { size: 20, bold: true, color: ink }, paragraph: { spacing: { before: 220, after: 100 }, keepNext: true, keepLines: true } }, // biome-ignore format: short
    hyperlink: { run: { color: link, underline: { type: 'single', color: link } } },
  },
  paragraphStyles: [
    custom('BodyText', 'Body Text', 'Normal', { paragraph: { spacing: { after: 140 } } }),
    custom('Subtitle', 'Subtitle', 'Normal', {
      run: { size: 30, color: soft },
      paragraph: { spacing: { after: 480 } },
    }),
    custom('TOCHeading', 'TOC Heading', 'Normal', {
      run: { size: 36, bold: true, color: brand },
      paragraph: { spacing: { after: 200 } },
    }),
    custom('TOC1', 'toc 1', 'Normal', { run: { bold: true }, paragraph: { spacing: { before: 140, after: 40 } } }),
    custom('TOC2', 'toc 2', 'Normal', { paragraph: { indent: { left: 280 }, spacing: { after: 30 } } }),
    custom('TOC3', 'toc 3', 'Normal', { run: { color: soft }, paragraph: { indent: { left: 560 }, spacing: { after: 20 } } }), // biome-ignore format: short
    custom('Footer', 'footer', 'Normal', { run: { size: 17, color: soft } }),
    custom('Auteur', 'Auteur', 'Normal', { run: { size: 24, bold: true, color: soft } }),
    custom('Faits', 'Faits', 'Normal', { paragraph: { spacing: { after: 60 }, keepLines: true } }),
    custom('Avertissement', 'Avertissement', 'Normal', {
      run: { bold: true, color: warn },
      paragraph: { ...apart(warn, warnTint), spacing: { before: 480, after: 240 } },
    }),
    custom('Encadre', 'Encadré', 'BodyText', { paragraph: { ...apart(brand, tint), spacing: { after: 0 } } }),
    custom('EncadreTitre', 'Titre d’encadré', 'Encadre', {
      run: { bold: true, color: brand },
      paragraph: { ...apart(brand, tint), keepNext: true, spacing: { before: 160, after: 0 } },
    }),
    custom('Note', 'Note', 'Normal', { run: { size: 18, color: soft }, paragraph: { spacing: { before: 60, after: 240 } } }), // biome-ignore format: short
    custom('Tableau', 'Tableau', 'Normal', {
      run: { size: 19 },
      paragraph: { spacing: { line: 240, lineRule: 'auto' as const } },
    }),
    custom('TableauTete', 'Tête de tableau', 'Tableau', {
      run: { size: 19, bold: true, color: brand },
      paragraph: { keepNext: true, spacing: { line: 240, lineRule: 'auto' as const } },
    }),
    custom('Illustration', 'Illustration', 'Normal', { paragraph: { keepNext: true, spacing: { after: 40 } } }),
    custom('Espace', 'Espace après un tableau', 'Normal', { run: { size: 12, color: line }, paragraph: { spacing: { after: 80, line: 240, lineRule: 'auto' as const } } }), // biome-ignore format: short
  ],
}

/** A list gives each of its nine levels its sign and its place. */
const levels = (format: 'bullet' | 'decimal', sign: (level: number) => string) =>
  Array.from({ length: 9 }, (_, level) => ({
    level,
    format,
    text: sign(level),
    alignment: 'left' as const,
    style: {
      paragraph: { indent: { left: 400 * (level + 1), hanging: 320 } },
      run: { color: brand, ...(format === 'decimal' ? { bold: true } : {}) },
    },
  }))

/** The lists that there are. */
export const LISTS = [
  { reference: 'puces', levels: levels('bullet', level => (level % 2 === 0 ? '•' : '–')) },
  { reference: 'numeros', levels: levels('decimal', level => `%${level + 1}.`) },
] as const
