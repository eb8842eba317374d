import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseAddress } from '#platform/db'
import { root } from './root.ts'

/** What a command said and how it ended; `code` is null when a signal ended it. */
export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
}

let folder: string | undefined

/** Beside PostgreSQL the product writes rejected records into its data folder: one for this process, removed at its end. */
function scratch(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'mieuxdisant-data-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

/** How the built product is told where its database is, on either engine. */
export function whereabouts(address: DatabaseAddress): { args: string[]; env: Record<string, string> } {
  return 'url' in address
    ? { args: [], env: { DATABASE_URL: address.url, DATA_DIR: scratch() } }
    : { args: ['--data', address.dataDir], env: {} }
}

/** The environment of the product in tests: the machine's, without its settings of ours. */
export function cleanEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of ['HOST', 'PORT', 'PUBLIC_URL', 'DATA_DIR', 'DATABASE_URL', 'LOG_LEVEL', 'NODE_ENV'])
    delete env[name]
  return { ...env, ...more }
}

/**
 * For a process that lives for a few seconds: V8 compiles what is busy in the embedded engine once, not again at its best, which would take as
 * much of the processor as all that the process does. The test files’ own process does it, once for all of them.
 */
export const QUICKLY = ['--liftoff-only']

/** The built product, before the name of a command. */
export const PRODUCT = [...QUICKLY, root('bin/mieuxdisant')]

/** A command that is running. */
export interface Running {
  child: ChildProcess
  ended: Promise<Outcome>
}

/**
 * Starts the built command line as a user would; an explicit `env` is added to what says where the database is.
 * @param output a file that takes standard output, which is then empty in the outcome
 */
export function startCli(
  address: DatabaseAddress | null,
  args: string[],
  env: Record<string, string> = {},
  output?: string,
): Running {
  const where = address ? whereabouts(address) : { args: [], env: {} }
  const descriptor = output === undefined ? null : openSync(output, 'w')
  const child = spawn(process.execPath, [...PRODUCT, ...args, ...where.args], {
    env: cleanEnvironment({ ...where.env, ...env }),
    stdio: ['ignore', descriptor ?? 'pipe', 'pipe'],
  })
  if (descriptor !== null) closeSync(descriptor)
  const out: Outcome = { code: null, stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      out[name] += text
    })
  }
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ ...out, code }))
  })
  return { child, ended }
}

/** Runs the built command line to its end: `await cli(address, 'import', file, '--json')`. */
export function cli(address: DatabaseAddress, ...args: string[]): Promise<Outcome> {
  return startCli(address, args).ended
}
