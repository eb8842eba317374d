import { existsSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What is kept free on the disk of the data (bytes): the embedded engine writes its journal by pieces of 16 MB. Where one cannot be made it
 * stops, and cannot start again before there is room, not even to show pages.
 */
export const ROOM = 64 * 1024 * 1024

/** What is free on the disk of a folder that exists, in bytes. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

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
