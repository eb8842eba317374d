// The pages and the saves of a scheme of 500 actions, 2 000 indicators and 10 years, one question after the other, through the whole application.
//   node bench/run.mjs grid DATA_DIR|postgres://…
// The address is of an empty folder or database; a scheme that is there already is used again. The reference is the same application asked for a
// page that reads nothing.
import { randomUUID } from 'node:crypto'
import { enterValues } from '#features/indicators'
import type { Actor } from '#features/organisations'
import { adoptVersion, openScheme, readDocument, submitVersion } from '#features/scheme'
import type { Period } from '#kernel'
import { type Database, openDatabase } from '#platform/db'
import { routesOf } from '../src/app.tsx'
import { type Services, siteOf } from '../src/site.ts'
import { plainSite } from '../tests/support/plain-site.ts'
import { ACTIONS, FROM, INDICATORS, largeScheme, SIREN, YEARS } from './large-scheme.ts'
import { leadOf, median, quantile } from './support.ts'

const [address = ''] = process.argv.slice(2)
const db = await openDatabase(address.startsWith('postgres') ? { url: address } : { dataDir: address })
const actor = await leadOf(db, SIREN)
const scheme = await schemeOf(db, actor)
const { person, membership } = actor
const visitor = { ...person, administrator: false, sessionId: randomUUID(), memberships: [membership] }
const app = plainSite(routesOf(siteOf({ db, intake: { db } } as Services)), {
  visitor: async () => visitor,
  signIn: () => '/',
  countedAs: () => '',
})

async function timed(name: string, times: number, work: (turn: number) => Promise<unknown>): Promise<number> {
  const measured: number[] = []
  await work(0)
  for (let turn = 1; turn <= times; turn++) {
    const start = performance.now()
    await work(turn)
    measured.push(performance.now() - start)
  }
  const [p50, p95] = [median(measured), quantile(measured, 0.95)]
  console.log(
    `${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${(p95 / bare).toFixed(1)} × a page that reads nothing`,
  )
  return p95
}
const page = (path: string) => async () => {
  const answer = await app.request(path)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  await answer.arrayBuffer()
}
const base = `/organisations/${SIREN}/schemas/banc`
let bare = 1
bare = await timed('reference', 50, page('/methode'))
await timed('the grid, first page', 30, page(`${base}/saisie`))
await timed('the grid of an action', 30, page(`${base}/saisie?fiche=a-7`))
await timed('the indicators', 30, page(`${base}/indicateurs`))
await timed('an indicator', 30, page(`${base}/indicateurs/i-700`))
await timed('the actions', 30, page(base))
await timed('the actions of a filter', 30, page(`${base}?indicateurs=avec&etat=-`))
await timed('what reading it over finds', 10, page(`${base}/verification`))
await timed('the order', 30, page(`${base}/ordre`))
await timed('the codes', 30, page(`${base}/codes?modele=points`))
await timed('what is expected of who leads', 30, page(`/organisations/${SIREN}/attendus`))
await timed('a save of one cell', 50, turn => save([['i-3', FROM + (turn % 10), `${turn}`]]))
const block = Array.from({ length: 10_000 }, (_, n) => [`i-${n % 1000}`, FROM + Math.floor(n / 1000), `${n}`] as const)
await timed('a save of 10 000 cells', 3, turn =>
  save(block.map(([key, year]) => [key, year, `${turn}${year}`] as const)),
)
await db.close()

async function save(cells: readonly (readonly [indicator: string, year: number, text: string])[]) {
  const { outcomes } = await enterValues(
    db,
    actor,
    scheme,
    cells.map(([indicator, year, value]) => ({
      indicator,
      period: String(year) as Period,
      row: '',
      texts: { value },
      seen: 1_000_000,
    })),
  )
  if (outcomes.some(({ is }) => is !== 'saved' && is !== 'unchanged')) throw new Error(JSON.stringify(outcomes[0]))
}

/** The scheme of the benchmark, each of its indicators with a value a year. */
async function schemeOf(db: Database, lead: Actor): Promise<string> {
  const known = await db.transaction(trx =>
    trx.selectFrom('scheme').select('id').where('code', '=', 'banc').executeTakeFirst(),
  )
  if (known) return known.id
  const read = readDocument(
    largeScheme(n => ({
      parent: `a-${n % ACTIONS}`,
      kind: 'amount',
      unit: 'kg',
      counted: 'Ce qui est compté, et comment. '.repeat(10),
    })),
  )
  if ('problems' in read) throw new Error(JSON.stringify(read.problems[0]))
  const id = await openScheme(db, lead, read.document)
  for (let at = 0; at < INDICATORS; at += 1000)
    await enterValues(
      db,
      lead,
      id,
      YEARS.flatMap(year =>
        Array.from({ length: 1000 }, (_, n) => ({
          indicator: `i-${at + n}`,
          period: String(year) as Period,
          row: '',
          texts: { value: String(year + n) },
          seen: 0,
        })),
      ),
    )
  // Nothing is expected of a draft.
  const submitted = await submitVersion(db, lead, 'banc')
  await adoptVersion(db, lead, 'banc', { ...submitted, on: `${FROM}-01-01`, deliberation: '1', vote: '' })
  await db.run('analyze')
  return id
}
