import type { Actor } from '#features/organisations'
import { type Definition, definitionsOf, findScheme, type Scheme } from '#features/scheme'
import { type Measures, type Period, parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { begun } from '../grid/periods.ts'
import { closedFor, holdValues, writeAct } from '../values/keeping.ts'
import { valuesOf } from '../values/reading.ts'
import { nameOf } from '../values/values.ts'
import { revisionsOf } from './computed.ts'
import { type Figured, figuredBy, type Subscription, subscriptionOf, unmeasured } from './measuring.ts'
import { isMeasuredAnew, isStale, keepStamp, type Pair, pairsOf, reasonOf } from './stamps.ts'

/** What computing needs: the values’ database, and what other features can measure. */
export interface Means {
  db: Database
  measures: Measures
}

/**
 * Computes again the values of a buyer in a scheme that measures and formulas make, where what they are made from has changed: in one act, whose
 * reason says what did.
 * @param done ends the work in the transaction that keeps its effect
 * @returns how many values have changed; null where nothing was to be computed
 */
export async function computeValues(
  { db, measures }: Means,
  one: { scheme: string; organisation: string },
  done: (trx: Writer) => Promise<void> = async () => {},
): Promise<number | null> {
  const today = parisDay(new Date())
  const stamp = await measures.stamp()
  const [pair] = await db.transaction(trx => pairsOf(trx, stamp, today, one))
  if (!pair || !isStale(pair)) {
    await db.transaction(done)
    return null
  }
  const membership: Actor['membership'] = { id: '', organisation: pair.organisation, roles: [], suspended: false }
  const scope = { organisation: one.organisation, person: null, act: 'compute-values' }
  const found = await db.as(scope, async trx => {
    const scheme = await findScheme(trx, { membership } as Actor, pair.code)
    return scheme && { scheme, definitions: await ownDefinitions(trx, scheme, pair) }
  })
  if (found === null) {
    await db.transaction(done)
    return null
  }
  const { scheme, definitions } = found
  // Before any row is held: counting contracts takes a second or two.
  const measured = isMeasuredAnew(pair) ? await measuredOf(measures, scheme, definitions, pair, today) : null
  const changed = await db.as(scope, async trx => {
    await holdValues(trx, one.organisation, scheme.id)
    const [values, closed] = [
      await valuesOf(trx, scheme.id, { organisation: one.organisation }),
      await closedFor(trx, one.organisation, scheme.id),
    ]
    const revisions = revisionsOf({ scheme, definitions, values, measured, closed, today })
    if (revisions.length > 0)
      await writeAct(trx, { membership, person: null }, scheme.id, 'compute', revisions, reasonOf(pair))
    await done(trx)
    return revisions.length
  })
  // Were it lost, computing would be done again, and find nothing to change.
  await db.transaction(trx => keepStamp(trx, pair))
  return changed
}

/** The indicators of a scheme, but for those of the actions that other buyers have for themselves. */
async function ownDefinitions(trx: Writer, scheme: Scheme, { organisation }: Pair): Promise<Definition[]> {
  const all = await definitionsOf(trx, scheme.id)
  return all.filter(({ buyer }) => buyer === null || buyer === organisation.siren)
}

/** What measures give to the indicators that subscribe to them, over the periods of the scheme that have begun. */
async function measuredOf(
  measures: Measures,
  scheme: Scheme,
  definitions: readonly Definition[],
  { organisation: { siren } }: Pair,
  today: string,
): Promise<ReadonlyMap<string, Figured>> {
  const list = new Map(measures.list.map(one => [one.code, one]))
  const figured = new Map<string, Figured>()
  const asking: { definition: Definition; subscription: Subscription; periods: readonly Period[] }[] = []
  for (const definition of definitions) {
    const { source, rhythm, key } = definition
    if (source.kind !== 'measured') continue
    const [periods, subscription] = [begun(scheme, rhythm, today), subscriptionOf({ ...definition, source }, list)]
    if (!('obstacle' in subscription)) asking.push({ definition, subscription, periods })
    else
      for (const period of periods)
        figured.set(nameOf({ indicator: key, period, row: '' }), unmeasured(source, subscription.obstacle))
  }
  const answers = await measures.compute(
    asking.map(({ subscription: { code, filters }, periods }) => ({ code, filters, siren, periods })),
  )
  for (const [rank, { definition, subscription }] of asking.entries())
    for (const one of answers[rank] ?? [])
      figured.set(
        nameOf({ indicator: definition.key, period: one.period, row: '' }),
        figuredBy(subscription, definition.unit, one),
      )
  return figured
}

/** Computes all that is to be computed, one buyer after the other: where no job does. */
export async function computeAll(means: Means): Promise<void> {
  for (const { scheme, organisation } of await staleIn(means))
    await computeValues(means, { scheme, organisation: organisation.id })
}

/** The buyers of schemes whose values are to be computed again: of everybody, or of one organisation. */
export async function staleIn({ db, measures }: Means, siren?: string): Promise<Pair[]> {
  const stamp = await measures.stamp()
  const pairs = await db.transaction(trx => pairsOf(trx, stamp, parisDay(new Date()), { siren }))
  return pairs.filter(isStale)
}
