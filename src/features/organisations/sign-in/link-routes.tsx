import { fieldsOf, placeOf, publicPage, type Route, submitted, thenGo } from '#platform/http'
import { readLinkRequest, readToken } from '../fields.ts'
import type { Joining } from '../joining-routes.tsx'
import type { Visitor } from '../people.ts'
import { slowDown } from './attempts.ts'
import { LinkPage, LinkRequestPage } from './pages/LinkPages.tsx'

/** Signing in, or choosing another password, by a link that is sent by mail. */
export function linkRoutes({ db, accounts, letters, proxies }: Joining): Route<Visitor>[] {
  return [
    publicPage('/connexion/courriel', c => c.html(<LinkRequestPage done={c.req.query('fait') === 'envoi'} />)),
    {
      method: 'post',
      path: '/connexion/courriel',
      access: 'everyone',
      handler: async c => {
        const sent = await fieldsOf(c)
        return submitted(
          c,
          async () => {
            const wanted = readLinkRequest(sent)
            await slowDown(db.identity, 'account link', placeOf(c, proxies))
            await db.as({ organisation: null, person: null }, trx => letters.accountLink(trx, wanted))
            return thenGo(c, '/connexion/courriel?fait=envoi')
          },
          refused => <LinkRequestPage sent={sent} refused={refused} />,
        )
      },
    },
    publicPage('/connexion/lien', c => c.html(<LinkPage token={c.req.query('jeton') ?? ''} />)),
    {
      method: 'post',
      path: '/connexion/lien',
      access: 'everyone',
      handler: async c => {
        const { jeton } = readToken(await fieldsOf(c))
        return submitted(
          c,
          async () => thenGo(c, '/organisations', await accounts.signInByLink(jeton, c.req.raw.headers)),
          refused => <LinkPage token="" refused={refused} />,
        )
      },
    },
  ]
}
