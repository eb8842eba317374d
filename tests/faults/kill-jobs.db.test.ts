import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { testAddress } from '../support/database.ts'
import { numbers } from '../support/generated.ts'
import { effect } from './job-worker.test-support.ts'
import { between, killEach, startWorker } from './killing.test-support.ts'

const ROUNDS = Math.min(Number(process.env['KILL_ROUNDS'] ?? 2), 10)
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
const JOBS = 40 * ROUNDS

const address = await testAddress()
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-kill-jobs-'))
const file = join(folder, 'done')
afterAll(() => rmSync(folder, { recursive: true }))

const worker = (...told: string[]) => startWorker('job-worker.test-support.ts', address, file, ...told)

test(
  `kill -9 in a job, then at ${ROUNDS} random moments (KILL_SEED=${SEED}): each job has its effect once, none is lost`,
  async () => {
    await between(address, async db => {
      await db.run('create table effect (job uuid, number integer)')
      const jobs = new Jobs(db, [effect], { log: openLog('silent') })
      await jobs.open()
      await db.transaction(async trx => {
        for (let number = 0; number < JOBS; number++) await jobs.add(trx, effect, { number }, { key: `${number}` })
      })
      await jobs.stop()
    })
    const next = numbers(SEED)
    await killEach(address, () => worker('hold'), [0])
    await killEach(
      address,
      () => worker(),
      Array.from({ length: ROUNDS }, () => next(400)),
    )
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
