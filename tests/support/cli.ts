import { spawn } from 'node:child_process'
import type { DatabaseAddress } from '#platform/db'
import { root } from './root.ts'

/** What a command said and how it ended; `code` is null when a signal ended it. */
export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
}

/** How the built product is told where its database is, on either engine. */
export function whereabouts(address: DatabaseAddress): { args: string[]; env: Record<string, string> } {
  return 'url' in address
    ? { args: [], env: { DATABASE_URL: address.url } }
    : { args: ['--data', address.dataDir], env: {} }
}

/** The environment of the product in tests: the machine's, without its settings of ours. */
export function cleanEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of ['HOST', 'PORT', 'PUBLIC_URL', 'DATA_DIR', 'DATABASE_URL', 'LOG_LEVEL', 'NODE_ENV'])
    delete env[name]
  return { ...env, ...more }
}

/** Runs the built command line as a user would: `await cli(address, 'import', file, '--json')`. */
export async function cli(address: DatabaseAddress, ...args: string[]): Promise<Outcome> {
  const where = whereabouts(address)
  const child = spawn(process.execPath, [root('bin/mieuxdisant'), ...args, ...where.args], {
    env: cleanEnvironment(where.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: Outcome = { code: null, stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      out[name] += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ ...out, code }))
  })
}
