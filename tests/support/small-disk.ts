import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MB = 1024 * 1024

/** A disk of the test's own, in memory, whose size can change. */
export interface SmallDisk {
  folder: string
  mount(): void
  /** Makes it as large as what it holds, and that much more (megabytes). */
  leave(room: number): void
  remove(): void
}

function run(program: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${(stderr || String(error)).trim()}`)
}

/**
 * Makes sure that a disk can be mounted; `mount` it in a hook, since a file whose tests are all filtered out runs none to remove it.
 * @returns why not, where this process may not
 */
export function smallDisk(): SmallDisk | string {
  const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-disk-'))
  const disk: SmallDisk = {
    folder,
    mount: () => {
      mkdirSync(folder, { recursive: true })
      run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder)
    },
    leave: room => {
      const { blocks, bfree, bsize } = statfsSync(folder)
      run('mount', '-o', `remount,size=${(blocks - bfree) * bsize + room * MB}`, folder)
    },
    remove: () => {
      // What still holds a file there must not keep the disk: it goes from sight now, and away with its last user.
      run('umount', '--lazy', folder)
      rmSync(folder, { recursive: true })
    },
  }
  try {
    disk.mount()
    disk.remove()
    return disk
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    return `a small disk cannot be mounted here (${(error as Error).message})`
  }
}
