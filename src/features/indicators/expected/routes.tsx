import { commentTasks } from '#features/discussion'
import { forMembers, scopeOf, type Tasks, type Visitor } from '#features/organisations'
import { PILOTS } from '#features/scheme'
import type { Database } from '#platform/db'
import { type Route, thenGo } from '#platform/http'
import { fr } from '#ui'
import type { IndicatorSite } from '../grid/routes.tsx'
import { ExpectedPage } from './ExpectedPage.tsx'
import { cancelLinks, countLinks } from './links.ts'
import { expectedOf } from './reading.ts'
import { summaryOf } from './words.ts'

const PATH = '/attendus'

/** What is expected of whoever pilots or leads, in all the schemes of the organisation. */
export function expectedRoutes({ db, menu }: Pick<IndicatorSite, 'db' | 'menu'>): Route<Visitor>[] {
  return [
    forMembers('get', PATH, PILOTS, async (c, actor) => {
      const [expected, links] = await db.as(scopeOf(actor), async trx => [
        await expectedOf(trx, actor),
        await countLinks(trx, actor),
      ])
      const comments = await commentTasks(db)(actor)
      const space = menu?.(actor, `/organisations/${actor.membership.organisation.siren}${PATH}`)
      const done = c.req.query('fait') === 'liens' ? 'Les liens envoyés n’ouvrent plus rien.' : undefined
      return c.html(<ExpectedPage {...{ actor, space, expected, comments, links, done }} />)
    }),
    forMembers('post', `${PATH}/liens/fin`, PILOTS, async (c, actor) => {
      await cancelLinks(db, actor)
      return thenGo(c, `/organisations/${actor.membership.organisation.siren}${PATH}?fait=liens`)
    }),
  ]
}

/** What is expected of whoever reads, in a line; comments are said one by one beside it. */
export const expectedTasks =
  (db: Database): Tasks =>
  async actor => {
    const expected = await db.as(scopeOf(actor), trx => expectedOf(trx, actor))
    const summary = summaryOf(expected)
    if (summary === '') return []
    const [due] = expected.flatMap(({ dues }) => dues.flatMap(one => (one.kind === 'step' ? [one.to] : []))).sort()
    const { siren } = actor.membership.organisation
    return [
      {
        state: 'warn',
        when: 'Schéma',
        ...(due === undefined ? {} : { due }),
        title: 'Dire ce qui est attendu de vous',
        text: fr`${summary}.`,
        action: { label: 'Voir ce qui est attendu', href: `/organisations/${siren}${PATH}` },
      },
    ]
  }
