import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { refuse } from '../labels.ts'
import { documentOf, type Kind, markupOf, startOf, Unwanted } from './kinds.ts'

const HEAD = 4096
/** An office document has some hundreds of parts, and names them in some kilobytes. */
const MOST_PARTS = 20_000
const LARGEST_PART = 1_000_000
/** Control characters that no text has. */
const isBinary = (text: string) => /[^\P{Cc}\t\n\v\f\r\u0080-\u009f]/u.test(text)
const UNREADABLE = new Unwanted('une archive illisible')

/**
 * What a file is, by its content alone.
 * @param name only tells a CSV from another text
 * @throws Refusal `file-refused`, which says what was found
 */
export async function recognise(path: string, name: string): Promise<Kind> {
  const found = await contentOf(path, name)
  return found instanceof Unwanted ? refuse('file-refused', { name, found: found.found }) : found
}

async function contentOf(path: string, name: string): Promise<Kind | Unwanted> {
  const head = await headOf(path)
  const start = startOf(head)
  if (start === 'zip') return archiveOf(path)
  if (start !== 'text') return start
  if (await isText(path)) return markupOf(head.toString('utf8')) ?? (/\.csv$/i.test(name) ? 'csv' : 'txt')
  // A text in another encoding has no byte that no text has.
  if (isBinary(head.toString('latin1'))) return new Unwanted('d’une nature que le site ne reconnaît pas')
  return new Unwanted('un texte qui n’est pas en UTF-8, à enregistrer en « CSV UTF-8 » ou « texte UTF-8 »')
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whether all of it is UTF-8, without the control characters that no text has. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
      if (isBinary(decoder.decode(chunk as Buffer, { stream: true }))) return false
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function archiveOf(path: string): Promise<Kind | Unwanted> {
  const zip = await openPromise(path, { autoClose: false }).catch(() => null)
  if (zip === null) return UNREADABLE
  try {
    const names: string[] = []
    const said = new Map<string, string>()
    for await (const entry of zip.eachEntry()) {
      const { fileName } = entry
      names.push(fileName)
      if (names.length > MOST_PARTS) return UNREADABLE
      // A part that is there twice is one thing for us, and may be another for who opens it.
      const part = fileName.toLowerCase()
      if (part !== 'mimetype' && part !== '[content_types].xml') continue
      if (said.has(part)) return UNREADABLE
      said.set(part, await textOf(zip, entry))
    }
    return documentOf(names, said.get('mimetype') ?? null, said.get('[content_types].xml') ?? null)
  } catch (error) {
    // The library says what is wrong in sentences without codes; only the disk's own errors have one.
    if (/^E[A-Z]+$/.test(String((error as NodeJS.ErrnoException).code))) throw error
    return UNREADABLE
  } finally {
    zip.close()
  }
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > LARGEST_PART) throw new Error('a part that is too large to be one')
  const chunks: Buffer[] = []
  // The library ends with an error where more comes out than was announced.
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
