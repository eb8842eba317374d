import type { NewFile } from '#features/publications'
import { docxOf } from '#platform/docx'
import { pdfOf } from '#platform/pdf'
import { pptxOf } from '#platform/pptx'
import { xlsxOf } from '#platform/xlsx'
import type { Bilan } from './bilan/composing.ts'
import type { Content } from './bilan/content.ts'
import { deckOf } from './bilan/deck.ts'
import { htmlOf } from './web/standalone.tsx'

interface Format {
  /** French. */
  label: string
  type: string
  write(content: Content, bilan: Bilan): Promise<Uint8Array>
}

export type FormatName = 'html' | 'pdf' | 'docx' | 'xlsx' | 'pptx'

/** What a bilan may be written as: the same words and figures in all of them. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  html: {
    label: 'Page web (HTML)',
    type: 'text/html; charset=utf-8',
    write: async ({ paper }) => Buffer.from(htmlOf(paper)),
  },
  pdf: { label: 'Document accessible (PDF/UA)', type: 'application/pdf', write: ({ paper }) => pdfOf(paper) },
  docx: {
    label: 'Document à modifier (Word)',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: ({ paper }) => docxOf(paper),
  },
  xlsx: {
    label: 'Classeur, un tableau par feuille (Excel)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: ({ paper }) => xlsxOf(paper),
  },
  pptx: {
    label: 'Diaporama pour l’assemblée (PowerPoint)',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    write: ({ paper: { address } }, bilan) => pptxOf(deckOf({ ...bilan, address })),
  },
}

export const formatIn = (word: string | undefined): FormatName | undefined =>
  (Object.keys(FORMATS) as FormatName[]).find(name => name === word)

/** The files that a published bilan has beside its page. */
export const filesOf = (content: Content, bilan: Bilan): Promise<NewFile[]> =>
  Promise.all(
    Object.entries<Format>(FORMATS)
      .filter(([name]) => name !== 'html')
      .map(async ([name, { type, write }]) => ({ name: `bilan.${name}`, type, body: await write(content, bilan) })),
  )
