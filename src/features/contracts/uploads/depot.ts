import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { freeBytes, ROOM } from '#platform/files'
import { refuse } from './labels.ts'
import type { Intake } from './uploads.ts'

type Where = Pick<Intake, 'dataDir'>

/** Of the data folder: a backup leaves it out. */
const FOLDER = 'depots'
/** Bytes between two looks at the room that is left. */
const STRIDE = 8 * 1024 * 1024

/** Where the bytes of an upload wait to be read. */
export const pathOf = ({ dataDir }: Where, id: string) => join(dataDir, FOLDER, id)

/** How much of it the disk holds; 0 when there is no such file. */
export function sizeOf(where: Where, id: string): number {
  return statSync(pathOf(where, id), { throwIfNoEntry: false })?.size ?? 0
}

export const isThere = (where: Where, id: string) => existsSync(pathOf(where, id))

export function remove(where: Where, id: string): void {
  rmSync(pathOf(where, id), { force: true })
}

/** The uploads whose files are there. */
export function present({ dataDir }: Where): string[] {
  const folder = join(dataDir, FOLDER)
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Refuses what would leave too little room on the disk. */
export function checkRoom({ dataDir }: Where, bytes: number): void {
  mkdirSync(join(dataDir, FOLDER), { recursive: true, mode: 0o700 })
  if (freeBytes(dataDir) - bytes < ROOM) refuse('no-room')
}

/**
 * Writes bytes as they come, from a place of the file on; what was beyond it is cut. Has them on the disk at the end, also where the connection
 * was cut before.
 * @param allowed refuses (`file-too-large`) the byte after so many
 * @param before called before each chunk with the bytes written so far; what it throws ends the writing
 * @returns how many were written, and why no more came
 */
export async function append(
  where: Where,
  id: string,
  start: number,
  bytes: AsyncIterable<Uint8Array>,
  allowed: number,
  before: (written: number) => void,
): Promise<{ written: number; error?: unknown }> {
  checkRoom(where, 0)
  const file = await open(pathOf(where, id), isThere(where, id) ? 'r+' : 'wx', 0o600)
  let written = 0
  let looked = 0
  const write = async (chunk: Uint8Array) => {
    for (let done = 0; done < chunk.length; )
      done += (await file.write(chunk, done, chunk.length - done, start + written + done)).bytesWritten
    written += chunk.length
  }
  let fault: { error: unknown } | undefined
  try {
    await file.truncate(start)
    try {
      for await (const chunk of bytes) {
        before(written)
        if (start + written + chunk.length > allowed) refuse('file-too-large', { largest: allowed })
        if (written - looked >= STRIDE) {
          checkRoom(where, 0)
          looked = written
        }
        await write(chunk).catch(error => {
          fault = { error }
          throw error
        })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') refuse('no-room')
      if (fault) throw error
      await file.datasync()
      return { written, error }
    }
    await file.datasync()
    return { written }
  } finally {
    await file.close()
  }
}
