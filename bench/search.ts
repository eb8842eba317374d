// Searching as a member, among 200 organisations that have each a scheme, comments and decisions; then in a scheme of 500 actions and 2 000
// indicators with 20 000 comments; then as everybody, once all are public. One question after the other, through the whole application.
//   node bench/run.mjs search DATA_DIR|postgres://…
// The reference is the same application asked for a page that reads nothing.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Visitor } from '#features/organisations'
import { openScheme, trustedDocument } from '#features/scheme'
import { type Database, openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { routesOf } from '../src/app.tsx'
import { type Services, servicesOf, siteOf } from '../src/site.ts'
import { openDoor } from '../tests/support/actors.ts'
import { plainSite } from '../tests/support/plain-site.ts'
import { largeScheme } from './large-scheme.ts'
import { leadOf, median, quantile } from './support.ts'

const ORGANISATIONS = 200
const [ACTIONS, INDICATORS, COMMENTS, MANY_COMMENTS] = [150, 300, 300, 20_000]
const WORDS = 'achat marché clause insertion restauration scolaire papier recyclé énergie bâtiment chantier formation collège cantine numérique mobilier véhicule entretien nettoyage denrée fournisseur entreprise emploi handicap local durable carbone déchet réemploi bois textile voirie transport santé social environnement critère condition réservé structure inclusion heure publics directeur service suivi bilan évaluation réunion décision'.split(' ') // biome-ignore format: a list
const TYPED = ['insertion', 'insersion', 'papier recyclé', 'restaurasion scolaire', 'marche clausé', 'denrées durables', 'xylophone', 'envirronement'] // biome-ignore format: a list

let seed = 1
const draw = (most: number) => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % most
}
/** Half its words are of the trade, half are made up, so that there are many. */
const words = (n: number) =>
  Array.from({ length: n }, () => (draw(2) ? WORDS[draw(WORDS.length)] : `mot${String.fromCharCode(97 + draw(26), 97 + draw(26), 97 + draw(26))}s`)).join(' ') // biome-ignore format: one line

const schemeOf = (siren: string) => ({
  ...largeScheme(n => ({ parent: `a-${n % ACTIONS}`, kind: 'count', unit: 'marchés' })),
  code: `banc-${siren}`,
  buyers: [{ siren, name: 'Acheteur' }],
  actions: Array.from({ length: ACTIONS }, (_, n) => ({ key: `a-${n}`, parent: `x-${1 + (n % 3)}`, code: `1.${n}`, title: words(8), description: words(80) })),
  indicators: Array.from({ length: INDICATORS }, (_, n) => ({ key: `i-${n}`, parent: `a-${n % ACTIONS}`, label: words(8), kind: 'count', unit: 'marchés', remark: words(15) })),
}) // biome-ignore format: a document

const where = process.argv[2] ?? ''
const db = await openDatabase(where.startsWith('postgres') ? { url: where } : { dataDir: where })
const log = openLog('silent')
const site = siteOf({ ...servicesOf(db, { mailUrl: '', mailFrom: '', dataDir: '/nowhere' }, log) } as Services)
const door = openDoor()
const app = plainSite(routesOf(site), door)

const sirens = Array.from({ length: ORGANISATIONS }, (_, n) => luhn(String(220_000_00 + n)))
const visitors: Visitor[] = []
for (const [rank, siren] of sirens.entries()) visitors.push(await populate(db, siren, rank))
await db.run('analyze')

const ask = async (path: string, visitor: Visitor | null) => {
  const start = performance.now()
  const answer = await app.request(path, { headers: visitor ? door.as({ visitor }) : {} })
  await answer.text()
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return performance.now() - start
}
const told = (name: string, times: readonly number[]) =>
  console.log(`${name.padEnd(44)} p50 ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`) // biome-ignore format: one line
const memory = () => console.log(`resident memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`)
const pathOf = (visitor: Visitor, q: string) => `/organisations/${visitor.memberships[0]?.organisation.siren}/recherche?${new URLSearchParams({ q })}` // biome-ignore format: one line
async function each(name: string, who: readonly Visitor[], typed: readonly string[], before?: (at: number) => Promise<unknown>) {
  const times: number[] = []
  for (const [at, visitor] of who.entries()) {
    await before?.(at)
    times.push(await ask(pathOf(visitor, typed[at % typed.length] ?? ''), visitor))
  }
  told(name, times)
} // biome-ignore format: one signature

const [large] = visitors as [Visitor]
const often = (n: number) => Array.from({ length: n }, () => large)
for (let n = 0; n < 20; n++) await ask('/methode', null)
told('a page that reads nothing', await Promise.all([])
  .then(async () => { const t: number[] = []; for (let n = 0; n < 100; n++) t.push(await ask('/methode', null)); return t })) // biome-ignore format: one statement
memory()
await each('200 organisations, each for the first time', visitors.slice(1), TYPED)
memory()
await each('again, other words', [...visitors, ...visitors].slice(1), TYPED.toReversed())
await each('2 500 parts and 20 000 comments, first time', often(1), TYPED)
await each('again', often(200), TYPED)
await each('after a comment each time', often(50), TYPED, () => comment(db, large, 1))
await db.run('update scheme set public_since = now()')
console.log(`everybody, first time: ${(await ask('/recherche?q=insersion', null)).toFixed(0)} ms`)
const times: number[] = []
for (let n = 0; n < 50; n++)
  times.push(await ask(`/recherche?${new URLSearchParams({ q: TYPED[n % TYPED.length] ?? '' })}`, null))
told('everybody, 200 public schemes', times)
memory()
await db.close()

/** An organisation, its scheme adopted, its comments; the first has the large one. */
async function populate(base: Database, siren: string, rank: number): Promise<Visitor> {
  const actor = await leadOf(base, siren)
  const visitor = { ...actor.person, administrator: false, sessionId: randomUUID(), memberships: [actor.membership] }
  const [known] = await base.run('select 1 as one from scheme where organisation_id = $1', [actor.membership.organisation.id]).then(({ rows }) => rows) // biome-ignore format: one line
  if (known) return visitor
  const document = trustedDocument(rank === 0 ? { ...largeScheme(n => ({ parent: `a-${n % 500}`, kind: 'count', unit: 'marchés', remark: words(15) })), code: `banc-${siren}` } : schemeOf(siren)) // biome-ignore format: one line
  await openScheme(base, actor, document)
  await comment(base, visitor, rank === 0 ? MANY_COMMENTS : COMMENTS)
  await base.transaction(trx =>
    sql`update scheme_version set state = 'adopted', document = ${JSON.stringify(document)}, sha256 = ${siren.padStart(64, '0')}, adopted_on = '2026-01-01', closed_at = now()
      where organisation_id = ${actor.membership.organisation.id}`.execute(trx),
  )
  return visitor
}

/** Says so many things of actions. */
async function comment(base: Database, { id, memberships }: Visitor, n: number): Promise<void> {
  const organisation = memberships[0]?.organisation
  const said = Array.from({ length: n }, () => ({ id: randomUUID(), key: `a-${draw(ACTIONS)}`, body: words(40) }))
  await base.transaction(trx =>
    sql`insert into comment (id, organisation_id, subject, title, path, readers, author_id, body, asks)
      select c.id, ${organisation?.id}, 'scheme/banc-' || ${organisation?.siren}::text || '/action/' || c.key, 'Action', '/organisations/x', '{scheme-lead}', ${id}, c.body, false
      from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as c(id uuid, key text, body text)`.execute(trx),
  )
}

/** A SIREN that begins with eight digits. */
function luhn(digits: string): string {
  const sum = [...digits].reduce((total, digit, at) => {
    const n = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (n > 9 ? n - 9 : n)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
