import { isUtf8 } from 'node:buffer'
import { fromWindows1252 } from '#kernel'
import { Builder, type Limits, type ReadTables } from './builder.ts'
import { readCsv } from './csv.ts'
import { readDocx } from './docx-read.ts'
import { readOds } from './ods-read.ts'
import { refuse } from './refusals.ts'
import { readXlsx } from './xlsx-read.ts'
import { Archive } from './zip.ts'

const starts = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte)
const says = (bytes: Uint8Array, words: string) => starts(bytes, ...Buffer.from(words))
const includes = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(Buffer.from(words, 'utf16le'))

/** What a text file says, in the encoding that it is in: by its mark, or UTF-8 where it is, or Windows-1252. */
function textIn(bytes: Uint8Array): string {
  if (starts(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  if (starts(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes)
  // Node’s own decoder of Windows-1252 reads it as ISO-8859-1.
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : fromWindows1252(Buffer.from(bytes).toString('latin1'))
}

/**
 * Reads a file by its content, whatever its name: its tables, or its text where that is JSON.
 * @param name of a table that has none of its own
 * @throws Refusal that says what was found, when it is neither
 */
export async function readAnyFile(
  bytes: Uint8Array,
  name = 'Tableau',
  limits?: Limits,
): Promise<ReadTables | { json: string }> {
  if (bytes.length === 0) refuse('file-empty')
  const builder = new Builder(limits)
  if (says(bytes, 'PK')) return readArchive(bytes, builder)
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) refuse(includes(bytes, 'EncryptedPackage') ? 'file-protected' : 'file-old')
  if (says(bytes, '%PDF')) refuse('file-unknown', { found: 'un PDF' })
  const text = textIn(bytes)
  if (text.trim() === '') refuse('file-empty')
  if (/^\s*[{[]/.test(text)) return { json: text }
  if (/^\s*</.test(text)) refuse('file-unknown', { found: 'une page web ou du XML' })
  // Some control characters are the work of programs; many are no text.
  const odd = text.slice(0, 10_000).match(/[\x00-\x08\x0e-\x1f\ufffd]/g)?.length ?? 0
  if (odd > text.slice(0, 10_000).length / 100)
    refuse('file-unknown', { found: 'des données qui ne sont pas du texte' })
  readCsv(text, name, builder)
  return builder.done()
}

async function readArchive(bytes: Uint8Array, builder: Builder) {
  const archive = await Archive.open(bytes)
  const holds = (name: string) => archive.names.includes(name)
  const sheets = archive.names.filter(name => /\.csv$/i.test(name) && !/(^|\/)(\.|__MACOSX)/.test(name))
  if (holds('xl/workbook.xml')) await readXlsx(archive, builder)
  else if (holds('xl/workbook.bin')) refuse('file-binary-workbook')
  else if (holds('word/document.xml')) await readDocx(archive, builder)
  else if (holds('content.xml') && holds('META-INF/manifest.xml')) await readOds(archive, builder)
  else if (sheets.length === 0) refuse('file-unknown', { found: 'une archive sans tableau' })
  for (const sheet of sheets) readCsv(textIn(await archive.bytes(sheet)), sheet.replace(/^.*\/|\.csv$/gi, ''), builder)
  return builder.done()
}
