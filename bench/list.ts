// Lists of contracts with filters and search, 20 at a time, through the whole application on PostgreSQL.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs list FILE…
// FILES fill a register the first time; later runs, and the benchmark of rates, use it again. Who asks is a thread of its own. The reference
// is the same application asked for a page that reads nothing.
import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { serve } from '@hono/node-server'
import { openRegister } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { openApp } from '../src/app.tsx'
import { yearsOf } from '../src/features/contracts/register/years.ts'
import { filledRegister, median, quantile } from './support.ts'

const READERS = 20
const ROUNDS = 100
const WORDS = [
  'travaux',
  'nettoyage',
  'collège',
  'éclairage',
  'voirie scolaire',
  'déchets papier',
  'espaces verts',
  'lot 7',
  'lot 4021',
]
const DIVISIONS = ['03', '09', '15', '30', '34', '39', '45', '50', '71', '79', '90', '98']

interface Asked {
  kind: string
  path: string
}

if (isMainThread) await main()
else await asking(workerData as { base: string; requests: Asked[] })

/** Asks for every page, some at once, and answers how long each took, in milliseconds. */
async function asking({ base, requests }: { base: string; requests: Asked[] }) {
  const times: { kind: string; took: number }[] = []
  const queue = requests.values()
  const work = async () => {
    for (const { kind, path } of queue) {
      const start = performance.now()
      const response = await fetch(base + path)
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
      times.push({ kind, took: performance.now() - start })
    }
  }
  await Promise.all(Array.from({ length: READERS }, work))
  parentPort?.postMessage(times)
}

async function main() {
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
  const kinds = Object.entries(KINDS)
  const mixed = (rounds: number) =>
    Array.from({ length: rounds }, () => kinds.map(([kind, query]) => ({ kind, path: `/marches?${query()}` }))).flat()

  const server = serve({ fetch: openApp(db, openLog('silent')).fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const base = `http://127.0.0.1:${address.port}`
  const show = (name: string, times: number[]) =>
    console.log(`${name.padEnd(22)} p50 ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`)
  async function ask(requests: Asked[], kind?: string) {
    const reader = new Worker(new URL(import.meta.url), { workerData: { base, requests } })
    const [times] = (await once(reader, 'message')) as [{ kind: string; took: number }[]]
    const of = (wanted?: string) => times.filter(time => !wanted || time.kind === wanted).map(time => time.took)
    if (kind) show(kind, of())
    else for (const [name] of kinds) show(name, of(name))
    return of()
  }

  await ask(mixed(ROUNDS / 4), 'first requests')
  await ask(
    Array.from({ length: 500 }, () => ({ kind: '', path: '/methode' })),
    'a page without data',
  )
  const all = await ask(mixed(ROUNDS))
  show('all lists', all)
  server.close()
  await db.close()
}
