import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, MEMBERS, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import type { Space } from '#ui'
import { changeView, removeView, type Said, saveView } from './keeping.ts'
import { refuse } from './labels.ts'
import { ViewsPage } from './pages/ViewsPage.tsx'
import { viewsOf } from './reading.ts'
import { addressOf, KEEPING, listAt, readAddress } from './rules.ts'
import { viewsPath } from './SavedViews.tsx'
import type { KnownList } from './views.ts'

const text = z.string().max(5000).catch('')
const form = z.object({ nom: text, adresse: text, partagee: text })
const idIn = (c: Context) =>
  z
    .uuid()
    .catch(() => refuse('view-unknown'))
    .parse(c.req.param('id'))

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = { changee: 'La vue est changée.', retiree: 'La vue est retirée.' }

/**
 * The views of whoever is signed in.
 * @param lists those that views may be saved of
 */
export function viewRoutes(site: {
  db: Database
  menu: (actor: Actor, here: string) => Space
  lists: readonly KnownList[]
}): Route<Visitor>[] {
  const { db, menu, lists } = site
  async function page(c: Context, actor: Actor, refusal?: Refusal, sent?: Said & { address: string }) {
    const { siren } = actor.membership.organisation
    const views = (await db.as(scopeOf(actor), trx => viewsOf(trx, actor))).map(view => ({
      ...view,
      list: listAt(lists, siren, view)?.label ?? null,
    }))
    const done = DONE[c.req.query('fait') ?? '']
    return <ViewsPage {...{ actor, views, refusal, sent, done }} space={menu(actor, viewsPath(actor))} />
  }
  const sentIn = async (c: Context) => {
    const { nom, adresse, partagee } = form.parse(await fieldsOf(c))
    return { name: nom, shared: partagee === 'oui', address: adresse }
  }
  return [
    {
      method: 'get',
      path: KEEPING,
      access: 'signed-in',
      handler: (c, { memberships }) => {
        const address = c.req.query('adresse') ?? ''
        const sirens = memberships.map(({ organisation }) => organisation.siren)
        const siren = sirens.find(one => readAddress(address, lists, one)) ?? sirens[0] ?? refuse('no-organisation')
        return thenGo(c, `/organisations/${siren}/vues?${new URLSearchParams({ adresse: address })}`)
      },
    },
    forMembers('get', '/vues', MEMBERS, async (c, actor) => {
      const address = c.req.query('adresse')
      return c.html(await page(c, actor, undefined, address ? { address, name: '', shared: false } : undefined))
    }),
    forMembers('post', '/vues', MEMBERS, async (c, actor) => {
      const sent = await sentIn(c)
      return submitted(
        c,
        async () => {
          const address = readAddress(sent.address, lists, actor.membership.organisation.siren)
          if (address === null) return refuse('view-address')
          await saveView(db, actor, address, sent)
          return thenGo(c, addressOf(address))
        },
        refusal => page(c, actor, refusal, sent),
      )
    }),
    forMembers('post', '/vues/:id', MEMBERS, async (c, actor) => {
      const sent = await sentIn(c)
      return submitted(
        c,
        async () => {
          await changeView(db, actor, idIn(c), sent)
          return thenGo(c, `${viewsPath(actor)}?fait=changee`)
        },
        refusal => page(c, actor, refusal),
      )
    }),
    forMembers('post', '/vues/:id/retrait', MEMBERS, async (c, actor) =>
      submitted(
        c,
        async () => {
          await removeView(db, actor, idIn(c))
          return thenGo(c, `${viewsPath(actor)}?fait=retiree`)
        },
        refusal => page(c, actor, refusal),
      ),
    ),
  ]
}
