import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { freeBytes, ROOM } from '#platform/files'
import { fileSize } from '#ui'
import type { Means } from '../discussion.ts'
import { refuse } from '../labels.ts'

type Where = Pick<Means, 'dataDir'>

/** The largest attachment, in bytes. */
export const LARGEST = 50_000_000
/** Bytes between two looks at the room that is left. */
const STRIDE = 8_000_000

const FOLDER = 'pieces'
/** Where bytes come in, before it is known what they are. */
const ARRIVING = 'arrivees'

const folder = ({ dataDir }: Where, ...path: string[]) => join(dataDir, FOLDER, ...path)

/** Where the bytes of an organisation's attachment are. */
export const pathOf = (where: Where, organisation: string, sha256: string) => folder(where, organisation, sha256)

/** How many bytes of an attachment are there; null when its file is not. */
export const sizeOf = (where: Where, organisation: string, sha256: string): number | null =>
  statSync(pathOf(where, organisation, sha256), { throwIfNoEntry: false })?.size ?? null

/** Bytes that have come, not yet kept. */
export interface Arrival {
  path: string
  bytes: number
  sha256: string
}

/**
 * Takes bytes as they come, counted, and has them on the disk.
 * @throws Refusal `file-too-large`, `file-empty`, `no-room`, `connection-cut`
 */
export async function receive(where: Where, source: AsyncIterable<Uint8Array>, largest = LARGEST): Promise<Arrival> {
  const checkRoom = () => freeBytes(where.dataDir) < ROOM && refuse('no-room')
  mkdirSync(folder(where, ARRIVING), { recursive: true, mode: 0o700 })
  checkRoom()
  const path = folder(where, ARRIVING, randomUUID())
  const digest = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let bytes = 0
  let looked = 0
  const chunks = source[Symbol.asyncIterator]()
  const next = () => chunks.next().catch(() => refuse('connection-cut'))
  try {
    for (let chunk = await next(); !chunk.done; chunk = await next()) {
      bytes += chunk.value.length
      if (bytes > largest) refuse('file-too-large', { largest: fileSize(largest) })
      if (bytes - looked >= STRIDE) {
        checkRoom()
        looked = bytes
      }
      digest.update(chunk.value)
      await file.appendFile(chunk.value)
    }
    if (bytes === 0) refuse('file-empty')
    await file.sync()
    return { path, bytes, sha256: digest.digest('hex') }
  } catch (error) {
    drop(path)
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return refuse('no-room')
    throw error
  } finally {
    await file.close()
  }
}

/** Puts what has come in its place, instead of the same bytes where they are there. */
export function keep(where: Where, organisation: string, { path, sha256 }: Arrival): void {
  mkdirSync(folder(where, organisation), { recursive: true, mode: 0o700 })
  renameSync(path, pathOf(where, organisation, sha256))
}

/** Forgets a file that is there, or not. */
export const drop = (path: string) => rmSync(path, { force: true })

const listed = (path: string) => {
  try {
    return readdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The organisations that have files. */
export const organisationsIn = (where: Where) => listed(folder(where)).filter(name => name !== ARRIVING)

/** The files of an organisation, or of those that arrive, which have been there since before a moment. */
export function filesBefore(where: Where, organisation: string | null, moment: Date): { name: string; path: string }[] {
  return listed(folder(where, organisation ?? ARRIVING)).flatMap(name => {
    const path = folder(where, organisation ?? ARRIVING, name)
    const at = statSync(path, { throwIfNoEntry: false })?.mtime
    return at && at < moment ? [{ name, path }] : []
  })
}
