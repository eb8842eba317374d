import type { Context } from 'hono'
import { sql } from 'kysely'
import { Recent } from '#kernel'
import type { Database, Writer } from '#platform/db'
import type { GuardedRoute, Route } from '#platform/http'
import { scopeOf } from './access.ts'
import type { Actor } from './organisations.ts'
import type { OwnDataOf } from './own-data.ts'
import type { Visitor } from './people.ts'

declare module '#platform/db' {
  interface Tables {
    visit: { organisation_id: string; person_id: string; seen_at: Date; former_at: Date | null }
  }
}

const MINUTE = 60_000
/** A visit ends once no page was asked for so long: reloading one does not make what is new old. */
const ENDS_AFTER = 30 * MINUTE
/** Pages within so long are noted once. */
const TOGETHER = 5 * MINUTE
/** How many people’s last notes a process remembers; whoever is forgotten is noted again. */
const REMEMBERED = 10_000

/** Notes that the actor is here: a visit that ended becomes the former one. */
export function noteVisit(db: Database, actor: Actor, now = new Date()): Promise<void> {
  return db.as(scopeOf(actor), async trx => {
    const ended = new Date(now.getTime() - ENDS_AFTER)
    await sql`
      insert into visit (organisation_id, person_id, seen_at) values (${actor.membership.organisation.id}, ${actor.person.id}, ${now})
      on conflict (organisation_id, person_id) do update set seen_at = greatest(visit.seen_at, excluded.seen_at),
        former_at = case when visit.seen_at < ${ended} then visit.seen_at else visit.former_at end`.execute(trx)
  })
}

/** When the actor’s former visit ended; null in their first one. */
export async function formerVisit(trx: Writer, { person, membership }: Actor): Promise<Date | null> {
  const found = await trx
    .selectFrom('visit')
    .select('former_at')
    .where('organisation_id', '=', membership.organisation.id)
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  return found?.former_at ?? null
}

const isGuarded = (route: Route<Visitor>): route is GuardedRoute<Visitor> => typeof route.access === 'object'

/** The same routes, those of organisations noting that whoever asks for their pages is here. */
export function notingVisits(routes: readonly Route<Visitor>[], db: Database): Route<Visitor>[] {
  const noted = new Recent<true>(REMEMBERED)
  return routes.map(route => {
    if (route.method !== 'get' || !isGuarded(route)) return route
    const { handler } = route
    return {
      ...route,
      async handler(c: Context, visitor: Visitor) {
        const membership = visitor.memberships.find(({ organisation }) => organisation.siren === c.req.param('siren'))
        const name = `${membership?.id} ${visitor.id}`
        const stamp = String(Math.floor(Date.now() / TOGETHER))
        if (membership && noted.get(name, stamp) === undefined) {
          await noteVisit(db, { person: visitor, membership })
          noted.set(name, stamp, true)
        }
        return handler(c, visitor)
      },
    }
  })
}

/** When somebody was last in each of their organisations: theirs, and erased with their account. */
export const visitsOfPerson: OwnDataOf = {
  name: 'visits',
  copy: (trx, person) =>
    trx
      .selectFrom('visit as v')
      .innerJoin('organisation as o', 'o.id', 'v.organisation_id')
      .select(['o.siren', 'v.seen_at', 'v.former_at'])
      .where('v.person_id', '=', person)
      .orderBy('o.siren')
      .execute(),
  async erase(trx, person) {
    await sql`delete from visit where person_id = ${person}`.execute(trx)
  },
}
