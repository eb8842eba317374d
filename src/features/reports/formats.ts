import type { NewFile } from '#features/publications'
import { docxOf } from '#platform/docx'
import { leaving, printed } from '#platform/paper'
import { pdfOf } from '#platform/pdf'
import { pptxOf } from '#platform/pptx'
import { xlsxOf } from '#platform/xlsx'
import { type Bilan, deckOf } from './bilan/composition.ts'
import { type Content, LOGO } from './bilan/content.ts'
import { ARCHIVE, archiveOf, openDataOf } from './open-data/open-data.ts'
import { htmlOf } from './web/standalone.tsx'

interface Format {
  /** French. */
  label: string
  type: string
  write(content: Content, bilan: Bilan): Promise<Uint8Array>
}

export type FormatName = 'html' | 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'zip'

/** What a report may be written as: the same words and figures in all of them. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  html: {
    label: 'Page web (HTML)',
    type: 'text/html; charset=utf-8',
    write: async ({ paper }) => Buffer.from(htmlOf(leaving(paper))),
  },
  pdf: {
    label: 'Document accessible (PDF/UA)',
    type: 'application/pdf',
    write: ({ paper }) => pdfOf(printed(leaving(paper))),
  },
  docx: {
    label: 'Document à modifier (Word)',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: ({ paper }) => docxOf(printed(leaving(paper))),
  },
  xlsx: {
    label: 'Classeur, un tableau par feuille (Excel)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: ({ paper }) => xlsxOf(leaving(paper)),
  },
  pptx: {
    label: 'Diaporama pour l’assemblée (PowerPoint)',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    write: ({ paper: { address } }, bilan) => pptxOf(deckOf({ ...bilan, address })),
  },
  zip: {
    label: 'Données ouvertes (ZIP)',
    type: 'application/zip',
    write: async (content, bilan) => archiveOf(await openDataOf(bilan, content)),
  },
}

export const formatIn = (word: string | undefined): FormatName | undefined =>
  (Object.keys(FORMATS) as FormatName[]).find(name => name === word)

/** The files that a published report has beside its page: its documents, its open data file by file, for portals that show them, and all of that in one. */
export async function filesOf(content: Content, bilan: Bilan): Promise<NewFile[]> {
  const documents = Object.entries<Format>(FORMATS)
    .filter(([name]) => name !== 'html' && name !== 'zip')
    .map(async ([name, { type, write }]) => ({
      name: `${bilan.composition.file}.${name}`,
      type,
      body: await write(content, bilan),
    }))
  const data = await openDataOf(bilan, content)
  const { logo } = content.paper
  return [
    ...(logo ? [{ name: LOGO, type: 'image/png', body: Buffer.from(logo.png, 'base64') }] : []),
    ...(await Promise.all(documents)),
    ...data,
    { name: ARCHIVE, type: FORMATS.zip.type, body: await archiveOf(data) },
  ]
}
