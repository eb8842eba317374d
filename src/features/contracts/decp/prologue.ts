import type { Bytes } from './records.ts'
import { refuse } from './refusals.ts'

/** A file without what some producers put before its JSON. */
export interface WithoutPrologue {
  rest: Bytes
  /** Bytes left out. */
  skipped: number
  /** What was left out: a byte order mark, or a web page. */
  repaired?: 'encoding' | 'value'
}

/** How much of a web page is kept while looking for the start of the JSON: spaces may stand between its first two marks. */
const KEPT = 256
const START = /\{\s*"marches"/
const NOT_SPACE = /[^ \n\r\t]/

/**
 * Leaves out a UTF-8 byte order mark, and a piece of web page when `{"marches"` follows it. Refuses UTF-16, an empty file, and a
 * web page without contracts.
 */
export async function withoutPrologue(bytes: Bytes): Promise<WithoutPrologue> {
  const iterator = bytes[Symbol.asyncIterator]()
  try {
    return await leaveOut(iterator)
  } catch (error) {
    // Whoever gives the bytes holds a file open.
    await iterator.return?.()
    throw error
  }
}

async function leaveOut(iterator: AsyncIterator<Uint8Array>): Promise<WithoutPrologue> {
  const next = async () => {
    const { done, value } = await iterator.next()
    return done ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
  const from = (head: Buffer): Bytes => ({
    async *[Symbol.asyncIterator]() {
      try {
        if (head.length > 0) yield head
        for (let chunk = await next(); chunk; chunk = await next()) yield chunk
      } finally {
        await iterator.return?.()
      }
    },
  })

  let head = Buffer.alloc(0)
  let skipped = 0
  let marked = false
  for (;;) {
    const chunk = await next()
    if (chunk) head = Buffer.concat([head, chunk])
    if (head.length < 4 && chunk) continue
    if (isUtf16(head)) refuse('utf-16')
    if (!marked && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
      marked = true
      head = head.subarray(3)
      skipped += 3
    }
    const first = head.toString('latin1').search(NOT_SPACE)
    if (first >= 0) break
    if (!chunk) refuse('file-empty')
    skipped += head.length
    head = Buffer.alloc(0)
  }
  const opening = head.toString('latin1').trimStart()
  if (!opening.startsWith('<'))
    return { rest: from(head), skipped, ...(marked ? { repaired: 'encoding' as const } : {}) }

  for (;;) {
    const start = head.toString('latin1').search(START)
    if (start >= 0) return { rest: from(head.subarray(start)), skipped: skipped + start, repaired: 'value' }
    const chunk = await next()
    if (!chunk) refuse('web-page')
    const dropped = Math.max(0, head.length - KEPT)
    skipped += dropped
    head = Buffer.concat([head.subarray(dropped), chunk as Buffer])
  }
}

/** UTF-16 shows by its mark, or by every other byte of its first characters being zero. */
function isUtf16(head: Buffer): boolean {
  const [a, b, c, d] = head
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0 && c === 0) || (b === 0 && d === 0)
}
