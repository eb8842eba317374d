import type { Context } from 'hono'
import { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { fieldsOf, placeOf, publicPage, type Route, submitted, thenGo } from '#platform/http'
import { readFirstRun, readName, readRequest, type Sent } from './fields.ts'
import type { Invitations, Letters, Offer } from './invitations.ts'
import { firstRun, isNew, openAccount } from './newcomers.ts'
import { FirstRunPage } from './pages/FirstRunPage.tsx'
import { InvitationPage } from './pages/InvitationPage.tsx'
import { OrganisationsPage } from './pages/OrganisationsPage.tsx'
import { RequestPage } from './pages/RequestPage.tsx'
import type { Visitor } from './people.ts'
import type { Registry } from './registry.ts'
import type { Accounts } from './sign-in/accounts.ts'

export interface Joining {
  db: Database
  accounts: Accounts
  invitations: Invitations
  letters: Letters
  registry: Registry
  secret: string
  /** How many proxies stand in front of this process. */
  proxies: number
}

const password = (sent: Sent) => (typeof sent['password'] === 'string' ? sent['password'] : '')

/** Coming in: the first start, an invitation, asking for an organisation, choosing among one's own. */
export function joiningRoutes({ db, accounts, invitations, registry, secret, proxies }: Joining): Route<Visitor>[] {
  const tokenIn = (c: Context) => c.req.query('jeton') ?? ''
  const offerOf = (c: Context): Promise<Offer | Refusal> =>
    invitations.offer(tokenIn(c)).catch(error => (error instanceof Refusal ? error : Promise.reject(error)))
  const invitationPage = async (c: Context, more: { sent?: Sent; refused?: Refusal }) => {
    const found = await offerOf(c)
    const visitor = await accounts.visitor(c.req.raw.headers)
    const [offer, refused] = found instanceof Refusal ? [null, found] : [found, more.refused]
    return (
      <InvitationPage
        token={tokenIn(c)}
        offer={offer}
        signedIn={visitor?.email ?? null}
        {...(more.sent ? { sent: more.sent } : {})}
        refused={refused}
      />
    )
  }
  return [
    {
      method: 'get',
      path: '/organisations',
      access: 'signed-in',
      handler: (c, visitor) => {
        const [only, ...others] = visitor.memberships
        return only && others.length === 0 && !visitor.administrator
          ? c.redirect(`/organisations/${only.organisation.siren}`, 303)
          : c.html(<OrganisationsPage visitor={visitor} />)
      },
    },
    publicPage('/organisations/demande', c => c.html(<RequestPage done={c.req.query('fait') === 'demande'} />)),
    {
      method: 'post',
      path: '/organisations/demande',
      access: 'everyone',
      handler: async c => {
        const sent = await fieldsOf(c)
        return submitted(
          c,
          async () => {
            await registry.ask(readRequest(sent), placeOf(c, proxies))
            return thenGo(c, '/organisations/demande?fait=demande')
          },
          refused => <RequestPage sent={sent} refused={refused} />,
        )
      },
    },
    publicPage('/invitation', async c => {
      c.header('cache-control', 'no-store')
      return c.html(await invitationPage(c, {}))
    }),
    {
      method: 'post',
      path: '/invitation',
      access: 'everyone',
      handler: async c => {
        const sent = await fieldsOf(c)
        return submitted(
          c,
          async () => {
            const visitor = await accounts.visitor(c.req.raw.headers)
            const offer = await invitations.offer(tokenIn(c))
            const there = `/organisations/${offer.organisation.siren}`
            if (visitor) {
              await invitations.accept(visitor, tokenIn(c))
              return thenGo(c, there)
            }
            const { email } = offer
            const newcomer = { email, name: readName(sent).name, administrator: false }
            const id = await openAccount(db.identity, newcomer, password(sent))
            // They have an account meanwhile: the page says to sign in.
            if (id === null) return thenGo(c, `/invitation?${new URLSearchParams({ jeton: tokenIn(c) })}`)
            await invitations.accept({ id, email }, tokenIn(c))
            return thenGo(
              c,
              there,
              (await accounts.signIn(email, password(sent), placeOf(c, proxies), c.req.raw.headers)).cookies,
            )
          },
          refused => invitationPage(c, { sent, refused }),
        )
      },
    },
    publicPage('/premier-demarrage', async c =>
      (await isNew(db.identity)) ? c.html(<FirstRunPage />) : c.redirect('/connexion', 303),
    ),
    {
      method: 'post',
      path: '/premier-demarrage',
      access: 'everyone',
      handler: async c => {
        const sent = await fieldsOf(c)
        const place = placeOf(c, proxies)
        return submitted(
          c,
          async () => {
            const { code, person, email, ...organisation } = readFirstRun(sent)
            const first = { code, person: { email, name: person }, password: password(sent), organisation }
            await firstRun(db, secret, place, first)
            const { cookies } = await accounts.signIn(email, password(sent), place, c.req.raw.headers)
            return thenGo(c, `/organisations/${organisation.siret.slice(0, 9)}`, cookies)
          },
          refused => <FirstRunPage sent={sent} refused={refused} />,
        )
      },
    },
  ]
}
