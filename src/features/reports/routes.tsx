import { forMembers, scopeOf, type Visitor } from '#features/organisations'
import { READERS, within } from '#features/scheme'
import type { Route } from '#platform/http'
import { BILAN } from './bilan/composing.ts'
import { readList } from './bilan/listing.ts'
import { choiceRoutes } from './choice-routes.tsx'
import { comparisonRoutes } from './editions/comparison-routes.tsx'
import { renewalRoutes } from './editions/renewal-routes.tsx'
import { GLOBAL, YEARLY } from './evaluation/composing.ts'
import { BilansPage } from './pages/BilansPage.tsx'
import { reportRoutes } from './report-routes.tsx'
import { ALL, type ReportSite } from './site.ts'

/** The reports of a scheme: bilans of years, evaluations of shares, global bilans of cycles. */
export function bilanRoutes(site: ReportSite): Route<Visitor>[] {
  const { db, menu } = site
  return [
    forMembers('get', ALL, READERS, async (c, actor) => {
      const frame = await db.as(scopeOf(actor), trx => within(c, trx, actor, menu))
      if (frame === null) return c.notFound()
      const [years = [], ...evaluations] = await readList(db, actor, frame.scheme, [BILAN, GLOBAL, YEARLY])
      return c.html(<BilansPage {...frame} years={years} evaluations={evaluations.flat()} />)
    }),
    ...reportRoutes(site, BILAN),
    ...choiceRoutes(site),
    ...comparisonRoutes(site),
    ...renewalRoutes(site),
    ...[YEARLY, GLOBAL].flatMap(composition => reportRoutes(site, composition)),
  ]
}
