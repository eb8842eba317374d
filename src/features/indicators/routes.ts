import type { Visitor } from '#features/organisations'
import type { Route } from '#platform/http'
import { gridRoutes, type IndicatorSite } from './grid/routes.tsx'
import { judgingRoutes } from './judging/routes.tsx'
import { seriesRoutes } from './series/routes.tsx'

/** The indicators of a scheme: their values, entered, validated and published. */
export const indicatorRoutes = (site: IndicatorSite): Route<Visitor>[] => [
  ...gridRoutes(site),
  ...seriesRoutes(site),
  ...judgingRoutes(site),
]
