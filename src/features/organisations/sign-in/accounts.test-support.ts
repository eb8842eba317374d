import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import { cheapPasswords } from '../../../../tests/support/passwords.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import type { Visitor } from '../people.ts'
import { Accounts } from './accounts.ts'
import type { Provider } from './oidc.ts'
import { accountRoutes, doorOf } from './routes.tsx'

export const SITE = 'https://achats.vallonne.test'
export const SECRET = 'un secret qui ne sert que dans les essais'
export const PASSWORD = 'une phrase que personne ne dit'

/**
 * The site, with other routes than those of accounts where they are given, what an operator does to its accounts, and how many passwords were
 * hashed. Call at the top of the file: passwords are cheap in it.
 */
export function site(db: Database, more: (accounts: Accounts) => Route<Visitor>[] = () => [], provider?: Provider) {
  const hashed = cheapPasswords()
  const accounts = new Accounts(db, { url: SITE, secret: SECRET, provider })
  const app = plainSite([...accountRoutes(accounts, 1), ...more(accounts)], doorOf(accounts, 1))

  /** A browser somewhere: it keeps its cookies, and says where its forms come from. */
  function browser(place = '192.0.2.1') {
    const cookies = new Map<string, string>()
    async function send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = {
        host: new URL(SITE).host,
        'x-forwarded-for': `203.0.113.99, ${place}`,
        ...(cookie ? { cookie } : {}),
        ...init.headers,
      }
      const answer = await app.request(path, { ...init, headers })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at))
        else cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      const html = await answer.text()
      return { status: answer.status, to: answer.headers.get('location'), headers: answer.headers, html }
    }
    return {
      cookies,
      get: (path: string) => send(path),
      post: (
        path: string,
        fields: Record<string, string> | [string, string][] = {},
        headers: Record<string, string> = {},
      ) => send(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: SITE, ...headers } }),
      signIn(email: string, password = PASSWORD, more: Record<string, string> = {}) {
        return this.post('/connexion', { email, password, ...more })
      },
    }
  }

  /** An account whose password is chosen. */
  async function person(email: string, administrator = false): Promise<string> {
    const link = await accounts.create({ email, name: `Nom de ${email}`, administrator })
    await accounts.choosePassword(new URL(link).searchParams.get('jeton') ?? '', PASSWORD)
    return email
  }

  return { accounts, browser, person, hashed }
}
