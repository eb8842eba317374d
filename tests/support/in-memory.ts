import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** More than a run ever holds at once. */
const ROOM = 2 * 1024 ** 3

/**
 * Where what tests write is kept: in memory, where this machine gives folders there and has room, unless TMPDIR says where. A database is a
 * thousand small files, copied for each test file and again by many tests: a disk takes longer than all that is done with them.
 */
export function writeInMemory(): void {
  if (process.env['TMPDIR'] || !hasRoom()) return
  const folder = mkdtempSync(join(MEMORY, 'mieuxdisant-tests-'))
  // PostgreSQL passes through under another user than root.
  chmodSync(folder, 0o711)
  process.env['TMPDIR'] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, freemem()) > ROOM
  } catch {
    return false
  }
}
