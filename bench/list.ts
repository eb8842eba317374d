// Lists of contracts with filters and search, 20 at a time, through the whole application on PostgreSQL.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs list FILE…
// FILES fill a register the first time; later runs, and the benchmark of rates, use it again. The reference is the same application
// asked for a page that reads nothing.
import { serve } from '@hono/node-server'
import { openRegister } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { openApp } from '../src/app.tsx'
import { yearsOf } from '../src/features/contracts/register/years.ts'
import { filledRegister, median, quantile } from './support.ts'

const db = await openDatabase({ url: await filledRegister(process.argv.slice(2)) })
const register = await openRegister(db.read)
const years = (await yearsOf(register)).filter(year => year > 0)
const buyers = await db.read
  .selectFrom('rollup')
  .select('buyer')
  .where('part', '=', 'all')
  .where('buyer', '<>', '')
  .where('contracts', '>', 20)
  .limit(300)
  .execute()
const WORDS = [
  'travaux',
  'nettoyage',
  'collège',
  'éclairage',
  'voirie scolaire',
  'déchets papier',
  'espaces verts',
  'lot 7',
]
const DIVISIONS = ['03', '09', '15', '30', '34', '39', '45', '50', '71', '79', '90', '98']

let seed = 11
/** A number of 0 to n − 1, the same sequence at each run. */
function some(n: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % n
}
const pick = (values: readonly (string | number)[]) => encodeURIComponent(String(values[some(values.length)] ?? ''))
const buyer = () => buyers[some(buyers.length)]?.buyer ?? ''

const KINDS: Record<string, () => string> = {
  'buyer, year': () => `acheteurs=${buyer()}&annee=${pick(years)}`,
  'buyer, text': () => `acheteurs=${buyer()}&q=${pick(WORDS)}`,
  year: () => `annee=${pick(years)}`,
  'year, division': () => `annee=${pick(years)}&cpv=${pick(DIVISIONS)}`,
  text: () => `q=${pick(WORDS)}`,
  'year, text': () => `annee=${pick(years)}&q=${pick(WORDS)}`,
  'year, division, text': () => `annee=${pick(years)}&cpv=${pick(DIVISIONS)}&q=${pick(WORDS)}`,
  'division, social yes': () => `cpv=${pick(DIVISIONS)}&sociale=yes`,
  'second page': () => `annee=${pick(years)}&page=2`,
}

const server = serve({ fetch: openApp(db, openLog('silent')).fetch, hostname: '127.0.0.1', port: 0 })
await new Promise(resolve => server.on('listening', resolve))
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('no port')
const base = `http://127.0.0.1:${address.port}`

async function ask(path: string): Promise<number> {
  const start = performance.now()
  const response = await fetch(base + path)
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
  return performance.now() - start
}

async function twentyAtATime(requests: { kind: string; path: string }[]): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>()
  const queue = requests.values()
  const work = async () => {
    for (const { kind, path } of queue) times.set(kind, [...(times.get(kind) ?? []), await ask(path)])
  }
  await Promise.all(Array.from({ length: 20 }, work))
  return times
}

const kinds = Object.entries(KINDS)
const mixed = (n: number) =>
  Array.from({ length: n }, (_, i) => {
    const [kind, query] = kinds[i % kinds.length] as [string, () => string]
    return { kind, path: `/marches?${query()}` }
  })
await twentyAtATime(mixed(90))
const still = await twentyAtATime(Array.from({ length: 200 }, () => ({ kind: 'method', path: '/methode' })))
const lists = await twentyAtATime(mixed(900))
const show = (name: string, times: number[]) =>
  console.log(`${name.padEnd(22)} p50 ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`)
for (const [name, times] of [...still, ...lists]) show(name, times)
show('all lists', [...lists.values()].flat())
server.close()
await db.close()
