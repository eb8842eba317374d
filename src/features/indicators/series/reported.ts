import { definitionsIn, type Scheme, type SchemeDocument, type View } from '#features/scheme'
import { yearOf } from '#kernel'
import type { Writer } from '#platform/db'
import { isFinal } from '../charts/choosing.ts'
import { standingOf } from '../standing.ts'
import { valuesOf } from '../values/reading.ts'
import type { Value } from '../values/values.ts'
import { grouped, type Told, tell } from './reading.ts'

/**
 * What tells every indicator of a text as a report of a year does: by what is validated or published of that year and those before, for the buyers of
 * a view. Values are read once, whatever is told of them.
 * @param document the text that defines them
 * @param view whose values are read
 */
export async function reportedBy(
  trx: Writer,
  scheme: Pick<Scheme, 'id' | 'to'>,
  document: SchemeDocument,
  year: number,
  view: Pick<View, 'chosen'>,
): Promise<(shown: Pick<View, 'buyers' | 'chosen'>) => Told[]> {
  return tellerOf(trx, scheme, document, view, one => isFinal(one) && yearOf(one.period) <= year)
}

/**
 * The indicators of a text, told for the buyers of a view by the values that count.
 * @param keys of these alone
 */
export const toldIn = async (
  trx: Writer,
  scheme: Pick<Scheme, 'id' | 'to'>,
  document: SchemeDocument,
  view: Pick<View, 'buyers' | 'chosen'>,
  counts: (value: Value) => boolean,
  keys?: readonly string[],
): Promise<Told[]> => (await tellerOf(trx, scheme, document, view, counts, keys))(view)

async function tellerOf(
  trx: Writer,
  scheme: Pick<Scheme, 'id' | 'to'>,
  document: SchemeDocument,
  { chosen }: Pick<View, 'chosen'>,
  counts: (value: Value) => boolean,
  keys?: readonly string[],
) {
  const asked = { ...(chosen ? { organisation: chosen.id } : {}), ...(keys ? { indicators: keys } : {}) }
  const said = grouped((await valuesOf(trx, scheme.id, asked)).filter(counts), one => one.indicator)
  const definitions = definitionsIn(document).filter(({ key }) => keys === undefined || keys.includes(key))
  return (shown: Pick<View, 'buyers' | 'chosen'>): Told[] =>
    definitions.map(one => tell(one, document.own, said.get(one.key) ?? [], scheme, shown))
}

/** The years of which something is validated or published, in order. */
export async function reportedYears(
  trx: Writer,
  { id }: Pick<Scheme, 'id'>,
  view: Pick<View, 'chosen'>,
): Promise<number[]> {
  let query = trx
    .selectFrom('indicator_value')
    .select('period')
    .distinct()
    .where('scheme_id', '=', id)
    .where('ended_at', 'is', null)
    .where('state', 'in', ['validated', 'published'])
    .where(where => where.or([where('value', 'is not', null), where('words', '<>', '')]))
  if (view.chosen) query = query.where('organisation_id', '=', view.chosen.id)
  const years = (await query.execute()).map(({ period }) => yearOf(period))
  return [...new Set(years)].sort((a, b) => a - b)
}

/** An indicator as a report keeps it for ever: as plain data, each value under the SIREN of its buyer, without what only this database knows. */
export type KeptTold = Pick<Told, 'definition' | 'marks' | 'values' | 'figures' | 'facts'>

/** What is kept of an indicator in what is published. @param buyers those whose values these are */
export function keptTold({ definition, marks, values, figures, facts }: Told, buyers: View['buyers']): KeptTold {
  const sirens = new Map(buyers.map(({ id, siren }) => [id, siren]))
  const kept = ({ organisation, ...value }: Told['values'][number]) => ({
    ...value,
    id: '',
    organisation: sirens.get(organisation) ?? '',
    state: 'published' as const,
    act: 0,
    entered: 0,
    judged: null,
    // What people say of a value among themselves is no part of what is published.
    comment: '',
  })
  return {
    definition,
    marks,
    facts,
    values: values.map(kept),
    figures: figures.map(({ of, ...one }) => ({ ...one, state: 'published', of: of.map(kept) })),
  }
}

/** An indicator that was kept, as it was told: where it stands follows from its facts. */
export const toldAgain = (kept: KeptTold): Told => ({ ...kept, standing: standingOf(kept.facts) })
