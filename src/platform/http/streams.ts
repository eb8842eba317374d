import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import type { Context } from 'hono'

/** The bytes of a body, as they come: of a route that declares `body: 'stream'`. Ends with an error when the connection is cut. */
export const bytesOf = (c: Context): Readable =>
  c.req.raw.body ? Readable.fromWeb(c.req.raw.body as ReadableStream) : Readable.from([])

/** A file of a form, while it is being read. */
export interface FileOfForm {
  /** Without its folder; empty where none was chosen. */
  name: string
  /** The fields that came before it. */
  fields: Readonly<Record<string, string>>
  /** Its bytes. What `take` leaves of them is not read. */
  bytes: Readable
}

/** More than this of fields beside the file is no form of ours. */
const LIMITS = { files: 1, fields: 8, parts: 9, fieldSize: 4096, headerPairs: 16 }

/**
 * Reads a form that holds one file, whose bytes go to `take` while they come: nothing of it is kept in memory.
 * @returns what `take` returns; undefined when the body is no such form, or has no file
 * @throws what `take` throws, or why the connection was cut
 */
export async function formWithFile<T>(c: Context, take: (file: FileOfForm) => Promise<T>): Promise<T | undefined> {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data;.*boundary=/i.test(type)) return undefined
  const fields: Record<string, string> = {}
  const form = new Busboy({ headers: { 'content-type': type }, limits: LIMITS })
  const body = bytesOf(c)
  const stopped = new AbortController()
  let taken: Promise<T> | undefined
  let file: Readable | undefined
  form.on('field', (name, value) => {
    fields[name] = value
  })
  form.on('file', (_field, bytes, name) => {
    file = bytes
    taken = take({ name: name ?? '', fields, bytes })
    // What was refused is not read to its end. A file that was taken whole lets the form go on.
    taken.catch(() => stopped.abort())
  })
  const read = pipeline(body, form, { signal: stopped.signal })
  try {
    await read
  } catch (error) {
    // The reason is that of who took the file, where there is one.
    if (stopped.signal.aborted) return await (taken as Promise<T>)
    // Nobody else tells whoever reads it.
    file?.destroy(error as Error)
    await taken?.catch(() => {})
    throw error
  }
  return await taken
}
