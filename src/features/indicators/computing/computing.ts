import { z } from 'zod'
import { type Actor, scopeOf } from '#features/organisations'
import { type Definition, definitionsOf, findScheme, type Scheme } from '#features/scheme'
import { type Measures, parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { defineJob, type Handler, handler, type Job, type Jobs } from '#platform/jobs'
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
  const asking: { definition: Definition; subscription: Subscription }[] = []
  for (const definition of definitions) {
    const { source, rhythm, key } = definition
    if (source.kind !== 'measured') continue
    const subscription = subscriptionOf({ ...definition, source }, list)
    if (!('obstacle' in subscription)) asking.push({ definition, subscription })
    else
      for (const period of begun(scheme, rhythm, today))
        figured.set(nameOf({ indicator: key, period, row: '' }), unmeasured(source, subscription.obstacle))
  }
  const answers = await measures.compute(
    asking.map(({ definition, subscription: { code, filters } }) => ({
      ...{ code, filters, siren },
      periods: begun(scheme, definition.rhythm, today),
    })),
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

async function staleIn({ db, measures }: Means): Promise<Pair[]> {
  const stamp = await measures.stamp()
  const pairs = await db.transaction(trx => pairsOf(trx, stamp, parisDay(new Date())))
  return pairs.filter(isStale)
}

const pair = z.object({ scheme: z.uuid(), organisation: z.uuid() })
const computeJob = defineJob({ name: 'compute-values', data: pair, retry: { times: 5 } })
/** What changes elsewhere (the register, a text, the day) is found by looking. */
const lookJob = defineJob({ name: 'look-for-values', data: z.object({}), every: '*/2 * * * *' })

/** The kinds of jobs of computing. */
export const COMPUTING_JOBS = [computeJob, lookJob] as const

/** Entries that follow one another are computed together (milliseconds). */
const TOGETHER = 3000

/** Has the values of the actor’s organisation computed again in a moment; without it they are within two minutes. */
export async function computeSoon(
  { db, jobs }: { db: Database; jobs?: Jobs },
  actor: Actor,
  scheme: string,
): Promise<void> {
  if (!jobs) return
  const organisation = actor.membership.organisation.id
  const turn = Math.floor(Date.now() / TOGETHER) + 1
  const planned = { key: `${scheme} ${organisation} ${turn}`, after: new Date(turn * TOGETHER) }
  await db.as(scopeOf(actor), trx => jobs.add(trx, computeJob, { scheme, organisation }, planned))
}

/** What computes values. */
export const computingHandlers = (means: Means & { jobs: Jobs }): Handler[] => [
  handler(
    computeJob,
    async (job: Job<z.infer<typeof pair>>) => void (await computeValues(means, job.data, trx => job.done(trx))),
  ),
  handler(lookJob, async () => {
    for (const { scheme, organisation, now } of await staleIn(means)) {
      const data = { scheme, organisation: organisation.id }
      const key = JSON.stringify([scheme, organisation.id, now])
      await means.db.transaction(trx => means.jobs.add(trx, computeJob, data, { key }))
    }
  }),
]
