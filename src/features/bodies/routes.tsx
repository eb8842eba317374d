import type { Visitor } from '#features/organisations'
import type { Route } from '#platform/http'
import { caseRoutes } from './cases/routes.tsx'
import { meetingRoutes } from './meetings/routes.tsx'
import { orientationRoutes } from './orientations/routes.tsx'
import { seatRoutes } from './seats/routes.tsx'
import type { BodySite } from './within.ts'

/** The bodies of an organisation, who sits in them, their meetings, what they are asked. */
export const bodyRoutes = (site: BodySite): Route<Visitor>[] => [
  ...seatRoutes(site),
  ...meetingRoutes(site),
  ...caseRoutes(site),
  ...orientationRoutes(site),
]
