import { SaxesParser } from 'saxes'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Refusal } from '#kernel'
import { refuse } from './refusals.ts'

/** What all the entries that are read from one file may come to, in bytes: a scheme is a hundred times smaller. */
const MOST_BYTES = 128 * 1024 * 1024

/** A zip archive in memory, whose entries are inflated as they are read; what is read in all is counted, and refused past a limit. */
export class Archive {
  readonly names: readonly string[]
  private readonly zip: ZipFile
  private readonly entries: ReadonlyMap<string, Entry>
  private left = MOST_BYTES

  private constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.zip = file
    this.entries = entries
    this.names = [...entries.keys()]
  }

  /** @throws Refusal `archive-damaged` | `file-protected` */
  static async open(bytes: Uint8Array): Promise<Archive> {
    try {
      const file = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { decodeStrings: false }) // biome-ignore format: the same memory
      const entries = new Map<string, Entry>()
      for await (const entry of file.eachEntry()) {
        if (entry.isEncrypted()) refuse('file-protected')
        if (entries.size > 10_000) refuse('archive-damaged')
        entries.set(entry.fileNameRaw.toString('utf8').replace(/^\//, ''), entry)
      }
      return new Archive(file, entries)
    } catch (error) {
      throw error instanceof Refusal ? error : refuse('archive-damaged')
    }
  }

  /** The bytes of an entry, as they are inflated; none when there is no such entry. @throws Refusal `too-large-inside` | `archive-damaged` */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name)
    if (entry === undefined) return
    // What says that it is too large is believed; what says that it is not is stopped by the library as soon as it is larger than it says.
    if (entry.uncompressedSize > this.left) refuse('too-large-inside', { megabytes: MOST_BYTES / 1024 / 1024 })
    try {
      const stream = await this.zip.openReadStreamPromise(entry)
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        this.left -= chunk.length
        if (this.left < 0) refuse('too-large-inside', { megabytes: MOST_BYTES / 1024 / 1024 })
        yield chunk
      }
    } catch (error) {
      throw error instanceof Refusal ? error : refuse('archive-damaged')
    }
  }

  /** A whole entry. */
  async bytes(name: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    for await (const chunk of this.read(name)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
}

export type Attributes = Readonly<Record<string, string>>

/** What is done when elements begin and end, by their names without prefixes; texts come in pieces. */
export interface Markup {
  begin?(name: string, attributes: Attributes): void
  end?(name: string): void
  text?(piece: string): void
}

/** What XML 1.0 forbids in a text, and some programs write. */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** Reads an XML entry as it is inflated. Nothing is ever fetched: a DOCTYPE refuses the file. @throws Refusal `markup-damaged` */
export async function readMarkup(archive: Archive, name: string, markup: Markup): Promise<void> {
  const parser = new SaxesParser({ position: false })
  // Without a prototype: `&constructor;` must be unknown too.
  parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" })
  parser.on('doctype', () => refuse('markup-damaged', { entry: name }))
  parser.on('error', () => refuse('markup-damaged', { entry: name }))
  parser.on('opentag', ({ name: full, attributes }) => {
    markup.begin?.(local(full), Object.fromEntries(Object.entries(attributes).map(([at, value]) => [local(at), value])))
  })
  parser.on('closetag', ({ name: full }) => markup.end?.(local(full)))
  parser.on('text', piece => markup.text?.(piece))
  parser.on('cdata', piece => markup.text?.(piece))
  const decoder = new TextDecoder()
  for await (const chunk of archive.read(name))
    parser.write(decoder.decode(chunk, { stream: true }).replace(FORBIDDEN, ''))
  parser.write(decoder.decode())
  if (archive.names.includes(name)) parser.close()
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text between tags or in an attribute. */
export const inMarkup = (text: string) => text.replace(FORBIDDEN, '').replace(/[&<>"]/g, sign => ESCAPED[sign] ?? sign)
