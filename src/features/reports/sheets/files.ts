import type { Context } from 'hono'
import { docxOf } from '#platform/docx'
import type { Paper } from '#platform/paper'
import { pdfOf } from '#platform/pdf'
import { xlsxOf } from '#platform/xlsx'
import { FORMATS } from '../formats.ts'

const WRITERS = { pdf: pdfOf, docx: docxOf, xlsx: xlsxOf } as const
type SheetFormat = keyof typeof WRITERS

/** What sheets are written in: to be read, to be changed. Documents made of tables are workbooks too. */
const READ: readonly SheetFormat[] = ['pdf', 'docx']
export const WITH_TABLES: readonly SheetFormat[] = [...READ, 'xlsx']

/** The format of an address; nothing for one that is not known there. */
export const sheetFormat = (c: Context, known = READ): SheetFormat | undefined =>
  known.find(name => name === c.req.param('format'))

/** Answers with a sheet as a file. @param name what it is called, without what its format ends with */
export async function sheetAnswer(c: Context, format: SheetFormat, name: string, paper: Paper) {
  return fileAnswer(c, `${name}.${format}`, FORMATS[format].type, await WRITERS[format](paper))
}

export const fileAnswer = (c: Context, name: string, type: string, body: Uint8Array) =>
  c.body(body as Uint8Array<ArrayBuffer>, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  })
