import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from './refusals.ts'

/** Who has a data folder. */
export interface Holder {
  pid: number
  /** Start of the process in clock ticks since boot, so that a reused pid is not taken for the holder; null where unknown. */
  started: string | null
  since: string
  command: string
}

/** The kernel's own record of when a process started; null when it is gone or the system does not say. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return holder.started === null || startOf(holder.pid) === holder.started
}

/** Who has a data folder, or had it when their process ended; null when nobody does. */
export const holderOf = (folder: string): Holder | null => readHolder(join(folder, 'mieuxdisant.lock'))

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

/**
 * Takes a data folder for this process, or refuses (`data-locked`). A lock left by a process that is gone is taken over.
 * @returns the function that gives the folder back
 */
export function lockFolder(folder: string): () => void {
  // Who reads its files reads all that they hold: for its owner only.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'mieuxdisant.lock')
  const mine = `${file}.${process.pid}`
  const holder: Holder = {
    pid: process.pid,
    started: startOf(process.pid),
    since: new Date().toISOString(),
    command: process.argv[2] ?? 'mieuxdisant',
  }
  try {
    writeFileSync(mine, JSON.stringify(holder))
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(mine, file)
        return () => {
          if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const other = readHolder(file)
      if (other && isAlive(other)) refuse('data-locked', { folder, ...other })
      try {
        renameSync(file, `${mine}.stale`)
        rmSync(`${mine}.stale`, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
    return refuse('data-locked', { folder, pid: 0, command: '', since: '' })
  } finally {
    rmSync(mine, { force: true })
  }
}
