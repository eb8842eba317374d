// A process that does jobs until none is left, then says what was done: `node --import tsx tests/faults/job-worker.test-support.ts ADDRESS FILE [hold]`.
// Each job has an effect in the database and one outside of it, a line of FILE. Told to hold, it stays between the two, and says so then.
import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { z } from 'zod'
import { openDatabase } from '#platform/db'
import { defineJob, handler, Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'

export const effect = defineJob({
  name: 'effect',
  data: z.object({ number: z.number() }),
  retry: { times: 20, first: 1, longest: 1 },
})

async function work(address: string, file: string, hold: boolean): Promise<void> {
  const db = await openDatabase(JSON.parse(address))
  const jobs = new Jobs(db, [effect], { log: openLog('silent'), poll: 0.5 })
  const doing = handler(effect, async job => {
    appendFileSync(file, `${job.id}\n`)
    if (hold) {
      process.stdout.write('working\n')
      await pause(60_000)
    }
    await db.transaction(async trx => {
      await sql`insert into effect values (${job.id}, ${job.data.number})`.execute(trx)
      await sql`select pg_sleep(0.01)`.execute(trx)
      await job.done(trx)
    })
  })
  await jobs.start([doing])
  if (!hold) process.stdout.write('working\n')
  const left = async () =>
    (await db.run("select 1 from jobs.job where name = 'effect' and state <> 'completed' limit 1")).rows.length > 0
  while (await left()) await pause(50)
  const { rows } = await db.run(
    "select e.job, e.number, j.retry_count as taken_up from effect e join jobs.job j on j.name = 'effect' and j.id = e.job order by e.number",
  )
  process.stdout.write(JSON.stringify(rows))
  await jobs.stop()
  await db.close()
}

const [, program = '', address = '', file = '', hold] = process.argv
if (import.meta.url === pathToFileURL(program).href) await work(address, file, hold === 'hold')
