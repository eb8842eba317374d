import type { Visitor } from '#features/organisations'
import type { SchemeSite } from '#features/scheme'
import type { Route } from '#platform/http'
import { expectedRoutes } from './expected/routes.tsx'
import { gridRoutes, type IndicatorSite } from './grid/routes.tsx'
import { judgingRoutes } from './judging/routes.tsx'
import { publicIndicatorRoutes } from './public/routes.tsx'
import { seriesRoutes } from './series/routes.tsx'

/** The indicators of a scheme: their values, entered, validated and published, and what everybody reads of them. */
export const indicatorRoutes = (site: IndicatorSite & Pick<SchemeSite, 'publicUrl'>): Route<Visitor>[] => [
  ...expectedRoutes(site),
  ...gridRoutes(site),
  ...seriesRoutes(site),
  ...judgingRoutes(site),
  ...publicIndicatorRoutes(site),
]
