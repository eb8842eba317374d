import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Bytes } from './records.ts'
import { refuse } from './refusals.ts'

const CHUNK = 1024 * 1024

const REASONS: Record<string, string> = {
  EACCES: 'vous n’avez pas le droit de le lire',
  EISDIR: 'c’est un dossier',
  EIO: 'le disque répond par une erreur',
}

/** A file on disk, read as many times as needed, its bytes counted and hashed once whatever the number of readings. */
export class SourceFile {
  readonly path: string
  /** Size in bytes when it was opened. */
  readonly size: number
  private readonly hash = createHash('sha256')
  private hashed = 0

  private constructor(path: string, size: number) {
    this.path = path
    this.size = size
  }

  /** Refuses what is missing, may not be read, or is not a plain file. */
  static async open(path: string): Promise<SourceFile> {
    const facts = await stat(path).catch(error => diskFault(path, error))
    if (facts.isDirectory()) diskFault(path, { code: 'EISDIR' })
    if (!facts.isFile()) refuse('file-unreadable', { file: path, why: 'ce n’est pas un fichier ordinaire' })
    return new SourceFile(path, facts.size)
  }

  /** The bytes from a place to the end. Each byte goes into the hash the first time it is read in its order. */
  async *read(start = 0): Bytes {
    let at = start
    try {
      for await (const chunk of createReadStream(this.path, { start, highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
        const end = at + chunk.length
        if (at <= this.hashed && this.hashed < end) {
          this.hash.update(at === this.hashed ? chunk : chunk.subarray(this.hashed - at))
          this.hashed = end
        }
        at = end
        yield chunk
      }
    } catch (error) {
      diskFault(this.path, error)
    }
  }

  /** Reads what nobody has read, so that the hash covers the whole file. */
  async finish(): Promise<void> {
    for await (const _ of this.read(this.hashed)) {
      // `read` counts and hashes.
    }
  }

  /** SHA-256 of the file's own bytes (before decompression), in hexadecimal, once `finish` has been awaited. */
  sha256(): string {
    return this.hash.copy().digest('hex')
  }

  /** Number of bytes in the file, once `finish` has been awaited. */
  bytes(): number {
    return this.hashed
  }
}

function diskFault(path: string, error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') refuse('file-missing', { file: path })
  if (code && REASONS[code]) refuse('file-unreadable', { file: path, why: REASONS[code] })
  throw error
}
