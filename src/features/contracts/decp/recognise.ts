import { gunzipped, isGzip, type Source } from './compression.ts'
import { asUtf8 } from './encoding.ts'
import type { FileFormat } from './records.ts'
import { refuse } from './refusals.ts'
import { looksTabular } from './tabular-columns.ts'

/** How far a format is looked for, in bytes: producers put a web page of a few kilobytes before their JSON. */
const HEAD = 64 * 1024
const DEEPEST_GZIP = 3

/** What some bytes turned out to be. `read` gives them decompressed. */
export interface Recognised {
  format: FileFormat
  read: Source
}

/** The first bytes of a source, at most 64 kB. */
export async function headOf(read: Source): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of read()) {
    parts.push(part)
    length += part.length
    if (length >= HEAD) break
  }
  return Buffer.concat(parts).subarray(0, HEAD)
}

/** Recognises a format by content, never by name: gzip is undone first. Refuses the rest in words. */
export async function recognise(source: Source): Promise<Recognised> {
  let read = source
  let head = await headOf(read)
  for (let depth = 0; isGzip(head) && depth < DEEPEST_GZIP; depth++) {
    const inner = read
    read = () => gunzipped(inner())
    head = await headOf(read)
  }
  const text = await decoded(head)
  const start = text.trimStart()
  if (start === '') return refuse('file-empty')
  if (/^[{[]/.test(start)) {
    const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
    return { format: 'json', read: wide ? () => asUtf8(read()).bytes : read }
  }
  if (start.startsWith('<')) {
    if (/\{\s*"marches"/.test(start)) return { format: 'json', read }
    return isWebPage(start) ? refuse('web-page') : { format: 'xml', read }
  }
  return looksTabular(start) ? { format: 'tabular', read } : refuse('not-recognised')
}

async function decoded(head: Buffer): Promise<string> {
  const parts: Uint8Array[] = []
  async function* once() {
    yield head
  }
  for await (const part of asUtf8(once()).bytes) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

/** Past comments and declarations, an element of a page before any element of the data. */
function isWebPage(start: string): boolean {
  const first = start.replace(/^(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*/, '')
  return /^<(?:!doctype\s+html|html|head|body|meta|title|script|style|link|div|p|h\d|table|center|br|span)\b/i.test(
    first,
  )
}
