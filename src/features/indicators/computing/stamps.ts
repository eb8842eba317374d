import { sql } from 'kysely'
import type { Writer } from '#platform/db'

/** What the values of a buyer in a scheme are computed from, each as something that is another once it has changed. */
export interface Stamp {
  measures: string
  /** The last act of somebody on its values; 0 for none. */
  act: number
  /** The parts of the text. */
  text: string
  /** `YYYY-MM-DD`, up to the day on which the scheme is over. */
  day: string
}

/** A buyer of a scheme, and from what its values were last computed (null: never) and would be now. */
export interface Pair {
  scheme: string
  code: string
  organisation: { id: string; siren: string; name: string }
  was: Stamp | null
  now: Stamp
}

declare module '#platform/db' {
  interface Tables {
    value_computing: Stamp & { organisation_id: string; scheme_id: string }
  }
}

/**
 * The buyers of schemes that have something to compute. Under the owner’s role.
 * @param measures what measures count; @param today `YYYY-MM-DD`; @param only of a scheme, of a buyer
 */
export async function pairsOf(
  trx: Writer,
  measures: string,
  today: string,
  { scheme, organisation, siren }: { scheme?: string; organisation?: string; siren?: string | undefined } = {},
): Promise<Pair[]> {
  const only = sql`
    ${scheme ? sql`and s.id = ${scheme}` : sql``} ${organisation ? sql`and o.id = ${organisation}` : sql``} ${siren ? sql`and o.siren = ${siren}` : sql``}`
  const { rows } = await sql<Pair>`
    select s.id as scheme, s.code, json_build_object('id', o.id, 'siren', o.siren, 'name', o.name) as organisation,
      case when c.text is not null then json_build_object('measures', c.measures, 'act', c.act, 'text', c.text, 'day', c.day) end as was,
      json_build_object('measures', ${measures}::text, 'act', coalesce(a.last, 0), 'text', t.stamp,
        'day', least(${today}::date, (s.cover ->> 'to')::date + 1)) as now
    from scheme s
    cross join lateral (
      select s.organisation_id as id
      union select b.organisation_id from scheme_buyer b where b.scheme_id = s.id and b.joined_at is not null and b.ended_at is null
    ) as buyer
    join organisation o on o.id = buyer.id
    cross join lateral (select count(*) || ' ' || coalesce(sum(stamp), 0) as stamp from scheme_part where scheme_id = s.id) as t
    left join lateral (
      select max(number) as last from value_act where scheme_id = s.id and organisation_id = o.id and act <> 'compute'
    ) as a on true
    left join value_computing c on c.scheme_id = s.id and c.organisation_id = o.id
    where (c.text is not null or exists (
      select from scheme_part p where p.scheme_id = s.id and p.kind = 'indicator' and p.content -> 'source' ->> 'kind' in ('measured', 'formula')))
    ${only} order by s.code, o.siren`.execute(trx)
  return rows
}

const WORDS: Record<keyof Stamp, string> = {
  text: 'le texte du schéma a changé',
  act: 'des valeurs ont été saisies ou validées',
  measures: 'le registre des marchés a changé',
  day: 'une période s’est achevée',
}
const NAMES = Object.keys(WORDS) as (keyof Stamp)[]

/** Whether what was computed is no longer what would be. */
export const isStale = ({ was, now }: Pick<Pair, 'was' | 'now'>): boolean =>
  was === null || NAMES.some(name => was[name] !== now[name])

/** Whether measures may give something else than they gave. */
export const isMeasuredAnew = ({ was, now }: Pick<Pair, 'was' | 'now'>): boolean =>
  was === null || was.measures !== now.measures || was.text !== now.text || was.day !== now.day

/** Why values are computed again, in French; a new day alone tells of itself where nothing else has changed. */
export function reasonOf({ was, now }: Pick<Pair, 'was' | 'now'>): string {
  if (was === null) return 'Premier calcul'
  const changed = NAMES.filter(name => was[name] !== now[name])
  const told = changed.length > 1 ? changed.filter(name => name !== 'day') : changed
  const words = told.map(name => WORDS[name]).join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Keeps from what the values of a buyer are now computed. Under the owner’s role. */
export async function keepStamp(trx: Writer, { scheme, organisation, now }: Pair): Promise<void> {
  const { measures, act, text, day } = now
  await trx
    .insertInto('value_computing')
    .values({ organisation_id: organisation.id, scheme_id: scheme, measures, act, text, day })
    .onConflict(conflict =>
      conflict.columns(['scheme_id', 'organisation_id']).doUpdateSet({ measures, act, text, day }),
    )
    .execute()
}
