import { existsSync } from 'node:fs'
import { cp, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { cli } from './cli.ts'
import { type RunningServer, startServer } from './server.ts'

/**
 * The product serving the example data, on the embedded engine, for this test file alone; stopped after it. The example is made once per run.
 * Call at the top of the file: `const server = await demoServer()`.
 * @param before what is done in its folder before it serves
 */
export async function demoServer(before?: (address: { dataDir: string }) => Promise<void>): Promise<RunningServer> {
  // Without a Chromium the runner skips the whole file: nothing is asked of what is returned.
  if (inject('absent') !== null) return undefined as never
  let server: RunningServer | undefined
  afterAll(() => server?.stop())
  const example = join(inject('scratch'), 'example')
  if (!existsSync(example)) {
    const { code, stderr } = await cli({ dataDir: example }, 'demo')
    if (code !== 0) throw new Error(`“mieuxdisant demo” ended with ${code}:\n${stderr}`)
  }
  const dataDir = await mkdtemp(join(inject('scratch'), 'file-'))
  await cp(example, dataDir, { recursive: true })
  await before?.({ dataDir })
  server = await startServer({ dataDir })
  return server
}
