import { sql } from 'kysely'
import { type Branch, type Definition, definitionsOf, type Own, ownOf, type Scheme, type View } from '#features/scheme'
import { type Period, parisDay, Recent, RHYTHMS } from '#kernel'
import type { Writer } from '#platform/db'
import { due } from '../grid/periods.ts'
import { type Facts, standingOf } from '../standing.ts'
import { lastActs, valuesOf } from '../values/reading.ts'
import type { Value } from '../values/values.ts'
import { type Figure, factsOf, type Marks, marksOf, seriesOf } from './series.ts'

/** Reading every value of a larger scheme would cost more than a page of all its indicators may. */
export const TOLD = 150

/** The key of an act, or of a period, among those of several buyers. */
export const actKey = (organisation: string, number: number | Period) => `${organisation} ${number}`

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

/** Tells an indicator from the values of the buyers of a view: of one alone, or of those together whose it is. */
export function tell(
  definition: Definition,
  own: readonly Own[],
  values: readonly Value[],
  scheme: Pick<Scheme, 'to'>,
  { buyers, chosen }: Pick<View, 'buyers' | 'chosen'>,
): Told {
  const asked = chosen ? [chosen] : buyers.filter(({ siren }) => (definition.buyer ?? siren) === siren)
  const left = new Set(chosen ? [] : asked.flatMap(({ id, present }) => (present ? [] : [id])))
  const said = values.filter(({ organisation }) => asked.some(({ id }) => id === organisation))
  const marks = marksOf(definition, own, chosen?.siren ?? definition.buyer)
  const figures = seriesOf(definition, said, asked.length - left.size, left)
  const facts = factsOf(definition, marks, figures, scheme, parisDay(new Date()))
  return { definition, marks, values: said, figures, facts, standing: standingOf(facts) }
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

/** Indicators by their keys, each with the marks of the buyers and what those of a view said: what {@link tell} makes pages of. */
export async function saidOf(trx: Writer, scheme: Scheme, keys: readonly string[], view: View) {
  const definitions = await definitionsOf(trx, scheme.id, keys)
  const own = scheme.buyers.length > 1 ? await ownOf(trx, scheme.id, keys) : []
  const organisation = view.chosen ? { organisation: view.chosen.id } : {}
  const said = grouped(await valuesOf(trx, scheme.id, { ...organisation, indicators: keys }), one => one.indicator)
  return (shown: Pick<View, 'buyers' | 'chosen'>): Told[] =>
    definitions.map(one => tell(one, own, said.get(one.key) ?? [], scheme, shown))
}

/** Indicators by their keys, told for the buyers of a view. */
export const toldOf = async (trx: Writer, scheme: Scheme, keys: readonly string[], view: View): Promise<Told[]> =>
  (await saidOf(trx, scheme, keys, view))(view)

/**
 * How many values are expected by now of the buyers of a view, and how many are there, by indicator that people enter; nothing of actions that left
 * the scheme, nor of buyers that did, nor of a buyer for another’s own. @param outline the parts of the scheme, one after the other
 */
export async function collected(
  trx: Writer,
  scheme: Scheme,
  outline: readonly Branch[],
  { buyers, chosen }: Pick<View, 'buyers' | 'chosen'>,
): Promise<ReadonlyMap<string, { done: number; of: number }>> {
  const asked = chosen ? [chosen] : buyers.filter(({ present }) => present)
  const today = parisDay(new Date())
  const above = new Map(outline.map(one => [one.key, one]))
  const periods = new Map(RHYTHMS.map(rhythm => [rhythm, due(scheme, rhythm, today)]))
  const ids = asked.map(({ id }) => id)
  const said = await saidIn(trx, ids, scheme.id, [...periods.values()].flat())
  return new Map(
    outline.flatMap(({ key, parent, measure }) => {
      const action = above.get(parent ?? '')
      if (measure?.source !== 'entered' || action?.left) return []
      const mine = asked.filter(({ siren }) => (action?.buyer ?? siren) === siren)
      const of = (periods.get(measure.rhythm)?.length ?? 0) * measure.figures
      const done = mine.reduce((sum, { id }) => {
        const [, , wholes = 0, rows = 0] = said.get(`${key} ${id}`) ?? []
        return sum + Math.min(of, wholes * measure.figures + rows)
      }, 0)
      return mine.length === 0 ? [] : [[key, { done, of: of * mine.length }] as const]
    }),
  )
}

type Counts = ReadonlyMap<string, readonly [indicator: string, organisation: string, wholes: number, rows: number]>
/** What was last counted, by scheme and buyers; only an act of one of them changes it. */
const counted = new Recent<Counts>(100)

/** How many wholes, and rows without a whole, buyers have entered of each indicator over some periods, by indicator and buyer. */
async function saidIn(
  trx: Writer,
  organisations: readonly string[],
  scheme: string,
  periods: readonly Period[],
): Promise<Counts> {
  const acts = await lastActs(trx, scheme, organisations)
  const [name, stamp] = [[scheme, ...organisations].join(' '), JSON.stringify([acts, periods])]
  return counted.get(name, stamp) ?? counted.set(name, stamp, await countSaid(trx, organisations, scheme, periods))
}

async function countSaid(
  trx: Writer,
  organisations: readonly string[],
  scheme: string,
  periods: readonly Period[],
): Promise<Counts> {
  const { rows } = await sql<{
    said: [indicator: string, organisation: string, wholes: number, rows: number][] | null
  }>`
    select json_agg(json_build_array(indicator, organisation_id, wholes, rows)) as said from (
      -- The whole stands for its rows.
      select indicator, organisation_id, sum(whole) as wholes, sum(case whole when 0 then rows else 0 end) as rows from (
        select indicator, organisation_id, max((row_key = '')::int) as whole, count(*) as rows from indicator_value
        where scheme_id = ${scheme} and organisation_id = any(${[...organisations]}::uuid[]) and origin = 'entered' and ended_at is null
          and (value is not null or words <> '') and period = any(${[...periods]})
        group by indicator, organisation_id, period
      ) as each group by indicator, organisation_id
    ) as said`.execute(trx)
  return new Map(rows[0]?.said?.map(one => [`${one[0]} ${one[1]}`, one]))
}
