import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip, gzip } from 'node:zlib'
import type { Context } from 'hono'
import { Recent } from '#kernel'
import { sha256 } from './fingerprint.ts'
import type { PackedFile } from './published.ts'

const packing = promisify(gzip)

const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i

/**
 * Answers with what is packed already: as it is to those who take it, unpacked on its way to the others. Who has it is told that it is the same.
 * @param keeping how long it may be kept without asking again, as Cache-Control says it
 */
export function answer(c: Context, file: PackedFile, keeping: string): Response {
  const { type, gzip: bytes } = file
  // Weak: the same for the packed and the unpacked bytes.
  const etag = `W/"${file.sha256.slice(0, 32)}"`
  const headers = { etag, 'cache-control': keeping }
  if (c.req.header('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers })
  const whole = { ...headers, 'content-type': type }
  if (!TAKES_GZIP.test(c.req.header('accept-encoding') ?? ''))
    return new Response(Readable.toWeb(Readable.from([bytes]).pipe(createGunzip())) as ReadableStream, {
      headers: whole,
    })
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { ...whole, 'content-encoding': 'gzip', 'content-length': String(bytes.length) },
  })
}

/** Pages that were drawn, the last asked for: they are drawn again when what they say of it changes. */
export class DrawnPages {
  private readonly pages: Recent<PackedFile>
  constructor(most: number) {
    this.pages = new Recent(most)
  }

  /** The page of an address as of a state; drawn when it is not kept, or kept of another state. @param type what is drawn, when it is no page */
  async page(
    address: string,
    state: string,
    draw: () => Promise<string>,
    type = 'text/html; charset=utf-8',
  ): Promise<PackedFile> {
    const kept = this.pages.get(address, state)
    if (kept) return kept
    const text = await draw()
    return this.pages.set(address, state, { type, sha256: sha256(text), gzip: await packing(text) })
  }
}
