import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

let root: string | undefined

/**
 * The absolute path of a file that ships with the program (migrations, styles, workers), the same from the sources and from the build.
 * @param path relative to the folder that holds package.json
 */
export function programFile(path: string): string {
  if (root === undefined) {
    let folder = dirname(fileURLToPath(import.meta.url))
    while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
    root = folder
  }
  return join(root, path)
}
