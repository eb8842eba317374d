import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A folder of the reference material that stands beside the project, or null (said aloud) where it is absent. */
export function sharedFolder(path: string): string | null {
  const folder = join(import.meta.dirname, '../../../../../shared', path)
  if (existsSync(folder)) return folder
  console.warn(`Skipped: ${folder} is absent; these tests compare with the official files.`)
  return null
}
