import type { Context } from 'hono'
import { placeOf, publicPage, type Route, submitted, thenGo } from '#platform/http'
import type { Visitor } from '../people.ts'
import type { Accounts } from './accounts.ts'
import { backTo } from './answering.ts'
import { CLOSED, RETURN } from './library.ts'
import { SignInPage } from './pages/SignInPage.tsx'

/** Signing in at the operator’s provider; no address where none is declared. */
export function providerRoutes(accounts: Accounts, proxies: number): Route<Visitor>[] {
  const { provider } = accounts
  if (provider === null) return []
  const answer = (c: Context, act: () => Promise<Response>, back?: string) =>
    submitted(c, act, ({ message }) => <SignInPage refusal={message} back={back} provider={provider.name} />)
  return [
    publicPage('/connexion/fournisseur', async c => {
      c.header('cache-control', 'no-store')
      const back = backTo(c.req.query('retour'))
      const { headers } = c.req.raw
      if (await accounts.visitor(headers)) return c.redirect(back ?? '/organisations', 303)
      return answer(
        c,
        async () => {
          const { to, cookies } = await provider.start(back ?? '/organisations', headers)
          return thenGo(c, to, cookies)
        },
        back,
      )
    }),
    publicPage(RETURN, async c => {
      c.header('cache-control', 'no-store')
      return answer(c, async () => {
        const { to, cookies } = await provider.finish(c.req.query(), placeOf(c, proxies), c.req.raw.headers)
        return thenGo(c, backTo(to) ?? '/organisations', cookies)
      })
    }),
    publicPage('/connexion/fournisseur/sortie', async c => {
      c.header('cache-control', 'no-store')
      const { headers } = c.req.raw
      // Somebody else's link must not close it under who is at work here.
      if (await accounts.visitor(headers)) return c.redirect('/mon-compte', 303)
      return answer(c, async () => {
        const { to, cookies } = await provider.leave(headers)
        return thenGo(c, to ?? '/connexion?fait=sortie-d-ici', cookies)
      })
    }),
    publicPage(CLOSED, c => c.redirect('/connexion?fait=sortie-complete', 303)),
  ]
}
