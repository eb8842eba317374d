import { sql } from 'kysely'
import { type Definition, definitionsOf } from '#features/scheme'
import { type Measure, parsePeriod } from '#kernel'
import type { Writer } from '#platform/db'
import type { Figure } from '../series/series.ts'
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

/** Explains a computed value; null for one that nothing explains. @param definitions those of the indicators that it reads, at least */
export function explained(
  value: Value,
  definitions: readonly Definition[],
  measures: readonly Measure[],
  published: Explained['published'] = null,
): Explained | null {
  const lineage = readLineage(value.lineage)
  if (lineage === null) return null
  const measure = lineage.by === 'measure' ? measures.find(({ code }) => code === lineage.measure) : undefined
  return {
    value,
    lineage,
    definitions: new Map(definitions.map(one => [one.key, one])),
    measure: measure ?? null,
    published,
  }
}

/** The same from the working text of its scheme, with what was last published in its place. */
export async function explain(
  trx: Writer,
  scheme: string,
  value: Value,
  measures: readonly Measure[],
): Promise<Explained | null> {
  const lineage = readLineage(value.lineage)
  const keys = lineage?.by === 'formula' ? [...new Set(lineage.inputs.map(({ key }) => key))] : []
  const definitions = keys.length === 0 ? [] : await definitionsOf(trx, scheme, keys)
  const { rows } = await sql<NonNullable<Explained['published']> & { id: string }>`
    select id, trim_scale(value)::text as value, trim_scale(numerator)::text as numerator,
      trim_scale(denominator)::text as denominator, lineage
    from indicator_value
    where scheme_id = ${scheme} and organisation_id = ${value.organisation} and indicator = ${value.indicator}
      and period = ${value.period} and row_key = ${value.row} and origin = 'computed' and state = 'published'
    order by act desc limit 1`.execute(trx)
  const [published = null] = rows
  return explained(value, definitions, measures, value.state === 'published' ? null : published)
}

/**
 * The figure of an indicator that a page explains: that of the period asked for, or the last one; and the computed value that stands there, even
 * where it gives no figure.
 */
export function shownOf(
  { figures, values }: { figures: readonly Figure[]; values: readonly Value[] },
  asked: string | undefined,
): { shown: Figure | undefined; computed: Value | undefined } {
  const period = parsePeriod(asked ?? '')
  const there = period === null ? figures.at(-1) : figures.find(one => one.period === period)
  const computed = values.findLast(
    one => one.origin === 'computed' && (one.period === (period ?? there?.period) || (period === null && !there)),
  )
  return { shown: there ?? (computed ? undefined : figures.at(-1)), computed }
}
