import { sql } from 'kysely'
import type { Period } from '#kernel'
import type { Reader, Writer } from '#platform/db'
import type { Content, Origin, Place, Value } from './values.ts'

const VALUE = sql<Value>`
  v.id, v.organisation_id as organisation, v.indicator, v.period, v.row_key as row, v.origin, trim_scale(v.numerator)::text as numerator,
  trim_scale(v.denominator)::text as denominator, trim_scale(v.value)::text as value, v.words, v.comment, v.state, v.act, v.entered_in as entered,
  v.judged_in as judged, v.lineage`

/** What narrows the values of a scheme. */
export interface Asked {
  /** The buyer’s organisation; of all the buyers unless given. */
  organisation?: string
  indicators?: readonly string[]
  periods?: readonly Period[]
  origin?: Origin
  ids?: readonly string[]
}

/** The current values of a scheme that the transaction may read, those that were cleared included, by period and row. */
export async function valuesOf(trx: Reader | Writer, scheme: string, asked: Asked = {}): Promise<Value[]> {
  const { organisation, indicators, periods, origin, ids } = asked
  const { rows } = await sql<Value>`
    select ${VALUE} from indicator_value v where v.scheme_id = ${scheme} and v.ended_at is null
      ${organisation === undefined ? sql`` : sql`and v.organisation_id = ${organisation}`}
      ${indicators === undefined ? sql`` : sql`and v.indicator = any(${[...indicators]})`}
      ${periods === undefined ? sql`` : sql`and v.period = any(${[...periods]})`}
      ${origin === undefined ? sql`` : sql`and v.origin = ${origin}`}
      ${ids === undefined ? sql`` : sql`and v.id = any(${[...ids]}::uuid[])`}
    order by v.period, v.row_key`.execute(trx)
  return rows
}

/** What each place said when an act of this number was the last one; places of which nothing was said then are left out. */
export async function valuesAsOf(
  trx: Writer,
  organisation: string,
  scheme: string,
  places: readonly (Place & { seen: number })[],
): Promise<(Place & Content)[]> {
  if (places.length === 0) return []
  const sent = places.map(({ indicator, period, row, seen }) => ({ indicator, period, row_key: row, seen }))
  const { rows } = await sql<Place & Content>`
    select v.* from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as s(indicator text, period text, row_key text, seen integer)
    cross join lateral (
      select ${VALUE} from indicator_value v
      where v.scheme_id = ${scheme} and v.organisation_id = ${organisation} and v.origin = 'entered' and v.indicator = s.indicator
        and v.period = s.period and v.row_key = s.row_key and v.act <= s.seen
      order by v.act desc limit 1
    ) v`.execute(trx)
  return rows
}

/** The number of a buyer’s last act on a scheme; 0 for none. Ask it before the values that are shown with it. */
export async function lastAct(trx: Writer, organisation: string, scheme: string): Promise<number> {
  const { number } = await trx
    .selectFrom('value_act')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('scheme_id', '=', scheme)
    .where('organisation_id', '=', organisation)
    .executeTakeFirstOrThrow()
  return number ?? 0
}

/** The number of the last act of each buyer on a scheme, by organisation: another once one of its values has changed. */
export async function lastActs(trx: Writer, scheme: string, organisations?: readonly string[]) {
  let query = trx
    .selectFrom('value_act')
    .select(({ fn }) => ['organisation_id', fn.max('number').as('last')])
    .where('scheme_id', '=', scheme)
  if (organisations) query = query.where('organisation_id', 'in', [...organisations])
  return query.groupBy('organisation_id').orderBy('organisation_id').execute()
}

/** An act, as histories tell it. */
export interface ToldAct {
  number: number
  organisation: string
  act: string
  reason: string
  at: Date
  /** Null for the program, an account that was erased, somebody of another organisation. */
  author: string | null
}

/** Acts of a scheme by their numbers. */
export async function actsOf(trx: Writer, scheme: string, numbers: readonly number[]): Promise<ToldAct[]> {
  if (numbers.length === 0) return []
  return trx
    .selectFrom('value_act as a')
    .leftJoin('person as p', 'p.id', 'a.author_id')
    .select([
      'a.number',
      'a.organisation_id as organisation',
      'a.act',
      'a.reason',
      'a.made_at as at',
      'p.name as author',
    ])
    .where('a.scheme_id', '=', scheme)
    .where('a.number', 'in', [...new Set(numbers)])
    .execute()
}
