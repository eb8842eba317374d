import { randomBytes } from 'node:crypto'
import { lstatSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Where a live server of a data folder takes commands, and what shows that whoever asks may read that folder's secrets. */
export interface Door {
  address: string
  key: string
}

/** What a caller says first. */
export interface Request {
  key: string
  /** Of the program on its side. */
  version: string
  command: string
  args: string[]
  /** Where it was started: files are named from there. */
  folder: string
  watched: boolean
}

/** What a server answers, one JSON object a line, until `exit`. */
export type Answer = { out: string } | { err: string } | { exit: number } | { other: string }

/** The longest path of a socket: 103 bytes on macOS, 107 on Linux. */
const LONGEST = 100

const fileOf = (folder: string) => join(folder, 'mieuxdisant.control')

/**
 * Names a door for this process, which holds the folder: what a server that is gone has left is removed.
 * @param far out of the folder, which may be on a disk that knows no sockets
 */
export function makeDoor(folder: string, far: boolean): Door {
  removeDoor(folder)
  const key = randomBytes(32).toString('base64url')
  const door = { address: addressFor(folder, key, far), key }
  writeFileSync(fileOf(folder), JSON.stringify(door), { mode: 0o600, flag: 'wx' })
  return door
}

function addressFor(folder: string, key: string, far: boolean): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\mieuxdisant-${key.slice(0, 20)}`
  const near = join(resolve(folder), 'mieuxdisant.sock')
  // `mkdtemp` makes a folder that only this user enters.
  return !far && Buffer.byteLength(near) <= LONGEST ? near : join(mkdtempSync(join(tmpdir(), 'mieuxdisant-')), 'sock')
}

/** The door of a folder; null when no server has left one. */
export function readDoor(folder: string): Door | null {
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Door
  } catch {
    return null
  }
}

export function removeDoor(folder: string): void {
  const door = readDoor(folder)
  rmSync(fileOf(folder), { force: true })
  if (door === null || process.platform === 'win32') return
  try {
    if (lstatSync(door.address).isSocket()) rmSync(door.address)
    if (dirname(door.address) !== resolve(folder)) rmdirSync(dirname(door.address))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
