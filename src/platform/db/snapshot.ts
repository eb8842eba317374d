import { existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Connection, ConnectionSource } from './connection.ts'
import { Embedded } from './pglite.ts'
import { orUnavailable, Unavailable } from './unavailable.ts'

/** Values have one text, whatever the server's settings; a policy that would hide rows is an error instead. */
export const PLAIN_TEXT = `set local timezone = 'UTC'; set local datestyle = 'ISO, MDY'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local row_security = off; set local statement_timeout = 0`

/** Reads everything as of one moment. */
export async function snapshotOn<T>(
  source: ConnectionSource,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await source.acquire().catch(orUnavailable)
  try {
    await connection.script(`begin isolation level repeatable read read only; ${PLAIN_TEXT}`)
    return await work(connection)
  } catch (error) {
    return orUnavailable(error)
  } finally {
    await connection.script('rollback').catch(() => {})
    source.release(connection)
  }
}

/** What the embedded engine itself needs to go on (bytes), besides the copy: its journal grows by pieces of 16 MB. */
const ROOM = 128 * 1024 * 1024

/** The copies of an embedded database that its process was stopped before removing. */
export const forgetCopy = (folder: string) => rmSync(copyOf(folder), { recursive: true, force: true })

const copyOf = (folder: string) => `${folder}.copy`

/**
 * The same for the embedded engine, whose only connection cannot be kept from the pages: its folder is copied between two statements, and a
 * second engine reads the copy.
 * @throws Unavailable `disk-full` when a copy has no room
 */
export async function snapshotOfCopy<T>(
  embedded: Embedded,
  folder: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const copy = copyOf(folder)
  const { bavail, bsize } = statfsSync(dirname(folder))
  const missing = sizeOf(folder) + ROOM - bavail * bsize
  if (missing > 0) throw new Unavailable('disk-full', `il manque ${Math.ceil(missing / 1e6)} Mo pour copier la base`)
  try {
    await embedded.copyTo(copy).catch(orUnavailable)
    const frozen = await Embedded.open(copy)
    try {
      return await snapshotOn(frozen.source(null), work)
    } finally {
      await frozen.close()
    }
  } finally {
    forgetCopy(folder)
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const path = join(folder, name)
    return sum + (existsSync(path) ? statSync(path).size : 0)
  }, 0)
}
