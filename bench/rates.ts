// Rates of a buyer and year, from the maintained sums, against the same figures added up from the contracts.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs rates FILE…
// FILES fill a register the first time; later runs, and the benchmark of lists, use it again.
import { sql } from 'kysely'
import { openRegister, type Scope, sumsBy, sumsOf } from '#features/contracts'
import { openDatabase } from '#platform/db'
import { ADDED_UP, countedOf, SUMS } from '../src/features/contracts/register/adding-up.ts'
import { filledRegister, median, quantile } from './support.ts'

const db = await openDatabase({ url: await filledRegister(process.argv.slice(2)) })
const register = await openRegister(db.read)

/** Some buyers and years: the largest, and others taken at regular steps. */
const { rows: scopes } = await sql<{ buyer: string; year: number; contracts: number }>`
  with ranked as (
    select buyer, year, contracts, row_number() over (order by contracts desc) as rank from rollup
    where part = 'all' and buyer <> '' and year > 0 and valid_to > ${register.at}
  )
  select buyer, year, contracts from ranked where rank = 1 or rank % 400 = 0 order by rank`.execute(db.read)

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

const sums: number[] = []
const parts: number[] = []
const raw: number[] = []
for (let round = 0; round < 3; round++) {
  for (const { buyer, year } of scopes) {
    const scope: Scope = { buyers: [buyer], year }
    const kept = await timed(() => sumsOf(register, scope))
    sums.push(kept.ms)
    parts.push((await timed(() => sumsBy(register, scope, 'division'))).ms)
    const added = await timed(() =>
      sql<Record<string, number>>`
        with ${countedOf(sql`select ${buyer}::text as buyer, ${year}::int as year`, register.at)}
        select ${ADDED_UP} from counted where not concession`.execute(db.read),
    )
    raw.push(added.ms)
    const same = added.value.rows[0]
    if (same?.['contracts'] !== kept.value.contracts || same['amount'] !== kept.value.amount)
      throw new Error(`${buyer} ${year}: the sums differ (${SUMS.map(column => same?.[column]).join(', ')})`)
  }
}
const { n } = await db.read
  .selectFrom('contract_version')
  .select(sql<number>`count(*)`.as('n'))
  .executeTakeFirstOrThrow()
const show = (name: string, times: number[]) =>
  `${name}: p50 ${median(times).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms`
console.log(`${n} contracts, ${scopes.length} buyers and years, the largest with ${scopes[0]?.contracts}`)
console.log(show('rates, from maintained sums', sums))
console.log(show('their breakdown by division', parts))
console.log(show('the same figures from the contracts', raw))
await db.close()
