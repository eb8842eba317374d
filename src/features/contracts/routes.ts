import type { Visitor } from '#features/organisations'
import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { correctionRoutes } from './corrections/routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { type Menu, publishingRoutes } from './publication/routes.tsx'
import { ratesRoutes } from './rates-routes.tsx'

/**
 * Every address of this feature.
 * @param publicUrl the address under which people reach the site, without a final slash: for what leaves it
 * @param menu the menu beside the pages of an organisation; the public one without it
 */
export const contractRoutes = (db: Database, publicUrl: string, menu?: Menu): Route<Visitor>[] => [
  ...ratesRoutes(db, publicUrl),
  ...listRoutes(db, publicUrl),
  ...publishingRoutes(db, publicUrl, menu),
  ...correctionRoutes(db, menu),
]
