import { expect } from 'vitest'
import { Refusal } from '#kernel'
import { copyText } from '../register/encode.ts'
import { jsonRecords } from './json.ts'
import type { SourceRecord } from './records.ts'

/** The bytes in chunks of these sizes, in turn. */
export async function* chunked(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0
  for (let turn = 0; from < bytes.length; turn++) {
    // A size of zero in every turn would never end.
    const size = Math.max(sizes[turn % sizes.length] ?? 1, turn > sizes.length ? 1 : 0)
    yield Buffer.from(bytes.subarray(from, from + size))
    from += size
  }
}

/** The records of a JSON text, read in chunks of the given sizes (else in one). Bytes that come with a record are its text, for COPY. */
export async function recordsOf(
  text: string | Buffer,
  sizes: number | readonly number[] = 1 << 20,
): Promise<SourceRecord[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const records: SourceRecord[] = []
  for await (const group of jsonRecords(chunked(bytes, typeof sizes === 'number' ? [sizes] : sizes)))
    records.push(...group)
  for (const { bytes: own, raw } of records) if (own) expect(Buffer.from(own).toString('utf8')).toBe(copyText(raw))
  return records
}

/** The code of the refusal that a file meets, null when it is read. */
export async function codeOf(text: string | Buffer, sizes?: number): Promise<string | null> {
  try {
    await recordsOf(text, sizes)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
