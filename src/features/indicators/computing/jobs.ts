import type { Context } from 'hono'
import { z } from 'zod'
import type { Visitor } from '#features/organisations'
import type { Database } from '#platform/db'
import type { GuardedRoute, Route } from '#platform/http'
import { defineJob, type Handler, handler, type Job, type Jobs } from '#platform/jobs'
import { computeValues, type Means, staleIn } from './computing.ts'

const pair = z.object({ scheme: z.uuid(), organisation: z.uuid() })
const computeJob = defineJob({ name: 'compute-values', data: pair, retry: { times: 5 } })
/** What changes elsewhere (the register, the day, another process) is found by looking: of everybody, or of one organisation. */
const lookJob = defineJob({
  name: 'look-for-values',
  data: z.object({ siren: z.string().optional() }),
  every: '*/2 * * * *',
})

/** The kinds of jobs of computing. */
export const COMPUTING_JOBS = [computeJob, lookJob] as const

const isGuarded = (route: Route<Visitor>): route is GuardedRoute<Visitor> => typeof route.access === 'object'

/** What changes is looked at once at once, and then with all that follows within so many milliseconds. */
const TOGETHER = 3000

/**
 * The same routes, after whose changes the values of that organisation are computed again, in a moment; whatever else changes them, they are within
 * two minutes.
 */
export const computingAfter = (
  routes: readonly Route<Visitor>[],
  { db, jobs }: { db: Database; jobs: Jobs },
): Route<Visitor>[] =>
  routes.map(route => {
    if (route.method !== 'post' || !isGuarded(route)) return route
    const { handler } = route
    return {
      ...route,
      async handler(c: Context, visitor: Visitor) {
        const answer = await handler(c, visitor)
        const siren = c.req.param('siren')
        if (siren === undefined || answer.status >= 400) return answer
        const turn = Math.floor(Date.now() / TOGETHER)
        const at = (rank: number) => ({ key: `${siren} ${rank}`, after: new Date(rank * TOGETHER) })
        await db.transaction(async trx => {
          await jobs.add(trx, lookJob, { siren }, at(turn))
          // What that one came too early for.
          await jobs.add(trx, lookJob, { siren }, at(turn + 1))
        })
        return answer
      },
    }
  })

/** What computes values. */
export const computingHandlers = (means: Means & { jobs: Jobs }): Handler[] => [
  handler(
    computeJob,
    async (job: Job<z.infer<typeof pair>>) => void (await computeValues(means, job.data, trx => job.done(trx))),
  ),
  handler(lookJob, async ({ data: { siren } }) => {
    for (const { scheme, organisation, now } of await staleIn(means, siren)) {
      const data = { scheme, organisation: organisation.id }
      const key = JSON.stringify([scheme, organisation.id, now])
      await means.db.transaction(trx => means.jobs.add(trx, computeJob, data, { key }))
    }
  }),
]
