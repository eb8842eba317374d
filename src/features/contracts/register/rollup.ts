import { sql } from 'kysely'
import { together } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { ADDED_UP, countedOf, SUM_COLUMNS, scopedOf } from './adding-up.ts'
import { Changes, type TotalRow, writeTotals } from './totals.ts'

/** The buyers and years whose sums one statement recomputes (on the embedded engine pages wait for it), and how many run at a time. */
const CHUNKS = { pglite: { pairs: 60, abreast: 1 }, postgres: { pairs: 12_000, abreast: 2 } }

/** From this many contracts of a buyer and year on, its breakdowns are kept; below, a page adds them up in milliseconds. */
export const BREAKDOWNS_FROM = 500

/** A buyer, and a year of notification; 0 without date. */
export interface Pair {
  buyer: string
  year: number
}

/**
 * Recomputes the sums of the buyers and years that an import touched, as of that import: invisible until it is finished.
 * An identity holds the buyer and the date of notification, so a version and the one it replaces fall in the same sums.
 * @param touched `buyer year`; null: all of them, in a register that held nothing
 * @param before the generation that readers see meanwhile
 */
export async function rollUp(
  db: Database,
  importId: number,
  touched: ReadonlySet<string> | null,
  before: number,
): Promise<void> {
  const changes = new Changes()
  if (touched === null) await db.transaction(async trx => changes.add(await rollUpPairs(trx, importId, null)))
  else await rollUpTouched(db, importId, touched, before, changes)
  await db.transaction(trx => writeTotals(trx, importId, changes))
}

async function rollUpTouched(
  db: Database,
  importId: number,
  touched: ReadonlySet<string>,
  before: number,
  changes: Changes,
) {
  const pairs = [...touched].sort().map(pair => {
    const space = pair.lastIndexOf(' ')
    return { buyer: pair.slice(0, space), year: Number(pair.slice(space + 1)) }
  })
  const { pairs: size, abreast } = CHUNKS[db.engine]
  const starts = Array.from({ length: Math.ceil(pairs.length / size) }, (_, i) => i * size).values()
  const work = async () => {
    for (const start of starts) {
      const some = pairs.slice(start, start + size)
      await db.transaction(async trx => {
        changes.subtract(await totalsOf(trx, some, before))
        changes.add(await rollUpPairs(trx, importId, some))
      })
    }
  }
  await together(...Array.from({ length: abreast }, work))
}

const pairsOf = (pairs: readonly Pair[]) =>
  sql`select buyer, year from unnest(${pairs.map(pair => pair.buyer)}::text[], ${pairs.map(pair => pair.year)}::int[]) as given(buyer, year)`

const PART = sql`case when concession then 'concession' when grouping(division) = 0 then 'division' when grouping(procedure) = 0 then 'procedure'
  when grouping(band) = 0 then 'band' else 'all' end as part, case when concession then '' else coalesce(division, procedure, band, '') end as key`

/** Measured: for thousands of pairs the planner sorts every version, which takes three times as long as looking each pair up. */
async function planForMany(trx: Writer) {
  await sql`select set_config('work_mem', '256MB', true), set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true)`.execute(
    trx,
  )
}

/** What some buyers and years bring, as of a generation, to the sums of everybody. */
export async function totalsOf(trx: Writer, pairs: readonly Pair[], at: number): Promise<TotalRow[]> {
  if (at === 0) return []
  await planForMany(trx)
  const { rows } = await sql<TotalRow>`
    with ${countedOf(pairsOf(pairs), at)}
    select year, ${PART}, ${ADDED_UP} from counted
    group by grouping sets ((year, concession), (year, concession, division), (year, concession, procedure), (year, concession, band))
    having not concession or grouping(division, procedure, band) = 7`.execute(trx)
  const warnings = await sql<TotalRow>`
    with ${scopedOf(pairsOf(pairs), at)}
    select year, 'warning' as part, code as key, count(*) as contracts from scoped, unnest(warnings) as code
    where not concession and warnings <> '{}' group by year, code`.execute(trx)
  return [...rows, ...warnings.rows]
}

/**
 * Recomputes the sums of some buyers and years as of a generation, and ends the validity of those they replace.
 * Returns what they bring to the sums of everybody, which are left to `writeTotals`.
 * @param pairs null: all of them, where no sums are kept yet
 */
export async function rollUpPairs(trx: Writer, generation: number, pairs: readonly Pair[] | null): Promise<TotalRow[]> {
  await planForMany(trx)
  const given = pairs && pairsOf(pairs)
  if (given) {
    const ofPairs = sql`rollup.buyer = pair.buyer and rollup.year = pair.year`
    await sql`delete from rollup using (${given}) as pair where ${ofPairs} and valid_from = ${generation}`.execute(trx)
    await sql`update rollup set valid_to = ${generation} from (${given}) as pair where ${ofPairs} and valid_to > ${generation}`.execute(
      trx,
    )
  }
  const { rows } = await sql<TotalRow>`
    with ${countedOf(given, generation)}, sums as (
      select buyer, year, ${PART}, ${ADDED_UP} from counted
      group by grouping sets ((buyer, year, concession),
        (year, concession), (year, concession, division), (year, concession, procedure), (year, concession, band))
      having not concession or grouping(division, procedure, band) = 7
    ), kept as (
      insert into rollup (buyer, year, part, key, valid_from, ${SUM_COLUMNS})
      select buyer, year, part, key, ${generation}, ${SUM_COLUMNS} from sums where buyer is not null
    )
    select year, part, key, ${SUM_COLUMNS} from sums where buyer is null`.execute(trx)
  const warnings = await sql<TotalRow>`
    with ${scopedOf(given, generation)}, sums as (
      select buyer, year, code, count(*) as contracts from scoped, unnest(warnings) as code
      where not concession and warnings <> '{}' group by grouping sets ((buyer, year, code), (year, code))
    ), kept as (
      insert into rollup (buyer, year, part, key, valid_from, contracts)
      select buyer, year, 'warning', code, ${generation}, contracts from sums where buyer is not null
    )
    select year, 'warning' as part, code as key, contracts from sums where buyer is null`.execute(trx)
  await keepBreakdowns(trx, generation, pairs)
  return [...rows, ...warnings.rows]
}

/** Adds up the contracts of large buyers and years by division, procedure and band. @param from how many contracts make one large */
export async function keepBreakdowns(
  trx: Writer,
  generation: number,
  pairs: readonly Pair[] | null,
  from = BREAKDOWNS_FROM,
): Promise<void> {
  const among = pairs ? sql`(${pairsOf(pairs)}) as pair join rollup using (buyer, year)` : sql`rollup`
  const large = sql`select buyer, year from ${among}
    where part = 'all' and valid_from = ${generation} and contracts >= ${from}`
  await sql`
    with ${countedOf(large, generation)}
    insert into rollup (buyer, year, part, key, valid_from, ${SUM_COLUMNS})
    select buyer, year, part, key, ${generation}, ${SUM_COLUMNS} from (
      select buyer, year, ${PART}, ${ADDED_UP} from counted where not concession
      group by grouping sets ((buyer, year, concession, division), (buyer, year, concession, procedure), (buyer, year, concession, band))
    ) as sums`.execute(trx)
}
