import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Database } from '#platform/db'
import { formWithFile, heavy, type Route, SEALED, submitted, thenGo } from '#platform/http'
import { ADMINISTRATORS, forMembers, MEMBERS, scopeOf } from '../access.ts'
import { refuse } from '../labels.ts'
import type { Actor } from '../organisations.ts'
import type { Refused } from '../pages/Belonging.tsx'
import type { Visitor } from '../people.ts'
import { keepLogo, logoAddress, logoOf, removeLogo } from './logos.ts'

/** The logo of an organisation. @param settingsPage the page that it is changed on */
export function logoRoutes(
  db: Database,
  settingsPage: (actor: Actor, more: { refused: Refused }) => Promise<Child>,
): Route<Visitor>[] {
  const changing = (c: Context, actor: Actor, act: () => Promise<string>) =>
    submitted(
      c,
      async () => thenGo(c, `/organisations/${actor.membership.organisation.siren}/reglages?fait=${await act()}#logo`),
      refused => settingsPage(actor, { refused }),
    )
  return [
    forMembers('get', '/logo/:file', MEMBERS, async (c, actor) => {
      const logo = await db.as(scopeOf(actor), trx => logoOf(trx, actor))
      if (logo === null || logoAddress(actor.membership.organisation.siren, logo) !== c.req.path) return c.notFound()
      return c.body(Buffer.from(logo.png, 'base64'), 200, {
        'content-type': 'image/png',
        'content-security-policy': SEALED,
        'cache-control': 'private, max-age=31536000, immutable',
      })
    }),
    heavy(
      forMembers(
        'post',
        '/logo',
        ADMINISTRATORS,
        (c, actor) =>
          changing(c, actor, async () => {
            const kept = await formWithFile(c, async ({ bytes }) => {
              await keepLogo(db, actor, bytes)
              return 'logo'
            })
            return kept ?? refuse('logo-missing')
          }),
        'stream',
      ),
    ),
    forMembers('post', '/logo/retrait', ADMINISTRATORS, (c, actor) =>
      changing(c, actor, async () => {
        await removeLogo(db, actor)
        return 'logo-retire'
      }),
    ),
  ]
}
