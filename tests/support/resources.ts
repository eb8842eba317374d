import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Example } from './example.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Why the tests of this project cannot run on this machine; null when they can. */
    absent: string | null
    /** What each test file copies: a migrated folder (PGlite), or the name of a migrated database (PostgreSQL). */
    template: string
    /** PostgreSQL: an administrative address, beside the template. */
    server: string
    /** Where to connect to the one Chromium of the run. */
    chromium: string
    /** What test files copy to serve it. */
    example: Example
    /** A folder for this run, removed at its end. */
    scratch: string
  }
}

/** Says something to whoever runs the checks: `bin/check` passes on these lines while it keeps the rest for failures. */
export function say(sentence: string): void {
  process.stderr.write(`check: ${sentence}\n`)
}

/** Every program of that name on the PATH, then in the extra folders. */
export function findPrograms(name: string, extraFolders: readonly string[] = []): string[] {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...extraFolders]
  return [...new Set(folders.map(folder => join(folder, name)))].filter(file => existsSync(file))
}

/** Whether this process may install Debian packages. */
function mayInstall(): boolean {
  return process.getuid?.() === 0 && findPrograms('apt-get').length > 0
}

/**
 * Installs Debian packages when this machine allows it, and says so.
 * @returns null when installed, else why not
 */
export function install(...debianPackages: readonly string[]): string | null {
  if (!mayInstall()) return 'it can only be installed by root on a system with apt-get'
  say(`installing Debian’s ${debianPackages.join(', ')} (a minute or so, once)`)
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...debianPackages]]) {
    const run = spawnSync('apt-get', args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 << 20,
    })
    if (run.status !== 0) return `apt-get ${args[0]} failed: ${(run.stderr || String(run.error)).trim().slice(-600)}`
  }
  return null
}

/**
 * Declares that the tests of a project cannot run here: they are all skipped with the reason.
 * @throws under CI=true, where a check that did not run is a failure
 */
export function declareAbsent(project: TestProject, what: string, reason: string): void {
  const sentence = `${what} is missing, and ${reason}`
  if (process.env['CI'] === 'true') throw new Error(`${sentence}. Under CI=true this is a failure.`)
  say(`SKIPPED: every test of “${project.name}”. ${sentence}.`)
  project.provide('absent', sentence)
}
