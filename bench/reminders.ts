// How quick pages stay while 5 000 people of 200 organisations are reminded by mail, in the same process: p95 meanwhile against p95 at rest.
//   node bench/run.mjs reminders DATA_DIR|postgres://… [ORGANISATIONS]
// The address is of an empty folder or database. Mails are written into a folder, as where no server is set.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type OwedOf, presentWith, REMINDER_JOBS, reminderHandlers } from '#features/reminders'
import { openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { routesOf } from '../src/app.tsx'
import { servicesOf, siteOf } from '../src/site.ts'
import { plainSite } from '../tests/support/plain-site.ts'
import { leadOf, median, quantile } from './support.ts'

const EACH = 25
const [address = '', organisations = '200'] = process.argv.slice(2)
const ORGANISATIONS = Number(organisations)
const db = await openDatabase(address.startsWith('postgres') ? { url: address } : { dataDir: address })
const actor = await leadOf(db, '229900998')
const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-bench-'))

await db.run(`insert into organisation (id, siret, name, kind, territory)
  select gen_random_uuid(), (100000000 + n)::text || '00010', 'Acheteur ' || n, 'department', 'bench' from generate_series(1, ${ORGANISATIONS}) n`)
await db.run(`insert into person (id, name, email)
  select gen_random_uuid(), 'Personne', 'p' || n || '@bench.example' from generate_series(1, ${ORGANISATIONS * EACH}) n`)
await db.run(`insert into membership (id, organisation_id, person_id, roles)
  select gen_random_uuid(), o.id, p.id, '{pilot}' from
    (select id, row_number() over () - 1 as rank from organisation where territory = 'bench') o
    join (select id, row_number() over () - 1 as rank from person where email like 'p_%@bench.example') p on p.rank % ${ORGANISATIONS} = o.rank`)
await db.run('analyze')

const log = openLog('silent')
const services = servicesOf(db, { mailUrl: null, mailFrom: 'achats@bench.example', dataDir }, log)
const { jobs, mail } = services
const visitor = { ...actor.person, administrator: false, sessionId: randomUUID(), memberships: [actor.membership] }
const app = plainSite(routesOf(siteOf(services)), {
  visitor: async () => visitor,
  signIn: () => '/',
  countedAs: () => '',
})
const base = `/organisations/${actor.membership.organisation.siren}`
const PAGES = { 'a page that reads nothing': '/methode', 'the dashboard': base, 'the calendar': `${base}/calendrier` }

/** Asks for each page in turn, as a visitor who comes every 20 ms would, until told to stop. */
async function measured(going: () => boolean): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>()
  for (let turn = 0; going() || turn < 100; turn++)
    for (const [name, path] of Object.entries(PAGES)) {
      const start = performance.now()
      const answer = await app.request(path)
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      if (turn > 5) times.set(name, [...(times.get(name) ?? []), performance.now() - start])
      await pause(20)
    }
  return times
}
const rest = await measured(() => false)

const owed: OwedOf = async (trx, asking) =>
  (await presentWith(trx, asking, { words: '', roles: ['pilot'] })).map(({ person }) => ({
    ...{ person, subject: 's', topic: 't', title: 'Évaluer l’action 1-1 Papier', path: base },
    ...{ since: '2020-01-01', by: new Date().toISOString().slice(0, 10) },
  }))
await jobs.start([mail.handler, ...reminderHandlers({ db, jobs, mail, url: 'https://bench.example' }, [owed])])
const start = performance.now()
await db.transaction(trx => jobs.add(trx, REMINDER_JOBS[0], {}))
const count = async (sql: string) => Number((await db.run(sql)).rows[0]?.['n'])
const LEFT =
  "select count(*)::int as n from jobs.job where (name like 'reminder-%' or name = 'mail') and state <> 'completed'"
let left = true
const watching = (async () => {
  while (left) {
    await pause(1000)
    // Letters wait for ten minutes for what other organisations have to say: not here.
    await db.run("update jobs.job set start_after = now() where name = 'reminder-letter' and start_after > now()")
    left = (await count(LEFT)) > 0
  }
})()
const busy = await measured(() => left)
await watching
const seconds = (performance.now() - start) / 1000
const sent = await count('select count(*)::int as n from reminder where sent_at is not null')
console.log(`${sent} reminders in ${seconds.toFixed(0)} s`)
for (const [name, times] of busy) {
  const [calm, then] = [rest.get(name) ?? [], times]
  const [before, after] = [quantile(calm, 0.95), quantile(then, 0.95)]
  console.log(
    `${name}: at rest p50 ${median(calm).toFixed(1)} ms, p95 ${before.toFixed(1)} ms; meanwhile p50 ${median(then).toFixed(1)} ms, p95 ${after.toFixed(1)} ms, ${(after / before).toFixed(1)} × at rest`,
  )
}
await jobs.stop()
await db.close()
rmSync(dataDir, { recursive: true })
