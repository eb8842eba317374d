import { cpSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import { type RunningServer, startServer } from './server.ts'

/** The product serving the example data. */
export interface DemoServer extends RunningServer {
  /** The pass-phrase of its people, as it was printed. */
  password: string
  /** The session of one of its people, by the beginning of their address: `await server.as(browser, 'nadia.belkacem')`. */
  as(browser: Browser, person: string): Promise<Session>
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/**
 * The product serving the example data, on the embedded engine, for this test file alone; stopped after it.
 * Call at the top of the file: `const server = await demoServer()`.
 * @param before what is done in its folder before it serves
 */
export async function demoServer(before?: (address: { dataDir: string }) => Promise<void>): Promise<DemoServer> {
  // Without a Chromium the runner skips the whole file: nothing is asked of what is returned.
  if (inject('absent') !== null) return undefined as never
  let server: RunningServer | undefined
  afterAll(() => server?.stop())
  const { folder, password } = inject('example')
  const dataDir = await mkdtemp(join(inject('scratch'), 'file-'))
  cpSync(folder, dataDir, { recursive: true })
  await before?.({ dataDir })
  const started = await startServer({ dataDir })
  server = started
  return {
    ...started,
    password,
    async as(browser, person) {
      const context = await browser.newContext()
      try {
        const answer = await context.request.post(`${started.url}/connexion`, {
          form: { email: `${person}@vallonne.example`, password },
          maxRedirects: 0,
        })
        if (answer.status() !== 303) throw new Error(`${person} may not sign in: ${answer.status()}`)
        return await context.storageState()
      } finally {
        await context.close()
      }
    },
  }
}
