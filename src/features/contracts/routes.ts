import type { Visitor } from '#features/organisations'
import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { listRoutes } from './list-routes.tsx'
import { publishingRoutes } from './publication/routes.tsx'
import { ratesRoutes } from './rates-routes.tsx'

/**
 * Every address of this feature.
 * @param publicUrl the address under which people reach the site, without a final slash: for what leaves it
 */
export const contractRoutes = (db: Database, publicUrl: string): Route<Visitor>[] => [
  ...ratesRoutes(db, publicUrl),
  ...listRoutes(db, publicUrl),
  ...publishingRoutes(db, publicUrl),
]
