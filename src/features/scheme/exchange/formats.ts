import type { SchemeDocument } from '../document/document.ts'
import { fingerprintOf } from '../exporting.ts'
import { writeCsv } from './files/csv.ts'
import { writeDocx } from './files/docx-write.ts'
import { writeOds } from './files/ods-write.ts'
import { writeXlsx } from './files/xlsx-write.ts'
import { tablesOf } from './workbook.ts'

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
  xlsx: {
    label: 'Classeur Excel (XLSX)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    write: document => writeXlsx(tablesOf(document)),
  },
  ods: {
    label: 'Classeur OpenDocument (ODS)',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    extension: 'ods',
    write: document => writeOds(tablesOf(document)),
  },
  csv: {
    label: 'Tableaux CSV, dans une archive ZIP',
    type: 'application/zip',
    extension: 'csv.zip',
    write: document => writeCsv(tablesOf(document)),
  },
  docx: {
    label: 'Document Word (DOCX)',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    write: document => writeDocx(document.title, tablesOf(document)),
  },
} as const satisfies Record<string, Format>
export type FormatName = keyof typeof FORMATS

export const formatIn = (word: string | undefined): FormatName | undefined =>
  (Object.keys(FORMATS) as FormatName[]).find(name => name === word)
