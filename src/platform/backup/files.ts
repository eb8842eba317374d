import { createHash } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
} from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'

/** What a data folder holds of the database itself, of the process that has it, and what waits to be read: not to be copied. */
const OURS = /^(pg|pg[.].*|depots|mieuxdisant[.](lock|control|sock).*|restauration[.]incomplete)$/

/** Every file of a data folder besides the database, by its path with `/`; and what is left out because it is not a file (a link, a pipe). */
export function filesOf(dataDir: string): { files: string[]; others: string[] } {
  const found: ReturnType<typeof filesOf> = { files: [], others: [] }
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(dataDir, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name)
      if (folder === '' && OURS.test(entry.name)) continue
      if (entry.isDirectory()) visit(path)
      else (entry.isFile() ? found.files : found.others).push(path)
    }
  }
  if (existsSync(dataDir)) visit('')
  return { files: found.files.sort(), others: found.others.sort() }
}

/** Whether a path that a backup names stays in the data folder, and is none of what the program keeps there for itself. */
export function isOfFolder(path: unknown): path is string {
  return (
    typeof path === 'string' &&
    path !== '' &&
    path === posix.normalize(path) &&
    !/^(\.\.)?\/|^\.\.?$|\0/.test(path) &&
    (sep === '/' || !/[\\:]/.test(path)) &&
    !OURS.test(path.split('/')[0] ?? '')
  )
}

/** Adds bytes to a file of a data folder; for its owner only until it is settled. */
export function putFile(dataDir: string, path: string, bytes: Uint8Array): void {
  const target = join(dataDir, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  appendFileSync(target, bytes, { mode: 0o600 })
}

/** Gives a whole file its rights, and has it on the disk. */
export function settle(file: string, mode: number): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
    fchmodSync(descriptor, mode)
  } finally {
    closeSync(descriptor)
  }
}

export async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of createReadStream(file)) digest.update(chunk as Buffer)
  return digest.digest('hex')
}
