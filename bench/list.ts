// Lists of contracts with filters and search, 20 at a time, through the whole application on PostgreSQL.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs list FILE…
// FILES fill a register the first time; later runs, and the benchmark of rates, use it again. Who asks is a thread of its own. The reference
// is the same application asked for a page that reads nothing.
import { openRegister } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { HeavyWork } from '#platform/http'
import { openLog } from '#platform/log'
import { openApp } from '../src/app.tsx'
import { type Services, siteOf } from '../src/site.ts'
import { withReader } from './reader.ts'
import { filledRegister } from './support.ts'

const ROUNDS = 100
/** One reader asks as much as a thousand would. */
const unlimited = new HeavyWork({ burst: Number.POSITIVE_INFINITY })
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

await withReader(async read => {
  const db = await openDatabase({ url: await filledRegister(process.argv.slice(2)) })
  const register = await openRegister(db.read)
  const years = register.years.filter(year => year > 0)
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
    'year, largest first': () => `annee=${pick(years)}&tri=-montant`,
    'second page': () => `annee=${pick(years)}&page=2`,
  }
  const kinds = Object.entries(KINDS)
  const paths = (rounds: number, queries: (() => string)[]) =>
    Array.from({ length: rounds }, () => queries.map(query => ({ path: `/marches?${query()}` }))).flat()
  const mixed = (rounds: number) => paths(rounds, Object.values(KINDS))

  const { ask, close } = await read(openApp(siteOf({ db } as Services), openLog('silent'), unlimited).fetch)
  await ask('first requests', mixed(ROUNDS / 4))
  await ask(
    'a page without data',
    Array.from({ length: 500 }, () => ({ path: '/methode' })),
  )
  for (const [name, query] of kinds) await ask(name, paths(ROUNDS * 2, [query]))
  await ask('all lists', mixed(ROUNDS))
  await close()
  await db.close()
})
