import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { attachedTo, attachingRoutes, type Held, type Host, type Subject, type View } from '#features/discussion'
import { type Actor, scopeOf, type Visitor } from '#features/organisations'
import { baseOf, definitionsOf, findScheme, KEY, ONE, PILOTS, READERS, type Scheme } from '#features/scheme'
import { type Period, parsePeriod } from '#kernel'
import type { Writer } from '#platform/db'
import type { Route } from '#platform/http'
import { periodWords } from '../figures.ts'
import type { IndicatorSite } from '../grid/routes.tsx'
import { obstacleTo } from '../values/deciding.ts'
import { situationOf } from '../values/entering.ts'
import { holdValues } from '../values/keeping.ts'
import { actKey } from './reading.ts'

const subjectOf = ({ code }: Pick<Scheme, 'code'>, indicator: string, period: Period) =>
  `scheme/${code}/indicator/${indicator}/${period}`

/** What an indicator says of a period, for the files that prove it: whoever may enter the value attaches them. */
export const aboutProofs = (
  actor: Actor,
  scheme: Pick<Scheme, 'id' | 'code'>,
  { key, label }: { key: string; label: string },
  period: Period,
): Subject => ({
  subject: subjectOf(scheme, key, period),
  title: `${label}, ${periodWords(period)}`,
  path: `${baseOf(actor, scheme)}/indicateurs/${key}/${period}`,
  readers: READERS,
  writers: PILOTS,
  holds: (trx, who, acting) => heldBy(trx, who, scheme.id, key, period, acting),
})

async function heldBy(
  trx: Writer,
  actor: Actor,
  scheme: string,
  indicator: string,
  period: Period,
  acting: boolean,
): Promise<Held> {
  const organisation = actor.membership.organisation.id
  // Nobody closes the period, or publishes, meanwhile.
  if (acting) await holdValues(trx, organisation, scheme)
  const attach = obstacleTo({ indicator, period, row: '' }, await situationOf(trx, actor, scheme, [indicator]))
  const published = await trx
    .selectFrom('indicator_value')
    .select('id')
    .where('scheme_id', '=', scheme)
    .where('organisation_id', '=', organisation)
    .where('indicator', '=', indicator)
    .where('period', '=', period)
    .where('state', '=', 'published')
    .limit(1)
    .executeTakeFirst()
  return { attach, detach: attach ?? (published ? 'Cette valeur a été publiée : elle garde ses pièces.' : null) }
}

/** Files that prove what an indicator says, by buyer and period ({@link actKey}): their names, and where they are. */
export type Proofs = ReadonlyMap<string, readonly { name: string; href: string }[]>

/** Those of the actor's organisation, of some periods. */
export async function proofsOf(
  trx: Writer,
  actor: Actor,
  scheme: Pick<Scheme, 'code'>,
  indicator: string,
  periods: Iterable<Period>,
): Promise<Proofs> {
  const subjects = new Map([...periods].map(period => [subjectOf(scheme, indicator, period), period]))
  const there = `${baseOf(actor, scheme)}/indicateurs/${indicator}`
  return new Map(
    [...(await attachedTo(trx, actor, [...subjects.keys()]))].flatMap(([subject, files]) => {
      const period = subjects.get(subject)
      return period
        ? [
            [
              actKey(actor.membership.organisation.id, period),
              files.map(({ id, name }) => ({ name, href: `${there}/${period}/pieces/${id}` })),
            ] as const,
          ]
        : []
    }),
  )
}

/**
 * The addresses of files that prove values.
 * @param page the page of a period of an address; null where there is none
 */
export function proofRoutes(
  { db, menu, means }: IndicatorSite,
  page: (c: Context, actor: Actor, view: View) => Promise<Child | null>,
): Route<Visitor>[] {
  const host: Host = {
    path: `${ONE}/indicateurs/${KEY}/:period`,
    readers: READERS,
    writers: PILOTS,
    subject: async (c, actor) => {
      const period = parsePeriod(c.req.param('period') ?? '')
      return db.as(scopeOf(actor), async trx => {
        const scheme = await findScheme(trx, actor, c.req.param('code') ?? '')
        const [definition] = scheme ? await definitionsOf(trx, scheme.id, [c.req.param('key') ?? '']) : []
        return scheme && period && definition ? aboutProofs(actor, scheme, definition, period) : null
      })
    },
    page: async (c, actor, _, view) => (await page(c, actor, view)) ?? '',
    frame: async (actor, { path }) => ({ space: menu?.(actor, path) }),
  }
  return means === undefined ? [] : attachingRoutes(means, host)
}
