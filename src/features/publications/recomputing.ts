import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { NewFile } from './publications.ts'

const running = promisify(execFile)

/**
 * Runs the script of a publication beside its other files, as a stranger will, in a process of its own: pages do not wait for it. What it would not
 * find again is a fault, and is not published.
 * @param script the name of one of the files
 */
export async function recompute(files: readonly NewFile[], script: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mieuxdisant-recalcul-'))
  try {
    for (const { name, body } of files) await writeFile(join(folder, name), body)
    await running(process.execPath, [join(folder, script)], { env: {} })
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? `\n${error.stdout}` : ''
    throw new Error(`What is to be published is not found again by ${script}${said}`, { cause: error })
  } finally {
    await rm(folder, { recursive: true })
  }
}
