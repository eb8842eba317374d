import { pipeline } from 'node:stream'
import { crc32, createGunzip } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Refusal } from '#kernel'
import type { Bytes } from './records.ts'
import { refuse } from './refusals.ts'

/** Bytes that can be read again from their beginning. */
export type Source = () => Bytes

/** What comes out of an archive may not be larger than this many times what goes in… */
const LARGEST_RATIO = 200
/** …past this many bytes: a small file of zeros harms nobody. */
const RATIO_FREE = 64 * 1024 * 1024

/** Whether the first bytes of a file are those of gzip (RFC 1952). */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b

/** Whether the first bytes of a file are those of a zip archive (the second form has no entry). */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))

/** Compares what goes into a decompression with what comes out, and refuses a bomb. */
class Ratio {
  private compressed: number
  private expanded = 0

  constructor(compressed = 0) {
    this.compressed = compressed
  }

  in(bytes: number) {
    this.compressed += bytes
  }

  out(bytes: number) {
    this.expanded += bytes
    if (this.expanded > RATIO_FREE && this.expanded > LARGEST_RATIO * this.compressed) {
      refuse('compression-bomb', { ratio: LARGEST_RATIO })
    }
  }
}

/** The content of gzip bytes. Refuses what is damaged, cut short, or swells past all measure. */
export async function* gunzipped(bytes: Bytes): Bytes {
  const ratio = new Ratio()
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  async function* counted() {
    for await (const chunk of bytes) {
      ratio.in(chunk.length)
      yield chunk
    }
  }
  pipeline(counted, gunzip, () => {})
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      ratio.out(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw codeOf(error).startsWith('Z_') ? refuse('compression-damaged') : error
  }
}

/** One file inside a zip archive. */
export interface ZipEntry {
  name: string
  read: Source
}

/**
 * The files of a zip archive in the order of their names; nothing is written to disk. Folders and hidden files are left out.
 * @param size of the archive, in bytes.
 * @returns the entries, and `close`, to be called when they have been read.
 */
export async function openZip(path: string, size: number): Promise<{ entries: ZipEntry[]; close(): void }> {
  // Names are only read: without decoding, the library refuses none of them.
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(zipFault)
  const total = new Ratio(size)
  const found: { name: string; entry: Entry }[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString('utf8')
      if (/(^|[/\\])(\.|__MACOSX)|[/\\]$/.test(name)) continue
      if (entry.isEncrypted()) refuse('archive-protected')
      found.push({ name, entry })
    }
  } catch (error) {
    zip.close()
    zipFault(error)
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1))
  const entries = found.map(({ name, entry }) => ({ name, read: () => readEntry(zip, entry, total) }))
  return { entries, close: () => zip.close() }
}

async function* readEntry(zip: ZipFile, entry: Entry, total: Ratio): Bytes {
  const own = new Ratio(entry.compressedSize)
  let sum = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      own.out(chunk.length)
      total.out(chunk.length)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    zipFault(error)
  }
  if (sum !== entry.crc32) refuse('compression-damaged')
}

const codeOf = (error: unknown) => String((error as NodeJS.ErrnoException | null)?.code ?? '')

/** The library says what is wrong in English sentences without codes; only the disk's own errors have one. */
function zipFault(error: unknown): never {
  if (error instanceof Refusal || /^E[A-Z]+$/.test(codeOf(error))) throw error
  const message = error instanceof Error ? error.message : ''
  if (/encrypt/.test(message)) refuse('archive-protected')
  if (/unsupported compression|multi-disk/.test(message)) refuse('archive-method')
  return refuse('compression-damaged')
}
