import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { listRoutes } from './list-routes.tsx'
import { ratesRoutes } from './rates-routes.tsx'

/** Every address of this feature. */
export const contractRoutes = (db: Database): Route[] => [...ratesRoutes(db), ...listRoutes(db)]
