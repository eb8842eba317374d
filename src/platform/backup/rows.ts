import { hash } from 'node:crypto'
import type { Connection } from '#platform/db'
import { address, quoted, type Table } from './catalogue.ts'

/** How much is asked of a table at a time (bytes of text), so that memory does not follow its size. */
const PIECE = 2 * 1024 * 1024

/** The rows of a table in COPY's text format, a few blocks of it at a time; each piece holds whole rows. */
export async function* rowsOf(
  connection: Connection,
  table: Table & { blocks: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  const columns = table.columns.map(quoted).join(', ')
  let step = 16
  for (let block = 0; block < table.blocks; ) {
    const end = Math.min(block + step, table.blocks)
    const bytes = await connection.copyOut(
      `select ${columns} from only ${address(table)} where ctid >= '(${block},0)' and ctid < '(${end},0)'`,
    )
    // A block may hold a page of text, or references to thousands: what the last ones gave says how many to ask for next.
    step = Math.max(1, Math.min(step * 4, Math.floor((step * PIECE) / (bytes.length + 1))))
    block = end
    if (bytes.length > 0) yield bytes
  }
}

/** What a table holds, in whatever order: how many rows, and the sum of their SHA-256 modulo 2^256. */
export class RowDigest {
  rows = 0
  private readonly sum = new Uint32Array(8)

  /** @param bytes whole rows; a line feed only ever ends one */
  add(bytes: Uint8Array): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf(10, start) + 1 || text.length
      const digest = hash('sha256', text.subarray(start, end), 'buffer')
      let carry = 0
      for (let i = 0; i < 8; i++) {
        const word = (this.sum[i] ?? 0) + digest.readUInt32LE(i * 4) + carry
        this.sum[i] = word
        carry = word > 0xffffffff ? 1 : 0
      }
      this.rows++
      start = end
    }
  }

  get sha256(): string {
    return Buffer.from(this.sum.buffer).toString('hex')
  }
}
