import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { makeExample } from './example.ts'
import { declareAbsent, findPrograms, install } from './resources.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A process for each visitor, not for each page they open, nor one in advance: starting it takes longer than most pages.
  '--renderer-process-limit=1',
  // A page that calls another host must fail here as it would for a reader whose network forbids it.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

function find(): string | undefined {
  return process.env['TEST_CHROMIUM'] || NAMES.flatMap(name => findPrograms(name, ['/usr/bin']))[0]
}

/** Before the browser tests: the example, and one Chromium for the run (TEST_CHROMIUM, this machine's, or Debian's), with an empty profile. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('absent', null)
  const failure = find() ? null : install('chromium')
  const executablePath = find()
  if (!executablePath) {
    declareAbsent(
      project,
      'Chromium',
      `${failure ?? 'its package gave no program'}. Install Chromium, or set TEST_CHROMIUM to its path`,
    )
    return undefined
  }
  const scratch = mkdtempSync(join(tmpdir(), 'mieuxdisant-browser-'))
  project.provide('scratch', scratch)
  project.provide('example', await makeExample(join(scratch, 'example')))
  const server = await chromium.launchServer({ executablePath, args: FLAGS })
  project.provide('chromium', server.wsEndpoint())
  return async () => {
    await server.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}
