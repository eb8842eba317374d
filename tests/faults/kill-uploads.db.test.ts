import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { UPLOAD_JOBS } from '#features/contracts'
import { type Database, openDatabase } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { organisationOf } from '../support/actors.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile, numbers } from '../support/generated.ts'
import { root } from '../support/root.ts'
import { fingerprint } from './register.test-support.ts'

const ROUNDS = Math.min(Number(process.env['KILL_ROUNDS'] ?? 2), 7)
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
const COUNT = 3000

const address = await testAddress()
const dataDir = 'url' in address ? mkdtempSync(join(tmpdir(), 'mieuxdisant-kill-uploads-')) : address.dataDir
const depots = join(dataDir, 'depots')
afterAll(() => rmSync(depots, { recursive: true, force: true }))

/** What is done by this process, while no other has the database. */
async function between<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(address)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

async function worker() {
  const program = [
    '--import',
    'tsx',
    root('tests/faults/upload-worker.test-support.ts'),
    JSON.stringify(address),
    dataDir,
  ]
  const child = spawn(process.execPath, program, { cwd: root(), stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  await Promise.race([once(child.stdout, 'data'), ended])
  return { child, ended }
}

test(
  `kill -9 at ${ROUNDS} random moments of an import (KILL_SEED=${SEED}): the file is imported once, whole`,
  async () => {
    const id = randomUUID()
    mkdirSync(depots, { recursive: true })
    writeFileSync(join(depots, id), generatedFile({ seed: 9, count: COUNT }))
    await between(async db => {
      const { administrator } = await organisationOf(db, '22990099800019', 'Vallonne', 'administrator')
      const { person, membership } = administrator
      const jobs = new Jobs(db, UPLOAD_JOBS, { log: openLog('silent') })
      await jobs.open()
      await db.transaction(async trx => {
        await sql`update person set administrator = true where id = ${person.id}`.execute(trx)
        await sql`
          insert into upload (id, organisation_id, person_id, file, all_buyers, state)
          values (${id}, ${membership.organisation.id}, ${person.id}, 'f.json', true, 'waiting')`.execute(trx)
        await jobs.add(trx, UPLOAD_JOBS[0], { upload: id })
      })
      await jobs.stop()
    })
    const next = numbers(SEED)
    for (let round = 0; round < ROUNDS; round++) {
      const { child, ended } = await worker()
      await pause(next(2000))
      child.kill('SIGKILL')
      await ended
      if ('url' in address)
        await between(async db => {
          // As if the half-minute had passed after which a silent process is dead.
          await db.run("update jobs.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'")
          await db.run('update jobs.queue set monitor_claim_on = null')
        })
    }
    expect(await (await worker()).ended).toBe(0)
    const seen = await between(async db => ({
      upload: (await db.run('select state, reason from upload')).rows,
      finished: (await db.run("select id, read from import where state = 'finished'")).rows,
      linked: (await db.run('select import_id as id from upload')).rows,
      generation: (await db.run('select generation as id from register')).rows,
    }))
    expect(seen.upload).toEqual([{ state: 'finished', reason: null }])
    expect(seen.finished).toEqual([{ id: expect.any(Number), read: COUNT }])
    expect(seen.linked).toEqual(seen.generation)
    expect(seen.linked).toEqual(seen.finished.map(({ id: imported }) => ({ id: imported })))
    expect((await fingerprint(address)).leftovers).toBe(0)
    // Killed between the two, it would be removed within the hour.
    expect(existsSync(depots) ? readdirSync(depots).filter(name => name !== id) : []).toEqual([])
  },
  ROUNDS * 60_000,
)
