import { sql } from 'kysely'
import { type Definition, definitionsOf } from '#features/scheme'
import type { Measure } from '#kernel'
import type { Writer } from '#platform/db'
import type { Value } from '../values/values.ts'
import { type Lineage, readLineage } from './lineage.ts'

/** All that explains a computed value. */
export interface Explained {
  value: Value
  lineage: Lineage
  /** What it was made from is said of them. */
  definitions: ReadonlyMap<string, Definition>
  /** The measure that it subscribes to, where there is still one. */
  measure: Measure | null
  /** What was last published of it, where that is another figure. */
  published: Pick<Value, 'value' | 'numerator' | 'denominator' | 'lineage'> | null
}

/** Explains a computed value; null for one that nothing explains. */
export async function explain(
  trx: Writer,
  scheme: string,
  value: Value,
  measures: readonly Measure[],
): Promise<Explained | null> {
  const lineage = readLineage(value.lineage)
  if (lineage === null) return null
  const keys = lineage.by === 'formula' ? [...new Set(lineage.inputs.map(({ key }) => key))] : []
  const definitions = keys.length === 0 ? [] : await definitionsOf(trx, scheme, keys)
  const { rows } = await sql<NonNullable<Explained['published']> & { id: string }>`
    select id, trim_scale(value)::text as value, trim_scale(numerator)::text as numerator,
      trim_scale(denominator)::text as denominator, lineage
    from indicator_value
    where scheme_id = ${scheme} and organisation_id = ${value.organisation} and indicator = ${value.indicator}
      and period = ${value.period} and row_key = ${value.row} and origin = 'computed' and state = 'published'
    order by act desc limit 1`.execute(trx)
  const [published = null] = rows
  return {
    ...{ value, lineage, definitions: new Map(definitions.map(one => [one.key, one])) },
    measure: lineage.by === 'measure' ? (measures.find(({ code }) => code === lineage.measure) ?? null) : null,
    published: published === null || published.id === value.id || value.state === 'published' ? null : published,
  }
}
