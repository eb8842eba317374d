import { sql } from 'kysely'
import type { Writer } from '#platform/db'
import type { Indicator } from '../document/document.ts'
import { actionsUnder, type Branch, flat, indicatorsOf } from '../text/outline.ts'

/** What may be missing of a scheme, in the order in which it is told. */
export const GAPS = ['indicator', 'baseline', 'target', 'minimum', 'directorate', 'person', 'calendar'] as const
export type Gap = (typeof GAPS)[number]

/** An indicator that the law gives a minimum, and what it aims at. */
export interface Bound extends Pick<Indicator, 'key' | 'direction' | 'legal' | 'targets'> {}

/** The indicators of a scheme that the law gives a minimum and that aim at a number. */
export async function boundsOf(trx: Writer, scheme: string): Promise<Bound[]> {
  const { rows } = await sql<Bound>`
    select key, content ->> 'direction' as direction, content -> 'legal' as legal, content -> 'targets' as targets
    from scheme_part
    where scheme_id = ${scheme} and kind = 'indicator' and jsonb_array_length(coalesce(content -> 'legal', '[]')) > 0
      and jsonb_typeof(content -> 'targets') = 'array'`.execute(trx)
  return rows
}

/**
 * The minimum that an indicator aims below, at the last of its targets that falls when it applies; null for none. An indicator whose values should
 * go down has a ceiling rather than a minimum, and targets of breakdown rows are not those of the whole: nothing is said of either.
 */
export function aimedBelow({ direction, legal, targets }: Bound): { minimum: string; target: string } | null {
  if (direction === 'down' || !Array.isArray(targets)) return null
  const whole = targets.filter(({ row }) => row === null)
  for (const { period, value } of legal) {
    const then = whole.filter(one => period === null || one.period === null || one.period >= period)
    const last = then.toSorted((a, b) => (a.period ?? '').localeCompare(b.period ?? '')).at(-1)
    if (last && Number(last.value) < Number(value)) return { minimum: value, target: last.value }
  }
  return null
}

/**
 * What is missing of a scheme: the parts that lack something, by what they lack. What has left the scheme lacks nothing.
 * @param piloted the actions that somebody pilots for a buyer: those of another buyer alone are not its to give
 */
export function gapsOf(
  outline: readonly Branch[],
  piloted: ReadonlySet<string>,
  bounds: readonly Bound[],
  siren: string,
): Record<Gap, readonly Branch[]> {
  const actions = actionsUnder(outline).filter(({ left }) => left === null)
  const gone = new Set(
    actionsUnder(outline).flatMap(({ left, under }) => (left === null ? [] : under.map(({ key }) => key))),
  )
  const indicators = flat(outline).filter(
    ({ kind, key, support }) => kind === 'indicator' && !support && !gone.has(key),
  )
  const below = new Set(bounds.filter(one => aimedBelow(one) !== null).map(({ key }) => key))
  return {
    indicator: actions.filter(one => indicatorsOf(one).length === 0),
    baseline: indicators.filter(({ unsaid }) => unsaid.baseline),
    target: indicators.filter(({ unsaid }) => unsaid.targets),
    minimum: indicators.filter(({ key }) => below.has(key)),
    directorate: actions.filter(({ pilots }) => pilots.length === 0),
    person: actions.filter(({ key, buyer }) => !piloted.has(key) && (buyer === null || buyer === siren)),
    calendar: actions.filter(({ steps }) => steps.length === 0),
  }
}
