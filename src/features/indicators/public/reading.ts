import { sql } from 'kysely'
import {
  type Buyer,
  buyersOf,
  type Definition,
  definitionsIn,
  type PublicScheme,
  type SchemeDocument,
} from '#features/scheme'
import type { Reader } from '#platform/db'
import { grouped, type Told, tell } from '../series/reading.ts'
import type { Value } from '../values/values.ts'

/** What changes when a value of a scheme is published, or a buyer is suspended. @param indicator of this one alone */
export async function publishedState(
  reader: Reader,
  { id }: Pick<PublicScheme, 'id'>,
  indicator?: string,
): Promise<string> {
  let published = reader
    .selectFrom('indicator_value')
    .select([sql<number>`count(*)::int`.as('n'), sql<number>`coalesce(sum(act), 0)::int`.as('acts')])
    .where('scheme_id', '=', id)
    .where('state', '=', 'published')
  if (indicator !== undefined) published = published.where('indicator', '=', indicator)
  const { n, acts } = await published.executeTakeFirstOrThrow()
  return `${n} ${acts}`
}

/** The values that everybody reads, by period and row: what was published last at each place, whatever is entered meanwhile. */
async function publishedValues(reader: Reader, scheme: string, indicators: readonly string[]): Promise<Value[]> {
  const { rows } = await sql<Value>`
    select distinct on (indicator, period, row_key, organisation_id, origin) '' as id, organisation_id as organisation, indicator, period,
      row_key as row, origin, trim_scale(numerator)::text as numerator, trim_scale(denominator)::text as denominator,
      trim_scale(value)::text as value, words, comment, state, act, act as entered, null as judged, lineage
    from indicator_value where scheme_id = ${scheme} and state = 'published' and indicator = any(${[...indicators]})
    order by indicator, period, row_key, organisation_id, origin, act desc`.execute(reader)
  return rows
}

/** An indicator as everybody reads it, and the buyer that it is told of; none for all together. */
export interface PublicTold extends Told {
  buyer: Buyer | undefined
}

/** The indicators of these keys as everybody reads them, each of the buyer whose own it is, or else of the one that leads the scheme. */
export async function publiclyTold(
  reader: Reader,
  scheme: PublicScheme,
  document: SchemeDocument,
  keys: readonly string[],
): Promise<PublicTold[]> {
  const known = new Map(definitionsIn(document).map(one => [one.key, one]))
  const definitions = keys.flatMap(key => known.get(key) ?? [])
  if (definitions.length === 0) return []
  const buyers = await buyersOf(reader, scheme.id)
  const said = grouped(await publishedValues(reader, scheme.id, keys), one => one.indicator)
  return definitions.map(one => toldOf(one, document, said.get(one.key) ?? [], buyers, leading(one, scheme, buyers)))
}

const leading = ({ buyer }: Definition, scheme: PublicScheme, buyers: readonly Buyer[]) =>
  buyers.find(({ siren }) => siren === buyer) ?? buyers.find(({ id }) => id === scheme.organisation)

function toldOf(
  definition: Definition,
  document: SchemeDocument,
  values: readonly Value[],
  buyers: readonly Buyer[],
  buyer: Buyer | undefined,
): PublicTold {
  return { ...tell(definition, document.own, values, document, { buyers, chosen: buyer ?? null }), buyer }
}

/**
 * One indicator as everybody reads it, of the buyer that is asked for; null where the scheme has none of this key.
 * @param asked the SIREN of a buyer, `tous` for all together, or nothing
 */
export async function onePubliclyTold(
  reader: Reader,
  scheme: PublicScheme,
  document: SchemeDocument,
  key: string,
  asked: string | undefined,
): Promise<{ told: PublicTold; buyers: readonly Buyer[] } | null> {
  const definition = definitionsIn(document).find(one => one.key === key)
  if (definition === undefined) return null
  const buyers = await buyersOf(reader, scheme.id)
  const buyer =
    asked === 'tous' ? undefined : (buyers.find(({ siren }) => siren === asked) ?? leading(definition, scheme, buyers))
  return { told: toldOf(definition, document, await publishedValues(reader, scheme.id, [key]), buyers, buyer), buyers }
}
