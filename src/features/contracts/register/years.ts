import { sql } from 'kysely'
import type { Register } from './register.ts'

/**
 * The years that have contracts, latest first; 0 stands for "without date".
 * Each year is one look-up in the index: the sums of a large register are never walked through.
 */
export async function yearsOf({ db, at }: Register): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    with recursive found(year) as (
      (select year from rollup where part = 'all' order by year desc limit 1)
      union all
      select (select rollup.year from rollup where part = 'all' and rollup.year < found.year order by rollup.year desc limit 1)
      from found where found.year is not null
    )
    select year from found where year is not null and exists (
      select from rollup where part = 'all' and rollup.year = found.year and valid_from <= ${at} and valid_to > ${at})
    order by year desc`.execute(db)
  return rows.map(row => row.year)
}
