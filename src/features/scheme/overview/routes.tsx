import { forMembers, type Visitor } from '#features/organisations'
import { savedViews } from '#features/views'
import type { Route } from '#platform/http'
import { READERS } from '../access.ts'
import { pageReader, shown } from '../answering.ts'
import { shownIn, viewIn } from '../joint/viewing.tsx'
import { statusesBy } from '../life/events.ts'
import { allPilots } from '../life/pilots.ts'
import { OverviewPage } from '../pages/OverviewPage.tsx'
import { outlineOf } from '../text/outline.ts'
import { mayAdd, mayWrite, ONE, type SchemeSite } from '../within.ts'
import { asked, filtered, tagsOf } from './filter.ts'

/** A scheme on one page, whole or as it is asked for. */
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
          const verified = await site.verifier?.summary(trx, actor, scheme)
          return (
            <OverviewPage
              {...framed}
              {...{ outline, view, statuses, figures, found, verified }}
              asked={wanted}
              writes={mayWrite(actor, scheme)}
              adds={mayAdd(actor, scheme)}
              views={await savedViews(c, trx, actor)}
            />
          )
        }),
      ),
    ),
  ]
}
