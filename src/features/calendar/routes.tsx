import { createHash } from 'node:crypto'
import { type Actor, attempt, forMembers, hashOf, MEMBERS, scopeOf, type Visitor } from '#features/organisations'
import { addDays, parisDay, Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { placeOf, type Route, thenGo } from '#platform/http'
import type { Space } from '#ui'
import { COLUMNS, type EntriesOf, meets } from './calendar.ts'
import { endFeed, entriesWithin, feedOf, feedSince, openFeed } from './feeds.ts'
import { CalendarPage } from './pages/CalendarPage.tsx'
import { FeedPage } from './pages/FeedPage.tsx'
import { shownIn } from './spans.ts'
import { calendarPath, FEED, feedPath, PATH } from './within.ts'

/** What the pages of calendars act through. */
export interface CalendarSite {
  db: Database
  /** The address of the site, without a final slash. */
  url: string
  /** How many proxies stand in front of it. */
  proxies: number
  /** What has a day, as features hand it. */
  sources: readonly EntriesOf[]
  menu?: (actor: Actor, here: string) => Space
}

/** The calendar of an organisation, and the private address by which programs read it. */
export function calendarRoutes({ db, url, proxies, sources, menu }: CalendarSite): Route<Visitor>[] {
  const space = (actor: Actor) => menu?.(actor, calendarPath(actor))
  const feedPage = async (actor: Actor, more: { token?: string; done?: string | undefined }) => {
    const since = await db.as(scopeOf(actor), trx => feedSince(trx, actor))
    return <FeedPage {...{ actor, since, ...more }} space={space(actor)} url={url} />
  }
  return [
    forMembers('get', PATH, MEMBERS, async (c, actor) => {
      const shown = shownIn({ month: c.req.query('mois'), year: c.req.query('annee') }, parisDay(new Date()))
      // Read with the year that follows a month, whose first day is told where the month has none.
      const span = { from: shown.from, to: shown.month === null ? shown.to : addDays(shown.to, 365) }
      const read = await db.as(scopeOf(actor), trx => entriesWithin(trx, actor, sources, span))
      const all = read.filter(one => meets(one, shown))
      const schemes = new Map(all.flatMap(({ scheme }) => (scheme ? [[scheme.code, scheme.title]] : [])))
      const code = c.req.query('schema') ?? ''
      const entries = schemes.has(code) ? all.filter(({ scheme }) => scheme === null || scheme.code === code) : all
      const columns = COLUMNS.filter(one => one === 'others' || entries.some(({ column }) => column === one))
      return c.html(
        <CalendarPage
          {...{ actor, shown, entries, columns, schemes }}
          scheme={schemes.has(code) ? code : ''}
          next={entries.length > 0 ? null : (read.find(({ to }) => to > shown.to && to <= span.to) ?? null)}
          space={space(actor)}
        />,
      )
    }),
    forMembers('get', `${PATH}/abonnement`, MEMBERS, async (c, actor) =>
      c.html(
        await feedPage(actor, { done: c.req.query('fait') === 'fin' ? 'L’adresse ne donne plus rien.' : undefined }),
      ),
    ),
    forMembers('post', `${PATH}/abonnement`, MEMBERS, async (c, actor) => {
      c.header('cache-control', 'no-store')
      return c.html(await feedPage(actor, { token: await openFeed(db, actor) }))
    }),
    forMembers('post', `${PATH}/abonnement/fin`, MEMBERS, async (c, actor) => {
      await endFeed(db, actor)
      return thenGo(c, `${feedPath(actor)}?fait=fin`)
    }),
    {
      method: 'get',
      path: FEED,
      access: 'everyone',
      handler: async c => {
        const token = /^([\w-]{10,200})\.ics$/.exec(c.req.param('feed') ?? '')?.[1] ?? ''
        try {
          // Addresses that give nothing are counted, so that nobody tries many.
          const file = await attempt(
            db.identity,
            { address: `calendar feed ${hashOf(token)}`, place: placeOf(c, proxies) },
            async () => (await feedOf(db, sources, url, token)) ?? Promise.reject(new Unknown()),
          )
          const tag = `"${createHash('sha256').update(file).digest('base64url')}"`
          const headers = { etag: tag, 'cache-control': 'private, no-cache' }
          if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
          return c.body(file, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' })
        } catch (error) {
          if (error instanceof Unknown) return c.notFound()
          // Programs read numbers, not pages.
          if (error instanceof Refusal) return c.text(error.message, 429)
          throw error
        }
      },
    },
  ]
}

class Unknown extends Error {}
