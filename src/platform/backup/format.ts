import type { Migration } from '#platform/db'
import type { Sequence, Table } from './catalogue.ts'

/** The number of this format; another one is refused. */
export const FORMAT = 1

/** What a backup begins with. */
export interface Heading {
  mieuxdisant: number
  program: string
  engine: string
  at: string
  migrations: Migration[]
  tables: Table[]
  sequences: Sequence[]
}

/** What a backup ends with: all that it holds, to be found again after it is restored. */
export interface Manifest {
  /** In the order of the heading. */
  tables: { rows: number; sha256: string }[]
  files: { path: string; bytes: number; sha256: string; mode: number }[]
}

/** One piece: a line of JSON, then as many bytes as it says. */
export type Piece =
  | { heading: Heading; bytes: 0 }
  /** Rows of the table of that rank in the heading, in COPY's text format. */
  | { table: number; bytes: number }
  /** The next bytes of a file. */
  | { file: string; bytes: number }
  | { end: Manifest; bytes: 0 }

export function pack(piece: Piece, bytes: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(piece)}\n`), bytes])
}

/** The longest piece that is believed: a row may hold a record of 64 MB. */
const LONGEST = 512 * 1024 * 1024

/** Takes pieces out of a stream of bytes. @throws Error where it is not made of pieces */
export async function* unpack(stream: AsyncIterable<Buffer>): AsyncGenerator<[Piece, Buffer], void, undefined> {
  let held: Buffer[] = []
  let size = 0
  let needed = 0
  for await (const chunk of stream) {
    held.push(chunk)
    size += chunk.length
    if (size < needed) continue
    const text = Buffer.concat(held)
    let at = 0
    for (needed = 0; needed === 0; ) {
      const line = text.indexOf(10, at)
      const piece = line < 0 ? null : (JSON.parse(text.toString('utf8', at, line)) as Piece)
      const end = line + 1 + (piece?.bytes ?? 0)
      if (piece === null || end > text.length) needed = piece === null ? size - at + 1 : end - at
      else {
        yield [piece, text.subarray(line + 1, end)]
        at = end
      }
      if (!(needed < LONGEST && end > line)) throw new Error('a piece too long')
    }
    held = [text.subarray(at)]
    size -= at
  }
  if (size > 0) throw new Error('a piece without end')
}
