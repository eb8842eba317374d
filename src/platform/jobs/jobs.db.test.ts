import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pino from 'pino'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '#platform/config'
import type { Writer } from '#platform/db'
import { examine } from '#platform/doctor'
import { testDatabase } from '../../../tests/support/database.ts'
import { until } from '../../../tests/support/until.ts'
import { defineJob, GiveUp, type Handler, handler, type Job, Jobs, jobsCheck } from './index.ts'

const db = await testDatabase()

const soon = { times: 2, first: 1, longest: 1 }
const count = defineJob({ name: 'count', data: z.object({ by: z.number() }), retry: soon })
const daily = defineJob({ name: 'daily', data: z.object({}), every: '0 7 * * 1-5' })

const lines: Record<string, unknown>[] = []
const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) })
const newJobs = () => new Jobs(db, [count, daily], { log, poll: 0.5 })

let jobs = newJobs()
beforeAll(async () => {
  await db.run('create table counted (id uuid, by integer)')
})
afterEach(async () => {
  await jobs.stop()
  await db.run('truncate counted, jobs.job')
  lines.length = 0
  jobs = newJobs()
})

const counted = async () => (await db.run('select id, by from counted order by by')).rows
const waiting = async () => (await db.run("select id, data from jobs.job where name = 'count'")).rows
const add = (data: { by: number }, options?: { key?: string; after?: Date }) =>
  db.transaction(trx => jobs.add(trx, count, data, options))

/** Something to wait for. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** Counts, in the transaction that ends the job. */
const counting = (before: (job: Job<{ by: number }>) => Promise<void> = async () => {}): Handler =>
  handler(count, async job => {
    await before(job)
    await db.transaction(async trx => {
      await sql`insert into counted values (${job.id}, ${job.data.by})`.execute(trx)
      await job.done(trx)
    })
  })

test('several processes that start at once make the tables once', async () => {
  await Promise.all([jobs.open(), newJobs().open(), newJobs().open()])
  const { rows } = await db.run('select name from jobs.queue order by name')
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['count', 'daily', 'failed']))
})

test('a job comes with its change: committed with it, rolled back with it, and done at once by the process that added it', async () => {
  jobs = new Jobs(db, [count, daily], { log, poll: 3600 })
  await jobs.start([counting()])
  const undone = db.transaction(async trx => {
    await jobs.add(trx, count, { by: 1 })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await add({ by: 2 })
  await add({ by: 3 })
  await until(async () => (await counted()).length === 2)
  expect(await counted()).toMatchObject([{ by: 2 }, { by: 3 }])
  expect(lines).toEqual([])
})

test('one that may begin in a moment is done then, not when workers next look', async () => {
  jobs = new Jobs(db, [count, daily], { log, poll: 3600 })
  await jobs.start([counting()])
  await add({ by: 4 }, { after: new Date(Date.now() + 1000) })
  await new Promise(resolve => setTimeout(resolve, 500))
  expect(await counted()).toEqual([])
  await until(async () => (await counted()).length === 1)
})

test('one job for one key, whoever adds it again, even once it is done', async () => {
  await jobs.start([counting()])
  await Promise.all([add({ by: 4 }, { key: 'a' }), add({ by: 4 }, { key: 'a' }), add({ by: 5 }, { key: 'b' })])
  await until(async () => (await counted()).length === 2)
  await add({ by: 4 }, { key: 'a' })
  await pause(700)
  expect(await counted()).toHaveLength(2)
})

/** In a transaction of each role that adds. */
const asIdentity = (work: (trx: Writer) => Promise<void>) => db.identity.transaction().execute(work)
const asApp = (work: (trx: Writer) => Promise<void>) => db.as({ organisation: null, person: null }, work)

test.each([
  ['mieuxdisant_identity', asIdentity],
  ['mieuxdisant_app', asApp],
])(
  '%s adds jobs, can read none and do nothing else to them; ends those that it does, and stays itself',
  async (name, as) => {
    await jobs.open()
    await as(trx => jobs.add(trx, count, { by: 6 }, { after: new Date('2126-01-01') }))
    expect(await waiting()).toMatchObject([{ data: { by: 6 } }])
    for (const statement of [
      'select id from jobs.job_common',
      'select data from jobs.job',
      'delete from jobs.job_common',
      "update jobs.job_common set state = 'completed'",
      "select jobs.create_queue('mine', '{}')",
    ])
      await expect(as(async trx => void (await sql.raw(statement).execute(trx)))).rejects.toThrow(/permission denied/)
    await expect(sql`select from jobs.queue`.execute(db.read)).rejects.toThrow(/permission denied/)
    const roles: unknown[] = []
    const doing = handler(count, job =>
      as(async trx => {
        await job.done(trx)
        const { rows } = await sql<{ role: string }>`select current_role as role`.execute(trx)
        roles.push(rows[0]?.role)
      }),
    )
    await jobs.start([doing])
    await as(trx => jobs.add(trx, count, { by: 7 }))
    await until(async () => (await db.run("select 1 from jobs.job where state = 'completed'")).rows.length === 1)
    expect(roles).toEqual([name])
  },
)

test('what fails is tried again under the same identifier, then kept with its reason, without addresses', async () => {
  const attempts: [string, number][] = []
  await jobs.start([
    counting(async ({ id, attempt, data }) => {
      attempts.push([id, attempt])
      if (data.by === 8 && attempt === 2) return
      throw new Error('the server of <camille.roy@exemple.fr> says no')
    }),
  ])
  await add({ by: 8 })
  await until(async () => (await counted()).length === 1)
  expect(attempts.map(([, attempt]) => attempt)).toEqual([1, 2])
  expect(new Set(attempts.map(([id]) => id)).size).toBe(1)
  await add({ by: 9 })
  await until(async () => (await jobs.failed()).length === 1)
  expect(await jobs.failed()).toMatchObject([{ kind: 'count', reason: 'the server of <…@…> says no', attempts: 3 }])
  expect(lines.map(({ msg }) => msg)).toEqual([
    'job failed, to be tried again',
    'job failed, to be tried again',
    'job failed, to be tried again',
    'job failed for good',
  ])
  expect(JSON.stringify(lines)).not.toContain('camille')
})

test('what is hopeless, or unreadable, is not tried again', async () => {
  await jobs.start([
    counting(async () => {
      throw new GiveUp('no such person')
    }),
  ])
  await add({ by: 10 })
  await db.run(`insert into jobs.job (name, data, dead_letter) values ('count', '{"by": "ten"}', 'failed')`)
  await until(async () => (await jobs.failed()).length === 2)
  const reasons = (await jobs.failed()).map(({ reason }) => reason)
  expect(reasons.sort()).toEqual(['no such person', 'unreadable data: by'])
})

test('the one who took a dead process’s job, and that process if it was not dead: one effect', async () => {
  const [first, second] = [gate(), gate()]
  await jobs.start([counting(({ attempt }) => (attempt === 1 ? first : second).opened)])
  const other = newJobs()
  try {
    await add({ by: 11 })
    await until(async () => (await db.run("select 1 from jobs.job where state = 'active'")).rows.length === 1)
    // Its heart stopped beating an hour ago.
    await db.run("update jobs.job set heartbeat_on = now() - interval '1 hour' where state = 'active'")
    await db.run('update jobs.queue set monitor_claim_on = null')
    await other.start([counting(({ attempt }) => (attempt === 1 ? first : second).opened)])
    await until(
      async () => (await db.run("select 1 from jobs.job where state = 'active' and retry_count = 1")).rows.length,
    )
    second.open()
    await until(async () => (await counted()).length === 1)
    first.open()
    await pause(300)
    expect(await counted()).toHaveLength(1)
  } finally {
    await other.stop()
  }
})

test('stopping waits for the job that is being done', async () => {
  await jobs.start([counting(() => pause(400))])
  await add({ by: 12 })
  await until(async () => (await db.run("select 1 from jobs.job where state = 'active'")).rows.length === 1)
  await jobs.stop()
  expect(await counted()).toMatchObject([{ by: 12 }])
})

test('what comes back by itself is planned in Paris, and forgotten when nobody does it any more', async () => {
  await jobs.start([handler(daily, async () => {})])
  const planned = async () => (await db.run('select name, cron, timezone from jobs.schedule')).rows
  expect(await planned()).toEqual([{ name: 'daily', cron: '0 7 * * 1-5', timezone: 'Europe/Paris' }])
  await jobs.stop()
  await jobs.start([])
  expect(await planned()).toEqual([])
})

test('doctor says what nobody does, and what failed for good within the week', async () => {
  const ask = async () => (await examine([jobsCheck], readConfig({}), db))[0]
  await jobs.open()
  await add({ by: 1 })
  await add({ by: 2 }, { after: new Date(Date.now() + 3600_000) })
  expect(await ask()).toMatchObject({ found: expect.stringMatching(/^0 travail en retard/), remedy: null })
  await db.run("update jobs.job set start_after = now() - interval '61 minutes' where data = '{\"by\": 1}'")
  expect(await ask()).toMatchObject({
    found: expect.stringMatching(/^1 travail en retard/),
    remedy: expect.stringMatching(/^Lancez « mieuxdisant serve »/),
  })
  await jobs.start([handler(count, () => Promise.reject(new GiveUp('refused to a@exemple.fr')))])
  await until(async () => (await jobs.failed()).length === 1)
  expect((await ask())?.remedy).toBe(
    'Le dernier en échec (count) a dit « refused to …@… » : réparez-en la cause, puis redemandez-le.',
  )
  await db.run("update jobs.job set created_on = now() - interval '8 days' where name = 'failed'")
  expect(await ask()).toMatchObject({ found: expect.stringContaining('1 travail en échec'), remedy: null })
})
