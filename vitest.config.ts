import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { writeInMemory } from './tests/support/in-memory.ts'

const database = ['{src,tests}/**/*.db.test.{ts,tsx}']
const browser = ['tests/journeys/**/*.test.ts', 'tests/**/*.browser.test.ts']

writeInMemory()

export default defineConfig({
  test: {
    // Dates are those of Europe/Paris whatever the machine says: a zone that is not ours finds the code that forgot.
    env: { TZ: 'America/Toronto' },
    // A machine that does other things too is slow, not wrong.
    testTimeout: 30_000,
    // Files wait for processes and for the disk as much as they compute: half as many again as processors.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // A file of ours is made JavaScript once, for all projects and runs, until it changes.
    experimental: { fsModuleCache: true },
    // Files share what they load, since nothing of it changes: no test replaces a module or leaves a clock or a variable behind.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{src,tests,bench}/**/*.test.{ts,tsx}'], exclude: [...database, ...browser] },
      },
      ...(['pglite', 'postgres'] as const).map(engine => ({
        extends: true as const,
        test: {
          name: engine,
          include: database,
          env: { TEST_ENGINE: engine },
          globalSetup: [`tests/support/${engine}.ts`],
          runner: './tests/support/runner.ts',
          hookTimeout: 60_000,
        },
      })),
      {
        extends: true,
        test: {
          name: 'browser',
          include: browser,
          globalSetup: ['tests/support/chromium.ts'],
          runner: './tests/support/runner.ts',
          // A file keeps one processor busy with its pages, and half of another with their server.
          maxWorkers: Math.ceil(availableParallelism() / 2 + 1),
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
