import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { testAddress } from '../support/database.ts'
import { numbers } from '../support/generated.ts'
import { root } from '../support/root.ts'
import { effect } from './job-worker.test-support.ts'

const ROUNDS = Math.min(Number(process.env['KILL_ROUNDS'] ?? 2), 10)
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
const JOBS = 40 * ROUNDS

const address = await testAddress()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-kill-jobs-'))
const file = join(folder, 'done')
afterAll(() => rmSync(folder, { recursive: true }))

/** What is done by this process, while no other has the database. */
async function between(work: (db: Database) => Promise<unknown>): Promise<void> {
  const db = await openDatabase(address)
  try {
    await work(db)
  } finally {
    await db.close()
  }
}

/** A process that does jobs, once it has begun. */
async function worker() {
  const program = ['--import', 'tsx', root('tests/faults/job-worker.test-support.ts'), JSON.stringify(address), file]
  const child = spawn(process.execPath, program, { cwd: root(), stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = once(child, 'close').then(([code]) => ({ code, said }))
  await Promise.race([once(child.stdout, 'data'), ended])
  return { child, ended }
}

test(
  `kill -9 at ${ROUNDS} random moments (KILL_SEED=${SEED}): each job has its effect once, none is lost`,
  async () => {
    await between(async db => {
      await db.run('create table effect (job uuid, number integer)')
      const jobs = new Jobs(db, [effect], { log: openLog('silent') })
      await jobs.open()
      await db.transaction(async trx => {
        for (let number = 0; number < JOBS; number++) await jobs.add(trx, effect, { number }, { key: `${number}` })
      })
      await jobs.stop()
    })
    const next = numbers(SEED)
    for (let round = 0; round < ROUNDS; round++) {
      const { child, ended } = await worker()
      await pause(next(400))
      child.kill('SIGKILL')
      await ended
      if ('url' in address)
        await between(async db => {
          // As if the half-minute had passed after which a silent process is dead.
          await db.run("update jobs.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'")
          await db.run('update jobs.queue set monitor_claim_on = null')
        })
    }
    const { code, said } = await (await worker()).ended
    expect(code).toBe(0)
    const seen = JSON.parse(said.slice('working\n'.length)) as { job: string; number: number; taken_up: number }[]
    expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: JOBS }, (_, number) => number))
    expect(seen.filter(({ taken_up }) => taken_up > 0)).not.toEqual([])
    // What is outside the database may be done again, under the same name.
    const outside = readFileSync(file, 'utf8').trim().split('\n')
    expect(new Set(outside)).toEqual(new Set(seen.map(({ job }) => job)))
    expect(outside.length).toBeGreaterThanOrEqual(JOBS)
  },
  ROUNDS * 60_000,
)
