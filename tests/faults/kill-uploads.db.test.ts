import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { UPLOAD_JOBS } from '#features/contracts'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { organisationOf } from '../support/actors.ts'
import { testAddress } from '../support/database.ts'
import { generatedFile, numbers } from '../support/generated.ts'
import { between, killEach, startWorker } from './killing.test-support.ts'
import { fingerprint } from './register.test-support.ts'

const ROUNDS = Math.min(Number(process.env['KILL_ROUNDS'] ?? 2), 7)
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
const COUNT = 3000

const address = await testAddress()
const dataDir = 'url' in address ? mkdtempSync(join(tmpdir(), 'mieuxdisant-kill-uploads-')) : address.dataDir
const depots = join(dataDir, 'depots')
afterAll(() => rmSync(depots, { recursive: true, force: true }))

const worker = () => startWorker('upload-worker.test-support.ts', address, dataDir)

test(
  `kill -9 at ${ROUNDS} random moments of an import (KILL_SEED=${SEED}): the file is imported once, whole`,
  async () => {
    const id = randomUUID()
    mkdirSync(depots, { recursive: true })
    writeFileSync(join(depots, id), generatedFile({ seed: 9, count: COUNT }))
    await between(address, async db => {
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
    await killEach(
      address,
      worker,
      Array.from({ length: ROUNDS }, () => next(2000)),
    )
    expect(await (await worker()).ended).toMatchObject({ code: 0 })
    const seen = await between(address, async db => ({
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
