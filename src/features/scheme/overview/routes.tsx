import { forMembers, type Visitor } from '#features/organisations'
import { savedViews } from '#features/views'
import type { Route } from '#platform/http'
import { READERS } from '../access.ts'
import { pageReader, shown } from '../answering.ts'
import { viewIn } from '../joint/viewing.tsx'
import { OverviewPage } from '../pages/OverviewPage.tsx'
import { mayAdd, mayWrite, ONE, type SchemeSite } from '../within.ts'
import { asked, filtered, knownFor } from './filter.ts'

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
          const known = await knownFor(trx, actor, scheme, view)
          const { outline, statuses } = known
          const figures = (await site.guests?.figures(trx, actor, scheme, outline, view)) ?? new Map()
          const wanted = asked.parse(c.req.query())
          const found = filtered(known, wanted)
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
