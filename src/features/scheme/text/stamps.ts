import { sql } from 'kysely'
import type { Writer } from '#platform/db'

/** Of parts of a text, a word that is another once one of them has changed: how many they are, and their stamps added up. */
export const STAMP = sql<string>`count(*) || ' ' || coalesce(sum(stamp), 0)`

/** A scheme for one of its buyers, and what tells that its text has changed. */
export interface Stamped {
  scheme: string
  code: string
  organisation: { id: string; siren: string; name: string }
  text: string
  /** The first day on which it is over, `YYYY-MM-DD`. */
  over: string
  /** Whether some of its indicators are measured, or formulas. */
  computes: boolean
}

/** Which schemes, for which of their buyers; all unless said. */
export interface Which {
  scheme?: string | undefined
  organisation?: string | undefined
  siren?: string | undefined
}

/** The schemes of the instance, once for each buyer that is in them. Under the owner’s role. */
export async function stampedSchemes(trx: Writer, { scheme, organisation, siren }: Which = {}): Promise<Stamped[]> {
  const { rows } = await sql<Stamped>`
    select s.id as scheme, s.code, json_build_object('id', o.id, 'siren', o.siren, 'name', o.name) as organisation,
      t.text, exists (
        select from scheme_part where scheme_id = s.id and kind = 'indicator' and content -> 'source' ->> 'kind' in ('measured', 'formula')
      ) as computes, ((s.cover ->> 'to')::date + 1)::text as over
    from scheme s
    cross join lateral (
      select s.organisation_id as id
      union select b.organisation_id from scheme_buyer b where b.scheme_id = s.id and b.joined_at is not null and b.ended_at is null
    ) as buyer
    join organisation o on o.id = buyer.id
    cross join lateral (select ${STAMP} as text from scheme_part where scheme_id = s.id) as t
    where true ${scheme ? sql`and s.id = ${scheme}` : sql``} ${organisation ? sql`and o.id = ${organisation}` : sql``}
      ${siren ? sql`and o.siren = ${siren}` : sql``}
    order by s.code, o.siren`.execute(trx)
  return rows
}

/** What is another once the text of a scheme, who pilots its actions, or its buyers have changed. */
export async function stampOf(trx: Writer, scheme: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select json_build_array(
      (select ${STAMP} from scheme_part where scheme_id = ${scheme}),
      (select json_agg(action order by action) from action_pilot where scheme_id = ${scheme} and ended_at is null),
      (select json_agg(row(siren, present) order by siren) from known_buyers() where scheme_id = ${scheme})
    )::text as stamp`.execute(trx)
  return rows[0]?.stamp ?? ''
}
