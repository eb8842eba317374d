import { isUtf8 } from 'node:buffer'
import { fromWindows1252 } from '#kernel'
import type { Bytes } from './records.ts'

/** The UTF-8 bytes of each byte above ASCII read as Windows-1252, of which ISO-8859-1 is a part. */
const ENCODED = Array.from({ length: 128 }, (_, i) => Buffer.from(fromWindows1252(String.fromCharCode(i + 128))))

/** How many bytes the UTF-8 sequence that starts with this byte has; 0 when none does. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc2) return 0
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0
}

/** Where the last sequence starts when the chunk cuts it; else the chunk's end. */
function wholeLength(chunk: Uint8Array): number {
  for (let i = chunk.length - 1; i >= Math.max(0, chunk.length - 3); i--) {
    const byte = chunk[i] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) return i + sequenceLength(byte) > chunk.length ? i : chunk.length
  }
  return chunk.length
}

/** Valid sequences are kept; any other byte is read as Windows-1252. */
function repair(chunk: Uint8Array): Buffer {
  const parts: Uint8Array[] = []
  let from = 0
  for (let i = 0; i < chunk.length; ) {
    const byte = chunk[i] ?? 0
    const length = sequenceLength(byte)
    if (length === 1 || (length > 1 && isUtf8(chunk.subarray(i, i + length)) && i + length <= chunk.length)) {
      i += length
      continue
    }
    parts.push(chunk.subarray(from, i), ENCODED[byte - 128] ?? Buffer.alloc(0))
    i += 1
    from = i
  }
  parts.push(chunk.subarray(from))
  return Buffer.concat(parts)
}

/** Bytes as UTF-8 without byte order mark, and whether some of them had to be repaired so far. */
export interface Utf8 {
  bytes: Bytes
  repaired(): boolean
}

/**
 * Gives any text file as UTF-8: byte order marks are removed, UTF-16 (recognised by its mark) is transcoded, and bytes that are not
 * UTF-8 are read as Windows-1252, one by one, so that a file of mixed encodings keeps what was right. Constant memory.
 */
export function asUtf8(source: Bytes): Utf8 {
  let repaired = false
  async function* bytes(): Bytes {
    let carry: Uint8Array = new Uint8Array(0)
    let wide: InstanceType<typeof TextDecoder> | null = null
    let first = true
    for await (const part of source) {
      let chunk = carry.length === 0 ? part : Buffer.concat([carry, part])
      if (first) {
        if (chunk.length < 3) {
          carry = chunk
          continue
        }
        first = false
        carry = new Uint8Array(0)
        if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3)
        else if (chunk[0] === 0xff && chunk[1] === 0xfe) wide = new TextDecoder('utf-16le')
        else if (chunk[0] === 0xfe && chunk[1] === 0xff) wide = new TextDecoder('utf-16be')
      }
      if (wide) {
        yield Buffer.from(wide.decode(chunk, { stream: true }))
        continue
      }
      const whole = wholeLength(chunk)
      carry = chunk.subarray(whole)
      chunk = chunk.subarray(0, whole)
      if (!isUtf8(chunk)) {
        repaired = true
        chunk = repair(chunk)
      }
      if (chunk.length > 0) yield chunk
    }
    if (carry.length > 0) {
      if (!isUtf8(carry)) repaired = true
      yield repair(carry)
    }
  }
  return { bytes: bytes(), repaired: () => repaired }
}
