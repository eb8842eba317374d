import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from './refusals.ts'

/**
 * What the site signs its cookies with: SECRET, or that of a file of the data folder, made the first time and readable by its owner only.
 * @throws Refusal `secret-unreadable`
 */
export function secretOf({ secret, dataDir }: { secret: string | null; dataDir: string }): string {
  if (secret !== null) return secret
  const file = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const kept = readFileSync(file, 'utf8').trim()
    if (kept.length >= 32) return kept
  } catch (error) {
    return refuse('secret-unreadable', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
  return refuse('secret-unreadable', { file, why: 'moins de 32 signes' })
}
