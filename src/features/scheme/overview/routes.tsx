import { z } from 'zod'
import { allows, forMembers, type Visitor } from '#features/organisations'
import type { Route } from '#platform/http'
import { LEADERS, READERS } from '../access.ts'
import { pageReader, shown } from '../answering.ts'
import { shownIn, viewIn } from '../joint/viewing.tsx'
import { statusesBy } from '../life/events.ts'
import { allPilots } from '../life/pilots.ts'
import { OverviewPage } from '../pages/OverviewPage.tsx'
import { outlineOf } from '../text/outline.ts'
import { mayAdd, mayWrite, ONE, type SchemeSite } from '../within.ts'
import { asked, filtered, tagsOf } from './filter.ts'
import { GapsPage, gapOf } from './GapsPage.tsx'
import { boundsOf, gapsOf } from './gaps.ts'

const pageIn = z.coerce.number().int().min(1).max(10_000).catch(1)

/** A scheme on one page, whole or as it is asked for, and what is missing of it. */
export function overviewRoutes(site: SchemeSite): Route<Visitor>[] {
  const reading = pageReader(site)
  return [
    forMembers('get', ONE, READERS, (c, actor) =>
      shown(
        c,
        reading(c, actor, async (trx, framed) => {
          const { scheme } = framed
          const view = await viewIn(c, trx, actor, scheme)
          const outline = shownIn(view, await outlineOf(trx, scheme.id))
          const statuses = await statusesBy(trx, scheme, view)
          const pilots = await allPilots(trx, scheme, actor)
          const figures = (await site.guests?.figures(trx, actor, scheme, outline, view)) ?? new Map()
          const buyers = new Map(scheme.buyers.map(({ siren, name }) => [siren, name]))
          const wanted = asked.parse(c.req.query())
          const found = filtered({ outline, tags: await tagsOf(trx, scheme.id), statuses, pilots, buyers }, wanted)
          return (
            <OverviewPage
              {...framed}
              {...{ outline, view, statuses, figures, found }}
              asked={wanted}
              writes={mayWrite(actor, scheme)}
              adds={mayAdd(actor, scheme)}
            />
          )
        }),
      ),
    ),
    forMembers('get', `${ONE}/lacunes`, READERS, (c, actor) =>
      shown(
        c,
        reading(c, actor, async (trx, framed) => {
          const { scheme } = framed
          const piloted = new Set((await allPilots(trx, scheme, actor)).map(({ action }) => action))
          const gaps = gapsOf(
            await outlineOf(trx, scheme.id),
            piloted,
            await boundsOf(trx, scheme.id),
            actor.membership.organisation.siren,
          )
          return (
            <GapsPage
              {...framed}
              {...{ gaps }}
              only={gapOf(c.req.query('quoi'))}
              page={pageIn.parse(c.req.query('page'))}
              writes={mayWrite(actor, scheme)}
              names={allows(LEADERS, actor.membership.roles)}
            />
          )
        }),
      ),
    ),
  ]
}
