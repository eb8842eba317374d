import { sql } from 'kysely'
import type { Period } from '#kernel'
import type { Writer } from '#platform/db'
import type { Act, Content } from './values.ts'

type Said = Content & { period: Period; row: string; organisation: string }

/** A change of a value: what it was, what it became, by whom. */
export interface PastRevision {
  at: Date
  act: Act
  /** Null for the program, an account that was erased, somebody of another organisation. */
  author: string | null
  reason: string
  now: Said
  was: Content | null
}

/** The changes of the values of an indicator, the last first. @param organisation of one buyer; of all unless given */
export async function historyOf(
  trx: Writer,
  scheme: string,
  indicator: string,
  organisation?: string,
  limit = 100,
): Promise<PastRevision[]> {
  const content = (as: string) =>
    sql.raw(
      `json_build_object('period', ${as}.period, 'row', ${as}.row_key, 'organisation', ${as}.organisation_id, 'value', trim_scale(${as}.value)::text,
      'numerator', trim_scale(${as}.numerator)::text, 'denominator', trim_scale(${as}.denominator)::text, 'words', ${as}.words, 'comment', ${as}.comment)`,
    )
  const { rows } = await sql<PastRevision>`
    select a.made_at as at, a.act, p.name as author, a.reason, ${content('v')} as now,
      case when was.id is not null then ${content('was')} end as was
    from indicator_value v
    join value_act a on a.scheme_id = v.scheme_id and a.organisation_id = v.organisation_id and a.number = v.act
    left join indicator_value was on was.id = v.replaces and was.organisation_id = v.organisation_id
    left join person p on p.id = a.author_id
    where v.scheme_id = ${scheme} and v.indicator = ${indicator} ${organisation ? sql`and v.organisation_id = ${organisation}` : sql``}
    order by a.made_at desc, v.act desc, v.period desc, v.row_key limit ${limit}`.execute(trx)
  return rows
}
