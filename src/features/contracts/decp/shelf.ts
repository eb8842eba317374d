import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What is kept in memory before the disk is used, in characters. */
const IN_MEMORY = 8 * 1024 * 1024

type Place = { at: number; length: number }

/**
 * Texts put aside under a key until the others of the same key have come. Past some size they wait in a temporary file, so that
 * memory holds a few numbers for each of them. Reads are synchronous: they come from the system's cache, some microseconds each.
 */
export class Shelf {
  private readonly texts = new Map<string, (string | Place)[]>()
  private readonly limit: number
  private size = 0
  private file: { descriptor: number; folder: string } | null = null
  private end = 0

  constructor(limit = IN_MEMORY) {
    this.limit = limit
  }

  /** @returns how many texts the key has now */
  put(key: string, text: string): number {
    const list = this.texts.get(key) ?? []
    if (list.push(text) === 1) this.texts.set(key, list)
    this.size += text.length
    if (this.size > this.limit) this.unload()
    return list.length
  }

  /** The texts of a key in the order of their arrival; they leave the shelf. */
  take(key: string): string[] {
    const list = this.texts.get(key) ?? []
    this.texts.delete(key)
    return list.map(text => {
      if (typeof text !== 'string') return this.read(text)
      this.size -= text.length
      return text
    })
  }

  keys(): string[] {
    return [...this.texts.keys()]
  }

  close(): void {
    if (!this.file) return
    closeSync(this.file.descriptor)
    rmSync(this.file.folder, { recursive: true, force: true })
    this.file = null
  }

  private unload(): void {
    if (!this.file) {
      const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-'))
      this.file = { descriptor: openSync(join(folder, 'lines'), 'wx+', 0o600), folder }
    }
    const chunks: Buffer[] = []
    let at = this.end
    for (const list of this.texts.values()) {
      for (const [i, text] of list.entries()) {
        if (typeof text !== 'string') continue
        const bytes = Buffer.from(text)
        list[i] = { at, length: bytes.length }
        at += bytes.length
        chunks.push(bytes)
      }
    }
    const bytes = Buffer.concat(chunks)
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.file.descriptor, bytes, done, bytes.length - done, this.end + done)
    }
    this.end = at
    this.size = 0
  }

  private read({ at, length }: Place): string {
    const buffer = Buffer.allocUnsafe(length)
    let done = 0
    while (this.file && done < length) {
      const count = readSync(this.file.descriptor, buffer, done, length - done, at + done)
      if (count === 0) throw new Error('The temporary file of waiting lines was cut short.')
      done += count
    }
    return buffer.toString('utf8')
  }
}
