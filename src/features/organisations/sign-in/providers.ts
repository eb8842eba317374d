import { randomBytes } from 'node:crypto'
import type { Database } from '#platform/db'
import { refuse } from '../labels.ts'
import { COOKIES } from '../people.ts'
import { attempt } from './attempts.ts'
import type { Identity, Site } from './identity.ts'
import { CLOSED, type Cookies, PROVIDER_TOKEN, REFUSED, refused, underWay } from './library.ts'
import type { discovery, Provider } from './oidc.ts'

/** Signing in at the provider that the operator declared. */
export class ProviderSignIn {
  /** What its button is called. */
  readonly name: string
  private readonly db: Database
  private readonly site: Site
  private readonly provider: Provider
  private readonly api: () => Promise<Identity['api']>
  private discovered: ReturnType<typeof discovery> | undefined

  constructor(db: Database, site: Site, provider: Provider, api: () => Promise<Identity['api']>) {
    this.db = db
    this.site = site
    this.name = provider.name
    this.provider = provider
    this.api = api
  }

  /**
   * Where to send the browser, and the cookie by which its return is recognised.
   * @param back an address of this site to go to in the end
   * @throws Refusal `provider-unreachable`
   */
  async start(back: string, headers: Headers): Promise<{ to: string; cookies: Cookies }> {
    const api = await this.api()
    const body = { provider: this.provider.issuer, callbackURL: back, errorCallbackURL: REFUSED, disableRedirect: true }
    const { response, headers: answered } = await api.signInSocial({ body, headers, returnHeaders: true })
    if (!response.url) throw new Error('the sign-in library gave no address')
    return { to: response.url, cookies: answered.getSetCookie() }
  }

  /**
   * Opens the session of whoever comes back. Somebody unknown is linked at their first visit to the account of their verified address; then
   * their subject alone says who they are.
   * @throws Refusal `provider-…` by what went wrong; `too-many-attempts`
   */
  finish(query: Record<string, string>, place: string, headers: Headers): Promise<{ to: string; cookies: Cookies }> {
    const address = `provider ${query['state'] ?? ''}`
    return attempt(this.db.identity, { address, place }, async () => {
      const api = await this.api()
      const request = { params: { id: this.provider.issuer }, query, headers, method: 'GET', asResponse: true } as const
      const begun: { idToken?: string } = {}
      const answer = await underWay
        .run(begun, () => api.callbackOAuth(request))
        .catch(error => refused(error, () => refuse('provider-unverified')))
      const to = answer.headers.get('location') ?? REFUSED
      const { pathname, searchParams } = new URL(to, this.site.url)
      if (pathname === REFUSED) return this.refuse(searchParams.get('error') ?? '')
      const { headers: kept } = await api.keepToken({
        body: { token: begun.idToken ?? '' },
        headers,
        returnHeaders: true,
      })
      return { to, cookies: [...answer.headers.getSetCookie(), ...kept.getSetCookie()] }
    })
  }

  /** Whether the session that was opened at the provider from this browser may still be open there. */
  remains(headers: Headers): boolean {
    return headers.get('cookie')?.includes(`${COOKIES}.${PROVIDER_TOKEN}=`) ?? false
  }

  /**
   * Where to send the browser to close its session at the provider (OpenID Connect RP-Initiated Logout 1.0); null when it cannot be closed from
   * here. The token serves once, whatever becomes of it.
   * @throws Refusal `provider-unreachable`
   */
  async leave(headers: Headers): Promise<{ to: string | null; cookies: Cookies }> {
    const api = await this.api()
    const { response, headers: answered } = await api.takeToken({ headers, returnHeaders: true })
    const { discovery } = await import('./oidc.ts')
    this.discovered ??= discovery(this.provider.issuer)
    const { end_session_endpoint } = await this.discovered().catch((error: Error) => {
      this.provider.report(error.message)
      return refuse('provider-unreachable')
    })
    const cookies = answered.getSetCookie()
    if (response.token === null || end_session_endpoint === undefined) return { to: null, cookies }
    const to = new URL(end_session_endpoint)
    to.searchParams.set('id_token_hint', response.token)
    to.searchParams.set('post_logout_redirect_uri', this.site.url + CLOSED)
    // It comes back with who returns, and nothing is done then: it only has to be there, and long enough.
    to.searchParams.set('state', randomBytes(24).toString('base64url'))
    return { to: to.href, cookies }
  }

  private refuse(why: string): never {
    const { name } = this
    if (why === 'signup_disabled') return refuse('provider-person-unknown', { name })
    if (why === 'account_not_linked') return refuse('provider-email-unverified', { name })
    if (why === 'email_not_found') return refuse('provider-email-missing', { name })
    if (why === 'access_denied') return refuse('provider-given-up', { name })
    if (why.startsWith('state_')) return refuse('provider-elsewhere', { name })
    // What went wrong with the code was said when it did.
    if (why !== 'invalid_code') this.provider.report(`return: ${why.slice(0, 100)}`)
    return refuse('provider-unverified')
  }
}
