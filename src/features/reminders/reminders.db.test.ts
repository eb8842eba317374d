import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { scopeOf } from '#features/organisations'
import { type Handler, Jobs } from '#platform/jobs'
import { Mailer, mailJob, outboxJob } from '#platform/mail'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { reminderHandlers } from './jobs.ts'
import { remindersOf, remindersOfPerson, remindNow } from './keeping.ts'
import { REMINDER_JOBS } from './kinds.ts'
import type { Owed, OwedOf } from './reminders.ts'

const db = await testDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-rappels-'))
const jobs = new Jobs(db, [mailJob, outboxJob, ...REMINDER_JOBS], { log: pino({ level: 'silent' }) })
const mail = new Mailer(db, jobs, { mailUrl: null, mailFrom: 'achats@exemple.fr', dataDir })
afterAll(() => jobs.stop())
afterAll(() => rmSync(dataDir, { recursive: true }))
stopClock()

let mine: Record<'scheme-lead' | 'pilot', Someone>
let theirs: Record<'pilot', Someone>
/** What is owed, in each organisation. */
const owed = new Map<string, Omit<Owed, 'topic' | 'path' | 'since'>[]>()
const source: OwedOf = async (_, { membership }) =>
  (owed.get(membership.organisation.siren) ?? []).map(one => ({
    ...{ topic: 't', path: `/${one.subject}`, since: '2026-01-01' },
    ...one,
  }))
const handlers = reminderHandlers({ db, jobs, mail, url: 'https://exemple.test' }, [source], 3)

beforeAll(async () => {
  await jobs.open()
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot')
  theirs = await organisationOf(db, '21990001600011', 'Aubrelieu', 'pilot')
  // The same person in both.
  await db.run(`update membership set person_id = '${mine.pilot.person.id}' where id = '${theirs.pilot.membership.id}'`)
}, 60_000)
beforeEach(async () => {
  owed.clear()
  await db.run('truncate reminder')
  await db.run('truncate mail_choice')
  await db.run('delete from jobs.job')
})

/** Does the jobs of reminders that wait, the planned ones included, until none is left; mails stay as jobs. */
async function settle(): Promise<void> {
  for (;;) {
    const { rows } = await db.run(
      "select id, name, data from jobs.job where name like 'reminder-%' and state = 'created' order by created_on, id limit 1",
    )
    const [row] = rows
    if (!row) return
    const run = handlers.find(({ kind }) => kind.name === row['name']) as Handler
    await run.run(jobOf(String(row['id']), row['data']))
    await db.run(`update jobs.job set state = 'completed' where id = '${row['id']}'`)
  }
}
const jobOf = (id: string, data: unknown) => ({
  ...{ id, data, attempt: 1, signal: new AbortController().signal },
  done: async () => {},
})
async function onDay(day: string): Promise<string[]> {
  vi.setSystemTime(new Date(`${day}T06:00:00+01:00`))
  await handlers[0]?.run(jobOf(randomUUID(), {}))
  await settle()
  const { rows } = await db.run("select data from jobs.job where name = 'mail'")
  await db.run("delete from jobs.job where name = 'mail'")
  return rows.map(({ data }) => {
    const { to, subject, paragraphs } = data as { to: string; subject: string; paragraphs: string[] }
    return `${to} | ${subject} | ${paragraphs.slice(2, -1).join(' | ')}`.replace(/\s/g, ' ')
  })
}
const owes = (siren: string, person: Someone, subject: string, by: string | null = '2026-12-30') =>
  owed.set(siren, [
    ...(owed.get(siren) ?? []),
    { person: person.person.id, subject, title: `Faire ${subject}\r\nBcc: x`, by },
  ])

test('one mail a day gathers what somebody owes in all their organisations, on the days of the rules, until it is done', async () => {
  owes('229900998', mine.pilot, 'b')
  owes('229900998', mine.pilot, 'a', '2026-11-20')
  owes('229900998', mine['scheme-lead'], 'c', '2027-05-01')
  owes('219900016', mine.pilot, 'd')
  expect(await onDay('2026-11-23')).toEqual([
    expect.stringMatching(
      /^pilot@.* \| 1 chose attendue de vous, dont 1 en retard \| Vallonne : Faire a Bcc: x attendu le 20 novembre 2026, en retard de 3 jours https:\/\/exemple\.test\/a$/,
    ),
  ])
  expect(await onDay('2026-11-24')).toEqual([])
  expect(await onDay('2026-11-30')).toEqual([
    'pilot@229900998.test | 3 choses attendues de vous, dont 1 en retard | Aubrelieu : Faire d Bcc: x au plus tard le 30 décembre 2026, dans 30 jours https://exemple.test/d' +
      ' | Vallonne : Faire a Bcc: x attendu le 20 novembre 2026, en retard de 10 jours https://exemple.test/a | Faire b Bcc: x au plus tard le 30 décembre 2026, dans 30 jours https://exemple.test/b',
  ])
  owed.clear()
  owes('229900998', mine.pilot, 'b')
  expect(await onDay('2026-12-07')).toEqual([])
  expect(await onDay('2026-12-23')).toHaveLength(1)
  owed.clear()
  expect(await onDay('2027-01-15')).toEqual([])
})

test('planned twice, or again after a letter was lost, it is told once', async () => {
  owes('229900998', mine.pilot, 'a')
  vi.setSystemTime(new Date('2026-12-01T06:00:00+01:00'))
  const day = handlers[0]
  await Promise.all([day?.run(jobOf(randomUUID(), {})), day?.run(jobOf(randomUUID(), {}))])
  await settle()
  expect(await onDay('2026-12-01')).toHaveLength(1)
  // Its row, of a letter that never was.
  await db.run('update reminder set sent_at = null')
  expect(await onDay('2026-12-02')).toHaveLength(1)
  const { rows } = await db.run('select day, sent_at is not null as sent from reminder')
  expect(rows).toEqual([{ day: '2026-12-02', sent: true }])
})

test.each([
  ['none', [0, 0, 0]],
  ['weekly', [0, 0, 1]],
] as const)('who chose %s is told so', async (chosen, mails) => {
  await db.run(`insert into mail_choice (person_id, reminders) values ('${mine.pilot.person.id}', '${chosen}')`)
  owes('229900998', mine.pilot, 'a', '2026-12-04')
  const days = []
  for (const day of ['2026-11-28', '2026-11-29', '2026-11-30']) days.push((await onDay(day)).length)
  expect(days).toEqual(mails)
})

test('who left is told nothing; by hand, each is told once a day, and the page says what was sent', async () => {
  const lead = mine['scheme-lead']
  const all: Owed[] = [mine.pilot, lead].map(({ person }) => ({
    ...{ person: person.id, subject: 's', topic: 't', title: 'Évaluer', path: '/s', since: '2026-01-01', by: null },
  }))
  const now = () => db.as(scopeOf(lead, 'remind-now'), trx => remindNow(trx, jobs, lead, all))
  expect(await now()).toBe(2)
  await expect(now()).rejects.toMatchObject({ code: 'reminded-today' })
  await db.run(`update membership set ended_at = now() where id = '${mine.pilot.membership.id}'`)
  await settle()
  const { rows } = await db.run("select data->>'to' as to from jobs.job where name = 'mail'")
  expect(rows).toEqual([{ to: lead.person.email }])
  await db.run(`update membership set ended_at = null where id = '${mine.pilot.membership.id}'`)
  const told = await db.as(scopeOf(lead), trx => remindersOf(trx, lead, 't'))
  expect(told.map(({ name, by, sent }) => [name, by, sent])).toEqual([
    ['Personne pilot', 'Personne scheme-lead', false],
    ['Personne scheme-lead', 'Personne scheme-lead', true],
  ])
  expect(await db.as(scopeOf(theirs.pilot), trx => remindersOf(trx, lead, 't'))).toEqual([])
  await expect(db.as(scopeOf(lead), trx => remindNow(trx, jobs, lead, []))).rejects.toMatchObject({
    code: 'nothing-owed',
  })
  expect(await db.transaction(trx => remindersOfPerson.copy(trx, lead.person.id))).toMatchObject([{ title: 'Évaluer' }])
  await db.transaction(trx => remindersOfPerson.erase(trx, lead.person.id))
  expect(await db.transaction(trx => remindersOfPerson.copy(trx, lead.person.id))).toEqual([])
})

test('many people are told in several steps, each once', async () => {
  const people = Array.from({ length: 9 }, () => randomUUID())
  await db.run(
    `insert into person (id, name, email) select id, 'P', id || '@o.test' from unnest('{${people.join(',')}}'::uuid[]) id`,
  )
  await db.run(
    `insert into membership (id, organisation_id, person_id, roles) select gen_random_uuid(), '${mine.pilot.membership.organisation.id}', id, '{pilot}' from unnest('{${people.join(',')}}'::uuid[]) id`,
  )
  owed.set(
    '229900998',
    people.map(person => ({ person, subject: 's', title: 'T', by: '2026-12-01' })),
  )
  const sent = await onDay('2026-11-25')
  expect(new Set(sent).size).toBe(9)
  expect(sent).toHaveLength(9)
})
