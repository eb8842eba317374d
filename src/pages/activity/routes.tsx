import { z } from 'zod'
import { forMembers, MEMBERS, type Members, scopeOf, type Visitor } from '#features/organisations'
import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { spaceOf } from '../spaces.ts'
import { ActivityPage } from './ActivityPage.tsx'
import { activityOf, readableBy } from './activity.ts'

const PATH = '/activite'
/** Deeds of a page. */
const AT_ONCE = 50
const filterOf = z.object({
  genre: z.string().min(1).optional().catch(undefined),
  personne: z.uuid().optional().catch(undefined),
  avant: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})

/** What happened in an organisation, of what its members may each read. */
export function activityRoutes(db: Database, members: Members): Route<Visitor>[] {
  return [
    forMembers('get', PATH, MEMBERS, async (c, actor) => {
      const { avant, ...asked } = filterOf.parse(c.req.query())
      const chronicles = readableBy(actor)
      const genre = chronicles.find(({ kind }) => kind === asked.genre)?.kind
      const filter = { genre, personne: asked.personne }
      const people = (await members.list(actor)).map(({ personId, name }) => ({ id: personId, name }))
      const told = await db.as(scopeOf(actor), trx =>
        activityOf(trx, actor, chronicles, { kind: genre, person: asked.personne, before: avant, limit: AT_ONCE + 1 }),
      )
      const shown = told.slice(0, AT_ONCE)
      const address = `/organisations/${actor.membership.organisation.siren}${PATH}`
      return c.html(
        <ActivityPage
          space={spaceOf(actor, address)}
          {...{ address, chronicles, people, filter }}
          told={shown}
          older={told.length > AT_ONCE ? shown.at(-1)?.id : undefined}
        />,
      )
    }),
  ]
}
