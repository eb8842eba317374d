import { sql } from 'kysely'
import type { Actor } from '#features/organisations'
import { type Branch, type Definition, definitionsOf, type Own, ownOf, type Scheme } from '#features/scheme'
import { type Period, parisDay, Recent, RHYTHMS } from '#kernel'
import type { Reader, Writer } from '#platform/db'
import { due } from '../grid/periods.ts'
import { type Facts, standingOf } from '../standing.ts'
import { lastAct, valuesOf } from '../values/reading.ts'
import type { Value } from '../values/values.ts'
import { type Figure, factsOf, type Marks, marksOf, seriesOf } from './series.ts'

/** A buyer of a scheme that has said something, or may. */
export interface Buyer {
  id: string
  siren: string
  name: string
}

/** The buyers of a scheme, by name. */
export async function buyersOf(trx: Reader | Writer, scheme: string): Promise<Buyer[]> {
  const { rows } = await sql<Buyer>`
    select organisation_id as id, siren, name from known_buyers() where scheme_id = ${scheme} order by name, siren`.execute(
    trx,
  )
  return rows
}

/** An indicator with all that is drawn from its values: of one buyer, or of all of them together. */
export interface Told {
  definition: Definition
  marks: Marks
  /** Every current value, of every buyer that was asked for. */
  values: readonly Value[]
  figures: readonly Figure[]
  facts: Facts
  standing: ReturnType<typeof standingOf>
}

/** Tells an indicator from its values. @param siren whose T0 and targets; null for those of all */
export function tell(
  definition: Definition,
  own: readonly Own[],
  values: readonly Value[],
  scheme: Pick<Scheme, 'to'>,
  siren: string | null,
  buyers = 1,
): Told {
  const marks = marksOf(definition, own, siren)
  const figures = seriesOf(definition, values, buyers)
  const facts = factsOf(definition, marks, figures, scheme, parisDay(new Date()))
  return { definition, marks, values, figures, facts, standing: standingOf(facts) }
}

/** What has the same key, together. */
export function grouped<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}

/** Indicators by their keys, told for the actor's organisation. */
export async function toldOf(trx: Writer, actor: Actor, scheme: Scheme, keys: readonly string[]): Promise<Told[]> {
  const { id, siren } = actor.membership.organisation
  const definitions = await definitionsOf(trx, scheme.id, keys)
  const own = scheme.buyers.length > 1 ? await ownOf(trx, scheme.id, keys) : []
  const said = grouped(await valuesOf(trx, scheme.id, { organisation: id, indicators: keys }), one => one.indicator)
  return definitions.map(one => tell(one, own, said.get(one.key) ?? [], scheme, siren))
}

/**
 * How many values are expected of the actor's organisation by now, and how many are there, by indicator that people enter; nothing of actions
 * that left the scheme, or are another buyer's. @param outline the parts of the scheme, one after the other
 */
export async function collected(
  trx: Writer,
  { membership }: Actor,
  scheme: Scheme,
  outline: readonly Branch[],
): Promise<ReadonlyMap<string, { done: number; of: number }>> {
  const today = parisDay(new Date())
  const above = new Map(outline.map(one => [one.key, one]))
  const periods = new Map(RHYTHMS.map(rhythm => [rhythm, due(scheme, rhythm, today)]))
  const said = await saidIn(trx, membership.organisation.id, scheme.id, [...periods.values()].flat())
  return new Map(
    outline.flatMap(({ key, parent, measure }) => {
      const action = above.get(parent ?? '')
      if (measure?.source !== 'entered' || action?.left) return []
      if (action?.buyer && action.buyer !== membership.organisation.siren) return []
      const of = (periods.get(measure.rhythm)?.length ?? 0) * measure.figures
      const [, wholes = 0, rows = 0] = said.get(key) ?? []
      return [[key, { done: Math.min(of, wholes * measure.figures + rows), of }] as const]
    }),
  )
}

type Counts = ReadonlyMap<string, readonly [indicator: string, wholes: number, rows: number]>
/** What was last counted, by buyer and scheme; only an act changes it. */
const counted = new Recent<Counts>(100)

/** How many wholes, and rows without a whole, a buyer has entered of each indicator over some periods. */
async function saidIn(trx: Writer, organisation: string, scheme: string, periods: readonly Period[]): Promise<Counts> {
  const [name, stamp] = [
    `${organisation} ${scheme}`,
    `${await lastAct(trx, organisation, scheme)} ${periods.join(' ')}`,
  ]
  return counted.get(name, stamp) ?? counted.set(name, stamp, await countSaid(trx, organisation, scheme, periods))
}

async function countSaid(
  trx: Writer,
  organisation: string,
  scheme: string,
  periods: readonly Period[],
): Promise<Counts> {
  const { rows } = await sql<{ said: [indicator: string, wholes: number, rows: number][] | null }>`
    select json_agg(json_build_array(indicator, wholes, rows)) as said from (
      -- The whole stands for its rows.
      select indicator, sum(whole) as wholes, sum(case whole when 0 then rows else 0 end) as rows from (
        select indicator, max((row_key = '')::int) as whole, count(*) as rows from indicator_value
        where scheme_id = ${scheme} and organisation_id = ${organisation} and origin = 'entered' and ended_at is null
          and (value is not null or words <> '') and period = any(${[...periods]})
        group by indicator, period
      ) as each group by indicator
    ) as said`.execute(trx)
  return new Map(rows[0]?.said?.map(one => [one[0], one]))
}
