// The dashboard of people who are signed in, 20 at a time, through the whole application on PostgreSQL; then what row-level security costs.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs dashboard FILE…
// FILES fill a register the first time; the organisations are its 200 largest buyers, with 25 people each. The reference of the dashboard is the
// same application asked for a page that reads nothing; that of row-level security is the same statement, asked by the owner of the tables.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openRegister } from '#features/contracts'
import { type Database, openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { openApp } from '../src/app.tsx'
import { ROLES } from '../src/features/organisations/organisations.ts'
import { type Services, siteOf } from '../src/site.ts'
import { withReader } from './reader.ts'
import { filledRegister, median, quantile } from './support.ts'

const ORGANISATIONS = 200
const PEOPLE = 25
/** Invitations that wait, in each organisation. */
const WAITING = 5
/** How many of the people come, one of each organisation. */
const COME = 100
const ROUNDS = 20
const PASSWORD = 'une phrase que personne ne dit'
const SITE = 'http://localhost'

const emailOf = (siren: string, rank: number) => `personne-${rank}@${siren}.example`

await withReader(async read => {
  const db = await openDatabase({ url: await filledRegister(process.argv.slice(2)) })
  const site = siteOf({ db } as Services, { publicUrl: SITE, secret: 'a secret of the benchmark alone', proxies: 1 })
  const { years } = await openRegister(db.read)
  const sirens = await sirensOf(db)
  if (sirens.length === 0) {
    sirens.push(...(await populate(db)))
    const model = { email: 'modele@bench.example', name: 'Modèle', administrator: false }
    const link = new URL(await site.accounts.create(model))
    await site.accounts.choosePassword(link.searchParams.get('jeton') ?? '', PASSWORD)
    await shareCredential(db, model.email)
  }
  const app = openApp(site, openLog('silent'))
  const asked: { path: string; headers: Record<string, string> }[] = []
  for (const [rank, siren] of sirens.slice(0, COME).entries()) {
    const answer = await app.request('/connexion', {
      method: 'POST',
      body: new URLSearchParams({ email: emailOf(siren, rank % PEOPLE), password: PASSWORD }),
      headers: { origin: SITE, host: 'localhost', 'x-forwarded-for': `192.0.2.${rank}` },
    })
    const cookie = answer.headers
      .getSetCookie()
      .map(line => line.split(';')[0])
      .join('; ')
    if (cookie === '') throw new Error(`nobody signs in: ${answer.status}`)
    asked.push({ path: `/organisations/${siren}`, headers: { cookie } })
  }
  const { n } = await db.read
    .selectFrom('contract_version')
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow()
  console.log(`${n} contracts of ${years.length} years, ${sirens.length} organisations of ${PEOPLE} people`)

  const { ask, close } = await read(app.fetch)
  const often = (times: number) => Array.from({ length: times }, () => asked).flat()
  await ask('first requests', often(2))
  await ask(
    'a page without data',
    often(5).map(() => ({ path: '/methode' })),
  )
  await ask('dashboards', often(ROUNDS))
  await ask(
    'lists of members',
    often(ROUNDS / 4).map(({ path, headers }) => ({ path: `${path}/membres`, headers })),
  )
  await close()
  await isolationCost(db)
  await db.close()
})

async function sirensOf(db: Database): Promise<string[]> {
  const { rows } = await db.transaction(trx =>
    sql<{ siren: string }>`select siren from organisation where territory = 'bench' order by siren`.execute(trx),
  )
  return rows.map(({ siren }) => siren)
}

/** Everybody has the password of one: hashing five thousand would take minutes. */
async function shareCredential(db: Database, email: string) {
  await db.transaction(trx =>
    sql`insert into credential (id, person_id, account_id, provider_id, password, created_at, updated_at)
      select gen_random_uuid(), p.id, p.id::text, provider_id, c.password, now(), now()
      from person p, credential c join person model on model.id = c.person_id
      where model.email = ${email} and p.id <> model.id and p.email like '%.example'`.execute(trx),
  )
  await db.run('analyze')
}

/** The largest buyers of the register, each an organisation with its people and its invitations. */
async function populate(db: Database): Promise<string[]> {
  const { rows } = await sql<{ siren: string; buyer: string }>`
    select left(buyer, 9) as siren, min(buyer) as buyer from rollup
    where part = 'all' and buyer ~ '^[0-9]{14}$' and valid_to = 2147483647
    group by 1 order by sum(contracts) desc limit ${ORGANISATIONS}`.execute(db.read)
  await db.transaction(async trx => {
    for (const { siren, buyer } of rows) {
      const id = randomUUID()
      await sql`insert into organisation (id, siret, name, kind, territory)
        values (${id}, ${buyer}, ${`Acheteur ${siren}`}, 'department', 'bench')`.execute(trx)
      const people = Array.from({ length: PEOPLE }, (_, rank) => ({
        id: randomUUID(),
        email: emailOf(siren, rank),
        role: rank === 0 ? 'administrator' : (ROLES[rank % ROLES.length] ?? 'buyer'),
      }))
      await sql`insert into person (id, name, email)
        select p.id, 'Personne', p.email from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(id uuid, email text)`.execute(
        trx,
      )
      await sql`insert into membership (id, organisation_id, person_id, roles)
        select gen_random_uuid(), ${id}, p.id, array[p.role]
        from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(id uuid, role text)`.execute(trx)
      await sql`insert into invitation (id, organisation_id, email, roles, expires_at)
        select gen_random_uuid(), ${id}, 'invite-' || i || '@' || ${siren} || '.example', '{buyer}', now() + (i - 3) * interval '1 day'
        from generate_series(1, ${WAITING}) i`.execute(trx)
    }
  })
  return rows.map(({ siren }) => siren)
}

/** The members of an organisation, one question after the other: with row-level security, and by the owner, who is not held by it. */
async function isolationCost(db: Database) {
  const { rows } = await db.transaction(trx =>
    sql<{ id: string }>`select id from organisation where territory = 'bench'`.execute(trx),
  )
  const times = { scoped: [] as number[], owner: [] as number[], bare: [] as number[] }
  const timed = async (list: number[], work: () => Promise<{ rows: unknown[] }>) => {
    const start = performance.now()
    const { rows } = await work()
    list.push(performance.now() - start)
    if (rows.length !== PEOPLE) throw new Error(`${rows.length} members`)
  }
  const members = (id: string) => sql`
    select m.id, p.name, p.email, m.roles from membership m join person p on p.id = m.person_id where m.organisation_id = ${id}`
  for (let round = 0; round < 10; round++)
    for (const { id } of rows) {
      await timed(times.scoped, () => db.as({ organisation: id, person: null }, trx => members(id).execute(trx)))
      await timed(times.owner, () => db.transaction(trx => members(id).execute(trx)))
      await timed(times.bare, () =>
        db.run(
          'select m.id, p.name, p.email, m.roles from membership m join person p on p.id = m.person_id where m.organisation_id = $1',
          [id],
        ),
      )
    }
  for (const [name, list] of Object.entries(times))
    console.log(
      `members, ${name.padEnd(8)} p50 ${median(list).toFixed(2)} ms, p95 ${quantile(list, 0.95).toFixed(2)} ms`,
    )
}
