// The first page of each role and the activity of an organisation, one question after the other, through the whole application.
//   node bench/run.mjs surveys postgres://…, then node bench/run.mjs steering postgres://…
// Over the surveys of the first: the organisation that has them, 199 others, 25 people in each, 200 cases before its three bodies and 20 000 acts in
// its trail, the last 200 since the visit before. The reference is the same application asked for a page that reads nothing.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openDatabase } from '#platform/db'
import { routesOf } from '../src/app.tsx'
import { ROLES, type Role } from '../src/features/organisations/organisations.ts'
import { type Services, siteOf } from '../src/site.ts'
import { plainSite } from '../tests/support/plain-site.ts'
import { leadOf, median, quantile } from './support.ts'

const SIREN = '229900998'
const [ORGANISATIONS, PEOPLE, CASES, ACTS] = [200, 25, 200, 20_000]
const [address = ''] = process.argv.slice(2)
const db = await openDatabase(address.startsWith('postgres') ? { url: address } : { dataDir: address })
const { person, membership } = await leadOf(db, SIREN)
const { id: organisation } = membership.organisation

const { rows: known } = await db.run("select count(*)::int as n from organisation where territory = 'banc'")
if (known[0]?.['n'] === 0)
  await db.transaction(async trx => {
    await sql`
      with opened as (
        insert into organisation (id, siret, name, kind, territory)
        select gen_random_uuid(), (800000000 + n)::text || '00010', 'Organisation ' || n, 'other', 'banc' from generate_series(2, ${ORGANISATIONS}::int) n
        returning id
      ), all_of_them as (select id from opened union all select ${organisation}::uuid), people as (
        insert into person (id, name, email)
        select gen_random_uuid(), 'Personne', gen_random_uuid() || '@banc.example' from generate_series(1, ${ORGANISATIONS * PEOPLE}::int)
        returning id
      ), ranked as (select id, row_number() over () as rank from people), places as (select id, row_number() over () as rank from all_of_them)
      insert into membership (id, organisation_id, person_id, roles)
      select gen_random_uuid(), o.id, p.id, '{pilot}' from ranked p join places o on o.rank = 1 + p.rank % ${ORGANISATIONS}`.execute(
      trx,
    )
    const bodies = [randomUUID(), randomUUID(), randomUUID()]
    for (const [rank, id] of bodies.entries()) {
      await sql`insert into body (id, organisation_id, kind, name) values (${id}, ${organisation}, 'other', ${`Instance ${rank}`})`.execute(
        trx,
      )
      await sql`
        insert into body_seat (id, organisation_id, body_id, person_id, title, role, since)
        select gen_random_uuid(), ${organisation}, ${id}, ${person.id}, 'Membre', 'member', '2020-01-01'`.execute(trx)
    }
    await sql`
      insert into validation_case (id, organisation_id, scope, matter, subject, title, fingerprint, words, bodies, opened_by)
      select gen_random_uuid(), ${organisation}, 's', 'm', n::text, 'Dossier ' || n, repeat('0', 64), '', ${bodies}::uuid[], ${person.id}
      from generate_series(1, ${CASES}::int) n`.execute(trx)
    await sql`
      insert into audit (at, organisation_id, act, relation, row_id, operation, after, unspoken)
      select now() - (${ACTS} - n) * interval '10 minutes', ${organisation}, 'submit-case', 'validation_case',
        (array(select id from validation_case where organisation_id = ${organisation}))[1 + n % ${CASES}], 'insert', '{}', '{}'
      from generate_series(1, ${ACTS}::int) n`.execute(trx)
    await sql`
      insert into visit (organisation_id, person_id, seen_at, former_at)
      values (${organisation}, ${person.id}, now(), now() - interval '2000 minutes')
      on conflict (organisation_id, person_id) do update set seen_at = excluded.seen_at, former_at = excluded.former_at`.execute(
      trx,
    )
  })
for (const table of ['audit', 'organisation', 'membership', 'person', 'validation_case'])
  await db.run(`analyze ${table}`)

let roles: readonly Role[] = []
const app = plainSite(routesOf(siteOf({ db, intake: { db } } as Services)), {
  visitor: async () => ({
    ...person,
    administrator: false,
    sessionId: '',
    memberships: [{ ...membership, roles }],
  }),
  signIn: () => '/',
  countedAs: () => '',
})
let bare = 1
async function timed(name: string, path: string): Promise<number> {
  const measured: number[] = []
  let queries = ''
  for (let turn = 0; turn <= 100; turn++) {
    const start = performance.now()
    const answer = await app.request(path)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    await answer.arrayBuffer()
    if (turn > 0) measured.push(performance.now() - start)
    queries = /"(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1] ?? ''
  }
  const [p50, p95] = [median(measured), quantile(measured, 0.95)]
  console.log(
    `${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${(p95 / bare).toFixed(1)} × a page that reads nothing, ${queries} queries`,
  )
  return p95
}
bare = await timed('reference', '/methode')
const base = `/organisations/${SIREN}`
for (const role of ROLES) {
  roles = [role]
  await timed(`the first page of a ${role}`, base)
}
roles = ['scheme-lead']
await timed('the essential', `${base}/essentiel`)
await timed('the activity', `${base}/activite`)
await timed('its activity, of one kind that is rare', `${base}/activite?genre=publications`)
await db.close()
