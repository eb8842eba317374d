import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { type RunningServer, startServer } from './server.ts'

/**
 * The product serving a folder in which there was nothing, for this test file alone; stopped after it.
 * Call at the top of the file: `const install = await emptyInstall()`.
 */
export async function emptyInstall(): Promise<RunningServer & { dataDir: string }> {
  // Without a Chromium the runner skips the whole file: nothing is asked of what is returned.
  if (inject('absent') !== null) return undefined as never
  let install: RunningServer | undefined
  afterAll(() => install?.stop())
  const dataDir = await mkdtemp(join(inject('scratch'), 'empty-'))
  install = await startServer({ dataDir })
  return { ...install, dataDir }
}
