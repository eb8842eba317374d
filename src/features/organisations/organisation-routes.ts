import type { Route } from '#platform/http'
import type { Space } from '#ui'
import { instanceRoutes } from './instance-routes.tsx'
import { type Joining, joiningRoutes } from './joining-routes.tsx'
import type { Members } from './members.ts'
import type { Actor } from './organisations.ts'
import { OwnData, type OwnDataOf } from './own-data.ts'
import { ownDataRoutes } from './own-data-routes.tsx'
import type { Visitor } from './people.ts'
import { linkRoutes } from './sign-in/link-routes.tsx'
import { spaceRoutes } from './space-routes.tsx'

interface Menus {
  /** The menu of an organisation's pages, `here` being the address of the one that is shown. */
  ofOrganisation(actor: Actor, here: string): Space
  ofInstance(visitor: Visitor, here: string): Space
}

/**
 * Coming in, the members and settings of an organisation, and the organisations of the instance.
 * @param kept what other features keep of people
 */
export const organisationRoutes = (
  joining: Joining,
  members: Members,
  menus: Menus,
  kept: readonly OwnDataOf[] = [],
): Route<Visitor>[] => [
  ...joiningRoutes(joining),
  ...linkRoutes(joining),
  ...ownDataRoutes(new OwnData(joining.db, kept)),
  ...spaceRoutes(joining.db, members, joining.invitations, menus.ofOrganisation),
  ...instanceRoutes(joining.registry, menus.ofInstance),
]
