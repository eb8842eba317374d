import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { AuditPage, actsOf, filterOf, type TrailWords, trail, trailCsv } from '#features/audit'
import {
  ADMINISTRATORS,
  forMembers,
  INSTANCE,
  instanceScope,
  type Members,
  scopeOf,
  type Visitor,
} from '#features/organisations'
import { savedViews } from '#features/views'
import type { Database, Scope } from '#platform/db'
import { heavy, type Route } from '#platform/http'
import type { Space } from '#ui'
import { instanceSpaceOf, spaceOf } from './spaces.ts'

const LINES = 50

interface Trail {
  scope: Scope
  space: Space
  /** The address of the page. */
  address: string
  /** Who may be named, by id. */
  people: ReadonlyMap<string, string>
  /** The same, and the directorates. */
  names: ReadonlyMap<string, string>
}

/** The trail of an organisation for who administers it, and that of the instance. */
export function trailRoutes(db: Database, members: Members, words: TrailWords): Route<Visitor>[] {
  async function page(c: Context, { scope, space, address, people, names }: Trail, views?: Child): Promise<Response> {
    const filter = filterOf.parse(c.req.query())
    const before = Number(c.req.query('avant'))
    const more = Number.isSafeInteger(before) && before > 0 ? { before } : {}
    const lines = await trail(db, scope, filter, { limit: LINES + 1, ...more })
    const shown = lines.slice(0, LINES)
    return c.html(
      <AuditPage
        space={space}
        address={address}
        lines={shown}
        filter={filter}
        acts={await actsOf(db, scope)}
        people={people}
        names={names}
        words={words}
        views={views}
        older={lines.length > LINES ? shown.at(-1)?.id : undefined}
      />,
    )
  }
  function csv(c: Context, { scope, names }: Trail): Response {
    const filter = filterOf.parse(c.req.query())
    return new Response(ReadableStream.from(trailCsv(db, scope, filter, names, words)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="journal.csv"',
        'cache-control': 'no-store',
      },
    })
  }
  const ofInstance = (visitor: Visitor): Trail => {
    const people = new Map([[visitor.id, visitor.name]])
    return {
      scope: instanceScope(visitor, 'look'),
      space: instanceSpaceOf(visitor, '/administration/journal'),
      address: '/administration/journal',
      people,
      names: people,
    }
  }
  const ofOrganisation = async (actor: Parameters<typeof scopeOf>[0]): Promise<Trail> => {
    const address = `/organisations/${actor.membership.organisation.siren}/journal`
    const people = new Map((await members.list(actor)).map(({ personId, name }) => [personId, name]))
    const names = new Map([
      ...people,
      ...(await members.directorates(actor)).map(({ id, name }) => [id, name] as const),
    ])
    return { scope: scopeOf(actor), space: spaceOf(actor, address), address, people, names }
  }
  return [
    forMembers('get', '/journal', ADMINISTRATORS, async (c, actor) =>
      page(c, await ofOrganisation(actor), await db.as(scopeOf(actor), trx => savedViews(c, trx, actor))),
    ),
    heavy(forMembers('get', '/journal.csv', ADMINISTRATORS, async (c, actor) => csv(c, await ofOrganisation(actor)))),
    {
      method: 'get',
      path: '/administration/journal',
      access: INSTANCE,
      handler: (c, visitor) => page(c, ofInstance(visitor)),
    },
    heavy<Route<Visitor>>({
      method: 'get',
      path: '/administration/journal.csv',
      access: INSTANCE,
      handler: (c, visitor) => csv(c, ofInstance(visitor)),
    }),
  ]
}
