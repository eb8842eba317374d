import { Refusal } from '#kernel'
import type { FileFacts } from './batch.ts'
import { isZip, openZip, type Source } from './compression.ts'
import { asUtf8, type Utf8 } from './encoding.ts'
import { type CutRecords, cutRecords, jsonRecords } from './json.ts'
import { headOf, type Recognised, recognise } from './recognise.ts'
import type { FileFormat, Records } from './records.ts'
import { refuse } from './refusals.ts'
import { SourceFile } from './source-file.ts'
import { tabularRecords } from './tabular.ts'
import { xmlRecords } from './xml.ts'

/** One text inside a file: the file itself, or an entry of its archive. */
export interface Part extends Recognised {
  /** Name inside the archive; empty when there is none. */
  name: string
}

/** A file whose format is known and whose records have not been read yet. */
export interface OpenedFile {
  /** That of its first part for an archive. */
  format: FileFormat
  /** SHA-256 of the file's own bytes, hexadecimal; known when the records have been read to their end. */
  sha256(): string
  /** Size of the file itself; known when the records have been read to their end. */
  bytes(): number
  records: Records
}

/**
 * Opens a file of essential data, plain or in gzip or zip, and recognises its format by content. Memory does not depend on its size.
 * The records of an archive's entries follow each other in the order of their names. Throws a Refusal, here or while reading.
 */
export async function openFile(path: string): Promise<OpenedFile> {
  const { file, parts, close } = await openParts(path)
  async function* records(): Records {
    let before = 0
    try {
      for (const part of parts) {
        let last = 0
        for await (const group of recordsOf(part)) {
          for (const record of group) {
            last = Math.max(last, record.position)
            record.position += before
          }
          yield group
        }
        before += last
      }
      await file.finish()
    } finally {
      close()
    }
  }
  return {
    format: parts[0].format,
    sha256: () => file.sha256(),
    bytes: () => file.bytes(),
    records: records(),
  }
}

/** A file whose records are cut out and not read. `facts` are known when they all are. */
export interface CutFile {
  cuts: AsyncGenerator<CutRecords, void, undefined>
  facts(): FileFacts
}

/**
 * Opens a file that is one JSON text, its records to be cut out and not read; null for any other file.
 * @param size records of a group, at least
 */
export async function cutFile(path: string, size: number): Promise<CutFile | null> {
  const { file, parts, close } = await openParts(path)
  close()
  const [{ format, read }] = parts
  if (parts.length > 1 || parts[0].name !== '' || format !== 'json') return null
  async function* cuts() {
    yield* cutRecords(read(), size)
    await file.finish()
  }
  return { cuts: cuts(), facts: () => ({ format, sha256: file.sha256(), bytes: file.bytes() }) }
}

/** The readable parts of a file, one at least. `close` is to be called at the end. */
export async function openParts(path: string): Promise<{ file: SourceFile; parts: [Part, ...Part[]]; close(): void }> {
  const file = await SourceFile.open(path)
  const read = () => file.read()
  if (!isZip(await headOf(read))) return { file, parts: [{ name: '', ...(await recognise(read)) }], close: () => {} }
  const zip = await openZip(path, file.size)
  try {
    const parts: Part[] = []
    for (const { name, read } of zip.entries) {
      const part = await recogniseEntry(name, read)
      if (part) parts.push(part)
    }
    const [first, ...others] = parts
    return first ? { file, parts: [first, ...others], close: zip.close } : refuse('archive-empty')
  } catch (error) {
    zip.close()
    throw error
  }
}

/** An empty entry is passed over, and what is no data too; an entry whose name announces data must hold some. */
async function recogniseEntry(name: string, read: Source): Promise<Part | null> {
  try {
    return { name, ...(await recognise(read)) }
  } catch (error) {
    const code = error instanceof Refusal ? error.code : ''
    const announced = /\.(?:json|xml|csv)(?:\.gz)?$/i.test(name)
    if (code === 'file-empty' || (!announced && (code === 'not-recognised' || code === 'web-page'))) return null
    throw error
  }
}

async function* recordsOf({ format, read }: Recognised): Records {
  if (format === 'json') return yield* jsonRecords(read())
  let text: Utf8 | undefined
  const utf8 = () => {
    text = asUtf8(read())
    return text.bytes
  }
  for await (const group of format === 'xml' ? xmlRecords(utf8()) : tabularRecords(utf8)) {
    if (text?.repaired())
      for (const record of group) if (/[^\x00-\x7f]/.test(record.raw)) record.repaired ??= 'encoding'
    yield group
  }
}
