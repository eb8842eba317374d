import type { Context } from 'hono'
import { type Door, placeOf, publicPage, type Route, submitted, thenGo } from '#platform/http'
import { changedPasswordForm, newPasswordForm, signInForm, type Visitor } from '../people.ts'
import type { Accounts } from './accounts.ts'
import { backTo, withBack } from './answering.ts'
import { AccountPage } from './pages/AccountPage.tsx'
import { PasswordPage } from './pages/PasswordPage.tsx'
import { SignInPage } from './pages/SignInPage.tsx'
import { providerRoutes } from './provider-routes.tsx'
import { secondFactorRoutes } from './second-factor-routes.tsx'

/** What a page says was just done, by the word in its address. */
const DONE: Record<string, string> = {
  sortie: 'Vous êtes déconnecté·e.',
  'sortie-complete': 'Vous êtes déconnecté·e, ici et auprès du service de connexion.',
  'sortie-d-ici':
    'Vous êtes déconnecté·e de ce site. Le service de connexion ne se ferme pas d’ici : sur un poste partagé, fermez le navigateur.',
  efface: 'Votre compte est effacé.',
  choisi: 'Votre mot de passe est enregistré : connectez-vous.',
  change: 'Votre mot de passe est changé, et vos autres sessions sont fermées.',
  fermee: 'La session est fermée.',
  'second-facteur-retire': 'Le second facteur est désactivé : votre mot de passe suffit de nouveau.',
  'code-expire':
    'Il s’est passé plus de dix minutes depuis le mot de passe, ou il y a eu trop de codes faux : donnez de nouveau votre adresse et votre mot de passe.',
}

const done = (c: Context) => DONE[c.req.query('fait') ?? '']

/**
 * How the site knows who asks, and where strangers are sent from what is personal.
 * @param proxies how many proxies stand in front of this process
 */
export const doorOf = (accounts: Accounts, proxies: number): Door<Visitor> => ({
  visitor: c => accounts.visitor(c.req.raw.headers, cookie => c.header('set-cookie', cookie, { append: true })),
  signIn: back => `/connexion?${new URLSearchParams({ retour: back })}`,
  countedAs: (c, visitor) => visitor?.id ?? placeOf(c, proxies),
})

/**
 * Signing in and out, and one's own account.
 * @param proxies how many proxies stand in front of this process
 * @param isExample whether people of the example may sign in, whose mails everyone reads
 * @param links pages of other features where one chooses something for oneself
 */
export function accountRoutes(
  accounts: Accounts,
  proxies = 0,
  isExample: () => Promise<boolean> = async () => false,
  links: readonly { label: string; href: string }[] = [],
): Route<Visitor>[] {
  const accountPage = async (
    visitor: Visitor,
    more: Omit<Parameters<typeof AccountPage>[0], 'visitor' | 'sessions' | 'secondFactor' | 'links'>,
  ) => (
    <AccountPage
      visitor={visitor}
      sessions={await accounts.sessions(visitor)}
      secondFactor={await accounts.secondFactor.isOn(visitor)}
      links={links}
      {...more}
    />
  )
  const signInPage = async (more: Omit<Parameters<typeof SignInPage>[0], 'provider' | 'demo' | 'isNew'>) => (
    <SignInPage provider={accounts.provider?.name} demo={await isExample()} isNew={await accounts.isNew()} {...more} />
  )
  return [
    publicPage('/connexion', async c => {
      const back = backTo(c.req.query('retour'))
      if (await accounts.visitor(c.req.raw.headers)) return c.redirect(back ?? '/organisations', 303)
      const remains = accounts.provider?.remains(c.req.raw.headers) ?? false
      return c.html(await signInPage({ done: done(c), back, remains }))
    }),
    {
      method: 'post',
      path: '/connexion',
      access: 'everyone',
      handler: async c => {
        const { email, password, retour } = signInForm.parse(await c.req.parseBody())
        const back = backTo(retour)
        return submitted(
          c,
          async () => {
            const { headers } = c.req.raw
            const { cookies, awaitsCode } = await accounts.signIn(email, password, placeOf(c, proxies), headers)
            return thenGo(c, awaitsCode ? withBack('/connexion/code', back) : (back ?? '/organisations'), cookies)
          },
          ({ message }) => signInPage({ email, refusal: message, back }),
        )
      },
    },
    {
      method: 'post',
      path: '/deconnexion',
      access: 'everyone',
      handler: async c => thenGo(c, '/connexion?fait=sortie', await accounts.signOut(c.req.raw.headers)),
    },
    publicPage('/mot-de-passe', c => c.html(<PasswordPage token={c.req.query('jeton') ?? ''} />)),
    {
      method: 'post',
      path: '/mot-de-passe',
      access: 'everyone',
      handler: async c => {
        const { jeton, password } = newPasswordForm.parse(await c.req.parseBody())
        return submitted(
          c,
          async () => {
            await accounts.choosePassword(jeton, password)
            return thenGo(c, '/connexion?fait=choisi')
          },
          ({ message }) => <PasswordPage token={jeton} refusal={message} />,
        )
      },
    },
    {
      method: 'get',
      path: '/mon-compte',
      access: 'signed-in',
      handler: async (c, visitor) => c.html(await accountPage(visitor, { done: done(c) })),
    },
    {
      method: 'post',
      path: '/mon-compte/mot-de-passe',
      access: 'signed-in',
      handler: async (c, visitor) => {
        const { current, password } = changedPasswordForm.parse(await c.req.parseBody())
        return submitted(
          c,
          async () => {
            const { headers } = c.req.raw
            const cookies = await accounts.changePassword(visitor, current, password, placeOf(c, proxies), headers)
            return thenGo(c, '/mon-compte?fait=change', cookies)
          },
          ({ code, message }) =>
            accountPage(visitor, { refusal: { about: code === 'password-length' ? 'password' : 'current', message } }),
        )
      },
    },
    {
      method: 'post',
      path: '/mon-compte/sessions/:id/fin',
      access: 'signed-in',
      handler: async (c, visitor) => {
        const id = c.req.param('id') ?? ''
        if (/^[0-9a-f-]{36}$/.test(id)) await accounts.closeSession(visitor, id)
        return thenGo(c, id === visitor.sessionId ? '/connexion?fait=sortie' : '/mon-compte?fait=fermee')
      },
    },
    ...secondFactorRoutes(accounts, proxies),
    ...providerRoutes(accounts, proxies),
  ]
}
