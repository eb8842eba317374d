// The whole way of the bilan of 500 actions and 2 000 indicators, three years of them validated: what is read, each file, its pages, publishing it.
//   node bench/run.mjs bilan DATA_DIR|postgres://… [RUNS=5]
// The address is of an empty folder or database; a scheme that is there already is used again. The reference is the same application asked for a
// page that reads nothing.
import { randomUUID } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { valueKeeper } from '#features/indicators'
import type { Actor } from '#features/organisations'
import { importForOrganisation, type Saying, sayIn, trustedDocument } from '#features/scheme'
import { type Database, openDatabase } from '#platform/db'
import { HeavyWork } from '#platform/http'
import { routesOf } from '../src/app.tsx'
import { publishBilan, readDraft } from '../src/features/reports/bilan/publishing.ts'
import { FORMATS, type FormatName } from '../src/features/reports/formats.ts'
import { type Services, siteOf } from '../src/site.ts'
import { plainSite } from '../tests/support/plain-site.ts'
import { INDICATORS, largeScheme, SIREN } from './large-scheme.ts'
import { leadOf, median, quantile } from './support.ts'

const [address = '', runs = '5'] = process.argv.slice(2)
const YEAR = 2024
const db = await openDatabase(address.startsWith('postgres') ? { url: address } : { dataDir: address })
const lead = await leadOf(db, SIREN)
const actor: Actor = { ...lead, membership: { ...lead.membership, roles: ['administrator', 'scheme-lead'] } }
await schemeIn(db)

const visitor = { ...actor.person, administrator: false, sessionId: randomUUID(), memberships: [actor.membership] }
const app = plainSite(
  routesOf(siteOf({ db, intake: { db } } as Services)),
  { visitor: async () => visitor, signIn: () => '/', countedAs: () => '' },
  new HeavyWork({ burst: 1e6, atOnce: 1e6 }),
)

let reference = Number.NaN
async function timed<T>(name: string, times: number, work: () => Promise<T>, said: (result: T) => string): Promise<T> {
  const measured: number[] = []
  let result = await work()
  const cpu = process.cpuUsage()
  for (let turn = 0; turn < times; turn++) {
    const start = performance.now()
    result = await work()
    measured.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(cpu)
  const [p50, p95] = [median(measured), quantile(measured, 0.95)]
  if (Number.isNaN(reference)) reference = p50
  const ratio = (p50 / reference).toFixed(1)
  console.log(
    `${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${((user + system) / 1000 / times).toFixed(0)} ms of the processor, ${ratio} × the reference, ${said(result)}`,
  )
  return result
}
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
async function get(path: string) {
  const answer = await app.request(path, { headers: { 'accept-encoding': 'gzip' } })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  const queries = /"(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1]
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { bytes: bytes.length, html: gunzipSync(bytes).toString(), queries }
}
const page = (name: string, path: string, times = Number(runs)) =>
  timed(
    name,
    times,
    () => get(path),
    ({ bytes, html, queries }) => `${kB(html.length)}, ${kB(bytes)} packed, ${queries} queries`,
  )
/** The chapters that a page leads to, each asked for once: none of them is kept yet. */
async function chaptersOf(name: string, path: string, under = path): Promise<void> {
  const { html } = await get(path)
  const addresses = new Set(html.match(new RegExp(`(?<=href=")${under}/[a-z0-9./-]+(?=">)`, 'g')))
  const measured: { ms: number; bytes: number; length: number }[] = []
  const cpu = process.cpuUsage()
  for (const address of addresses) {
    const start = performance.now()
    const { bytes, html } = await get(address)
    measured.push({ ms: performance.now() - start, bytes, length: html.length })
  }
  const { user, system } = process.cpuUsage(cpu)
  const processor = ((user + system) / 1000 / measured.length).toFixed(0)
  const of = (key: 'ms' | 'bytes' | 'length') => measured.map(one => one[key])
  const [p50, p95] = [median(of('ms')), quantile(of('ms'), 0.95)]
  console.log(
    `${name}: ${measured.length}, the first time p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${processor} ms of the processor, the largest ${kB(Math.max(...of('length')))}, ${kB(Math.max(...of('bytes')))} packed`,
  )
}

await page('reference: a page that reads nothing', '/methode', 50)
const draft = await timed(
  'reading it',
  Number(runs),
  () => readDraft(db, actor, 'banc', YEAR),
  () => '',
)
if (draft === null) throw new Error('no bilan')
for (const name of Object.keys(FORMATS) as FormatName[])
  await timed(
    name.toUpperCase(),
    Number(runs),
    () => FORMATS[name].write(draft.content, draft.bilan),
    file => kB(file.length),
  )
const base = `/organisations/${SIREN}/schemas/banc/bilans`
await page('the bilans of the scheme', base)
await page('how it is prepared', `${base}/${YEAR}`)
await page('what may be commented', `${base}/${YEAR}/parties/action:a-7`)
await page('as it will be read', `${base}/${YEAR}/apercu`)
await chaptersOf('its chapters', `${base}/${YEAR}/apercu`)
await page('read over before publishing', `${base}/${YEAR}/publication`)
const [start, before] = [performance.now(), process.cpuUsage()]
const { standing } = draft
const correction = standing && { number: standing.number, changes: 'Publié de nouveau par le banc d’essai.' }
const { fingerprint } = draft
const number = await publishBilan(db, actor, 'banc', { year: YEAR, fingerprint, correction }, '')
const { user, system } = process.cpuUsage(before)
console.log(
  `publishing it, its files made: ${(performance.now() - start).toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} ms of the processor`,
)
const published = `/publications/${SIREN}/${number}`
const first = performance.now()
await app.request(published)
console.log(`its page, the first time: ${(performance.now() - first).toFixed(0)} ms`)
await page('its page, then', published)
await chaptersOf('the published chapters', published, `${published}/chapitres`)
await db.close()

/** The scheme of the benchmark: three indicators in four are amounts, the last a ratio; three years of them validated, and where each action stands. */
async function schemeIn(db: Database): Promise<void> {
  const known = await db.transaction(trx =>
    trx.selectFrom('scheme').select('id').where('code', '=', 'banc').executeTakeFirst(),
  )
  if (known) return
  const isRatio = (n: number) => n % 4 === 3
  const document = trustedDocument({
    ...largeScheme(n => ({
      parent: `a-${Math.floor(n / 4)}`,
      ...(isRatio(n)
        ? { kind: 'ratio', unit: '%', numerator: 'ce qui compte', denominator: 'le tout' }
        : { kind: 'amount', unit: 'kg' }),
    })),
    adoption: { on: '2016-01-01', deliberation: '1' },
    values: [YEAR - 2, YEAR - 1, YEAR].flatMap(year =>
      Array.from({ length: INDICATORS }, (_, n) => ({
        indicator: `i-${n}`,
        period: String(year),
        state: 'validated',
        ...(isRatio(n)
          ? { value: String((year % 10) * 10), numerator: String((year % 10) * n), denominator: String(10 * n) }
          : { value: String(year + n) }),
      })),
    ),
  })
  await importForOrganisation(db, SIREN, document, valueKeeper)
  const STANDING = ['ongoing', 'done', 'late', 'to-start'] as const
  const { id } = await db.transaction(trx =>
    trx.selectFrom('scheme').select('id').where('code', '=', 'banc').executeTakeFirstOrThrow(),
  )
  await db.as(
    { organisation: actor.membership.organisation.id, person: actor.person.id, act: 'say-of-action' },
    async trx => {
      for (const [at, { key }] of document.actions.entries()) {
        const said: Saying = { kind: 'status', day: `${YEAR}-06-30`, status: STANDING[at % 4] ?? 'ongoing', words: '' }
        await sayIn(trx, actor, { id }, key, said)
      }
    },
  )
  await db.run('analyze')
}
