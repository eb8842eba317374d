import type { SchemeDocument } from '../document/document.ts'
import { fingerprintOf } from '../exporting.ts'

/** How a document is written to a file. */
interface Format {
  /** French. */
  label: string
  type: string
  extension: string
  write(document: SchemeDocument): Promise<Uint8Array>
}

/** What a scheme may be exported as; each is read back to the same document. */
export const FORMATS = {
  json: {
    label: 'Document JSON',
    type: 'application/json; charset=utf-8',
    extension: 'json',
    write: async document => Buffer.from(fingerprintOf(document).json),
  },
} as const satisfies Record<string, Format>
export type FormatName = keyof typeof FORMATS

export const formatIn = (word: string | undefined): FormatName | undefined =>
  (Object.keys(FORMATS) as FormatName[]).find(name => name === word)
