import { sql } from 'kysely'
import type { Database, Writer } from '#platform/db'

/** The buyers and years whose sums one statement recomputes (on the embedded engine pages wait for it), and how many run at a time. */
const CHUNKS = { pglite: { pairs: 60, abreast: 1 }, postgres: { pairs: 12_000, abreast: 2 } }

/**
 * Recomputes the sums of the buyers and years that an import touched, as of that import: invisible until it is finished.
 * An identity holds the buyer and the date of notification, so a version and the one it replaces fall in the same sums.
 * @param touched `buyer year`
 */
export async function rollUp(db: Database, importId: number, touched: ReadonlySet<string>): Promise<void> {
  const pairs = [...touched].sort().map(pair => {
    const space = pair.lastIndexOf(' ')
    return { buyer: pair.slice(0, space), year: Number(pair.slice(space + 1)) }
  })
  const { pairs: size, abreast } = CHUNKS[db.engine]
  const starts = Array.from({ length: Math.ceil(pairs.length / size) }, (_, i) => i * size).values()
  const work = async () => {
    for (const start of starts)
      await db.transaction(trx => rollUpPairs(trx, importId, pairs.slice(start, start + size)))
  }
  await Promise.all(Array.from({ length: abreast }, work))
}

/** Recomputes some sums as of a generation, and ends the validity of those they replace. */
export async function rollUpPairs(
  trx: Writer,
  generation: number,
  pairs: { buyer: string; year: number }[],
): Promise<void> {
  const buyers = pairs.map(pair => pair.buyer)
  const years = pairs.map(pair => pair.year)
  const scope = sql`unnest(${buyers}::text[], ${years}::smallint[]) as pair(buyer, year)`
  await sql`select set_config('work_mem', '256MB', true)`.execute(trx)
  await sql`delete from rollup using ${scope} where rollup.buyer = pair.buyer and rollup.year = pair.year and valid_from = ${generation}`.execute(
    trx,
  )
  await sql`
    update rollup set valid_to = ${generation} from ${scope}
    where rollup.buyer = pair.buyer and rollup.year = pair.year and valid_to > ${generation}`.execute(trx)
  await sql`
    with scoped as (
      select buyer, year, kind = 'concession' as concession, division, procedure, band, amount, amount_state, ceiling, import_id, position,
        social, social_clause, social_criterion, social_reserved, environmental, environmental_clause, environmental_criterion
      from contract_version join ${scope} using (buyer, year)
      where valid_from <= ${generation} and valid_to > ${generation}
    ), line as (
      select *, 1 as nth, social = 'yes' as ceiling_social_yes, social in ('yes', 'none') as ceiling_social_filled,
        environmental = 'yes' as ceiling_environmental_yes, environmental in ('yes', 'none') as ceiling_environmental_filled
      from scoped where ceiling is null
      union all
      select *, row_number() over same, bool_or(social = 'yes') over same, bool_or(social in ('yes', 'none')) over same,
        bool_or(environmental = 'yes') over same, bool_or(environmental in ('yes', 'none')) over same
      from scoped where ceiling is not null
      window same as (partition by ceiling order by import_id, position rows between unbounded preceding and unbounded following)
    ), counted as (
      select *, amount_state = 'counted' and nth = 1 as counts from line
    )
    insert into rollup
    select buyer, year,
      case when concession then 'concession' when grouping(division) = 0 then 'division' when grouping(procedure) = 0 then 'procedure'
        when grouping(band) = 0 then 'band' else 'all' end,
      case when concession then '' else coalesce(division, procedure, band, '') end,
      ${generation}, 2147483647,
      count(*),
      count(*) filter (where amount_state = 'missing'),
      count(*) filter (where amount_state = 'below1'),
      count(*) filter (where amount_state = 'sentinel'),
      count(*) filter (where amount_state = 'above3e9'),
      count(*) filter (where amount_state = 'counted' and nth > 1),
      coalesce(sum(amount) filter (where counts), 0),
      count(*) filter (where social = 'yes'),
      count(*) filter (where social = 'none'),
      count(*) filter (where social = 'unreadable'),
      count(*) filter (where social_clause),
      count(*) filter (where social_criterion),
      count(*) filter (where social_reserved),
      coalesce(sum(amount) filter (where counts and ceiling_social_filled), 0),
      coalesce(sum(amount) filter (where counts and ceiling_social_yes), 0),
      count(*) filter (where environmental = 'yes'),
      count(*) filter (where environmental = 'none'),
      count(*) filter (where environmental = 'unreadable'),
      count(*) filter (where environmental_clause),
      count(*) filter (where environmental_criterion),
      coalesce(sum(amount) filter (where counts and ceiling_environmental_filled), 0),
      coalesce(sum(amount) filter (where counts and ceiling_environmental_yes), 0)
    from counted
    group by grouping sets ((buyer, year, concession), (buyer, year, concession, division), (buyer, year, concession, procedure), (buyer, year, concession, band))
    having not concession or (grouping(division) = 1 and grouping(procedure) = 1 and grouping(band) = 1)`.execute(trx)
  await sql`
    insert into rollup (buyer, year, part, key, valid_from, contracts)
    select buyer, year, 'warning', code, ${generation}, count(*)
    from contract_version v join ${scope} using (buyer, year), unnest(v.warnings) as code
    where valid_from <= ${generation} and valid_to > ${generation} and kind = 'contract' and warnings <> '{}'
    group by buyer, year, code`.execute(trx)
}
