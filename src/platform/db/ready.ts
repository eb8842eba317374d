import { chmodSync, constants, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { programFile } from '#platform/files'

/** The version of the engine that will open the folder. */
function engineVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')).version
}

/**
 * Copies the empty database that the build made with this very version of the engine to a folder that does not exist. Without one, nothing is
 * done: the engine makes its folder itself, which takes longer.
 */
export function startFromReady(folder: string, ready = programFile(`dist/pglite-${engineVersion()}`)): void {
  if (existsSync(folder) || !existsSync(join(ready, 'PG_VERSION'))) return
  cpSync(ready, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
  // A program may be installed read-only; its copy is written, and by its owner only.
  chmodSync(folder, 0o700)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
}
