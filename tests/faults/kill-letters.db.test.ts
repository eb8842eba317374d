import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { REMINDER_JOBS } from '#features/reminders'
import { SURVEY_JOBS } from '#features/surveys'
import { testAddress } from '../support/database.ts'
import { numbers } from '../support/generated.ts'
import { until } from '../support/until.ts'
import { between, killEach, startWorker } from './killing.test-support.ts'
import { lettersOf } from './letter-worker.test-support.ts'

const ROUNDS = Math.min(Number(process.env['KILL_ROUNDS'] ?? 2), 10)
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
const PEOPLE = 25 * ROUNDS

const address = await testAddress()
const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-kill-letters-'))
afterAll(() => rmSync(dataDir, { recursive: true }))
const worker = () => startWorker('letter-worker.test-support.ts', address, dataDir)

test(
  `kill -9 amidst invitations and reminders at ${ROUNDS} random moments (KILL_SEED=${SEED}): each is sent one mail, none is lost`,
  async () => {
    const [organisation, survey] = [randomUUID(), randomUUID()]
    await between(address, async db => {
      const { jobs } = lettersOf(db, dataDir)
      await jobs.open()
      await db.run(
        `insert into organisation (id, siret, name, kind, territory) values ('${organisation}', '22990099800019', 'V', 'department', '')`,
      )
      await db.run(
        `insert into person (id, name, email) select gen_random_uuid(), 'P', 'pilote-' || n || '@exemple.test' from generate_series(1, ${PEOPLE}) n`,
      )
      await db.run(
        `insert into membership (id, organisation_id, person_id, roles) select gen_random_uuid(), '${organisation}', id, '{pilot}' from person`,
      )
      await db.run(`insert into survey (id, organisation_id, series, title, audience, anonymous, questionnaire, link, tally, state, opened_on)
        values ('${survey}', '${organisation}', 's', 'E', 'agents', true, '{"format":"mieuxdisant-survey/1","sections":[]}', '${randomUUID()}', '{}', 'open', '2026-01-01')`)
      await db.run(`insert into survey_invitation (id, organisation_id, survey_id, email)
        select gen_random_uuid(), '${organisation}', '${survey}', 'invite-' || n || '@exemple.test' from generate_series(1, ${PEOPLE}) n`)
      await db.transaction(async trx => {
        await jobs.add(trx, SURVEY_JOBS[1], { organisation, id: survey, wave: 0, after: null })
        await jobs.add(trx, REMINDER_JOBS[0], {})
      })
      await jobs.stop()
    })
    const next = numbers(SEED)
    const outbox = join(dataDir, 'outbox')
    const written = () => (existsSync(outbox) ? readdirSync(outbox).filter(name => name.endsWith('.json')) : [])
    // Each is killed once it has written a few, at any moment of the next.
    const few = async () => {
      const before = written().length
      const process = await worker()
      await until(() => written().length > before + 5, 60)
      return process
    }
    await killEach(
      address,
      few,
      Array.from({ length: ROUNDS }, () => next(60)),
    )
    const before = written().length
    const { code } = await (await worker()).ended
    expect(code).toBe(0)
    // The kills came in the midst.
    expect(before).toBeLessThan(2 * PEOPLE)
    const sent = written().map(name => JSON.parse(readFileSync(join(outbox, name), 'utf8')).to as string)
    const all = ['pilote', 'invite'].flatMap(who =>
      Array.from({ length: PEOPLE }, (_, n) => `${who}-${n + 1}@exemple.test`),
    )
    expect(sent.toSorted()).toEqual(all.toSorted())
    await between(address, async db => {
      const { rows } = await db.run(`select (select count(*)::int from reminder where sent_at is not null) as reminded,
        (select count(*)::int from survey_invitation where sent = 1) as invited, (select count(*)::int from jobs.job where state > 'completed') as failed`)
      expect(rows).toEqual([{ reminded: PEOPLE, invited: PEOPLE, failed: 0 }])
    })
  },
  ROUNDS * 60_000,
)
