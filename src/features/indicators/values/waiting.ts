import { sql } from 'kysely'
import type { Writer } from '#platform/db'
import type { State, Value } from './values.ts'

/** A value that waits for who leads, with who entered it. */
export type Waiting = Pick<
  Value,
  'id' | 'indicator' | 'period' | 'row' | 'numerator' | 'denominator' | 'value' | 'words' | 'comment' | 'origin'
> & {
  author: string | null
  at: Date
  /** Why the program computed it again; empty for what somebody entered. */
  reason: string
}

/** The values of a buyer that are in a state, the oldest entry first, and how many they are in all. */
export async function waitingIn(
  trx: Writer,
  organisation: string,
  scheme: string,
  state: State,
  size: number,
  page: number,
): Promise<{ values: Waiting[]; total: number }> {
  const { rows } = await sql<Waiting & { total: string }>`
    select v.id, v.indicator, v.period, v.row_key as row, v.origin, trim_scale(v.numerator)::text as numerator,
      trim_scale(v.denominator)::text as denominator, trim_scale(v.value)::text as value, v.words, v.comment,
      p.name as author, a.made_at as at, case a.act when 'compute' then a.reason else '' end as reason, count(*) over () as total
    from indicator_value v
    join value_act a on a.scheme_id = v.scheme_id and a.organisation_id = v.organisation_id and a.number = v.entered_in
    left join person p on p.id = a.author_id
    where v.scheme_id = ${scheme} and v.organisation_id = ${organisation} and v.ended_at is null and v.state = ${state}
    order by v.entered_in, v.indicator, v.period, v.row_key limit ${size} offset ${(page - 1) * size}`.execute(trx)
  return { values: rows, total: Number(rows[0]?.total ?? 0) }
}

/** How many values of a buyer wait to be validated. */
export async function countWaiting(trx: Writer, organisation: string, scheme: string): Promise<number> {
  const { n } = await trx
    .selectFrom('indicator_value')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('scheme_id', '=', scheme)
    .where('organisation_id', '=', organisation)
    .where('ended_at', 'is', null)
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow()
  return Number(n)
}
