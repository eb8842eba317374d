import { randomUUID } from 'node:crypto'
import type { Database } from '#platform/db'
import { refuse } from '../labels.ts'
import { membershipsOf } from '../memberships.ts'
import { isNew } from '../newcomers.ts'
import { email as emailOf, foldEmail } from '../organisations.ts'
import { COOKIES, newPerson, type OpenSession, type Visitor } from '../people.ts'
import { attempt } from './attempts.ts'
import { browserName } from './browsers.ts'
import type { Identity, Site } from './identity.ts'
import { type Cookies, refused } from './library.ts'
import { checkLength } from './passwords.ts'
import { ProviderSignIn } from './providers.ts'
import { SecondFactor } from './second-factor.ts'

/** What a right password gives. */
interface SignedIn {
  cookies: Cookies
  /** There is no session yet: a code opens it. */
  awaitsCode: boolean
}

/** People and their sessions: what pages and the command line ask of sign-in. */
export class Accounts {
  readonly secondFactor: SecondFactor
  /** Null where the operator declared none. */
  readonly provider: ProviderSignIn | null
  private readonly db: Database
  private readonly site: Site
  private readonly links = new Map<string, string>()
  private opened: Promise<Identity['api']> | undefined

  constructor(db: Database, site: Site) {
    this.db = db
    this.site = site
    const identity = () => this.identity()
    this.secondFactor = new SecondFactor(db, identity)
    this.provider = site.provider ? new ProviderSignIn(db, site, site.provider, identity) : null
  }

  /** Whether nobody administers the instance yet. */
  isNew = (): Promise<boolean> => isNew(this.db.identity)

  /** The sign-in library, loaded when it is first used: most commands, and most pages, have no need of it. */
  private identity(): Promise<Identity['api']> {
    this.opened ??= import('./identity.ts').then(
      ({ openIdentity }) =>
        openIdentity(this.db.identity, this.site, (email, token) => this.links.set(email, token)).api,
    )
    return this.opened
  }

  /**
   * Who asks, by the cookie of the request; null for a stranger.
   * @param keep takes the cookie that the answer must carry: a visit makes a session last seven days more
   */
  async visitor(headers: Headers, keep: (cookie: string) => void = () => {}): Promise<Visitor | null> {
    if (!headers.get('cookie')?.includes(`${COOKIES}.`)) return null
    const { response: found, headers: answered } = await (await this.identity()).getSession({
      headers,
      returnHeaders: true,
    })
    for (const cookie of answered.getSetCookie()) keep(cookie)
    if (!found) return null
    const { id, name, email, administrator } = found.user
    const memberships = await membershipsOf(this.db.identity, id)
    return { id, name, email, administrator, sessionId: found.session.id, memberships }
  }

  /**
   * Opens a session, or prepares one that a code will open.
   * @throws Refusal `sign-in-refused`, the same for an unknown address and for a wrong password; `too-many-attempts`
   */
  async signIn(address: string, password: string, place: string, headers: Headers): Promise<SignedIn> {
    const parsed = emailOf.safeParse(address)
    return attempt(this.db.identity, { address: foldEmail(address), place }, async () => {
      if (!parsed.success) return refuse('sign-in-refused')
      const body = { email: parsed.data, password }
      const api = await this.identity()
      const { response, headers: answered } = await api
        .signInEmail({ body, headers, returnHeaders: true })
        .catch(error => refused(error, () => refuse('sign-in-refused')))
      return { cookies: answered.getSetCookie(), awaitsCode: 'twoFactorRedirect' in response }
    })
  }

  /** Closes the session of whoever asks. */
  async signOut(headers: Headers): Promise<Cookies> {
    const { headers: answered } = await (await this.identity()).signOut({ headers, returnHeaders: true })
    return answered.getSetCookie()
  }

  /** The sessions of a person, the latest used first. */
  async sessions(visitor: Visitor): Promise<OpenSession[]> {
    const rows = await this.db.identity
      .selectFrom('session')
      .select(['id', 'created_at', 'updated_at', 'user_agent'])
      .where('person_id', '=', visitor.id)
      .where('expires_at', '>', new Date())
      .orderBy('updated_at', 'desc')
      .execute()
    return rows.map(row => ({
      id: row.id,
      startedAt: row.created_at,
      lastUsedAt: row.updated_at,
      browser: row.user_agent ? browserName(row.user_agent) : null,
    }))
  }

  /** Closes one of one's own sessions; somebody else's is not there. */
  async closeSession(visitor: Visitor, id: string): Promise<void> {
    await this.db.identity.deleteFrom('session').where('id', '=', id).where('person_id', '=', visitor.id).execute()
  }

  /**
   * Changes one's own password; every other session is closed.
   * @throws Refusal `password-wrong`, `password-length`, `too-many-attempts`
   */
  async changePassword(
    visitor: Visitor,
    current: string,
    password: string,
    place: string,
    headers: Headers,
  ): Promise<Cookies> {
    checkLength(password)
    return attempt(this.db.identity, { address: visitor.email, place }, async () => {
      const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true }
      const api = await this.identity()
      const { headers: answered } = await api
        .changePassword({ body, headers, returnHeaders: true })
        .catch(error => refused(error, () => refuse('password-wrong')))
      return answered.getSetCookie()
    })
  }

  /** Chooses a password with the token of a link; every session is closed. @throws Refusal `link-unusable`, `password-length` */
  async choosePassword(token: string, password: string): Promise<void> {
    checkLength(password)
    const api = await this.identity()
    await api
      .resetPassword({ body: { token, newPassword: password } })
      .catch(error => refused(error, () => refuse('link-unusable')))
  }

  /**
   * Opens an account, for the operator. Its holder chooses the password.
   * @returns the address of the link to choose it, good for a day and once
   * @throws Refusal `person-invalid`, `person-known`
   */
  async create(input: { email: string; name: string; administrator: boolean }): Promise<string> {
    const parsed = newPerson.safeParse(input)
    if (!parsed.success) return refuse('person-invalid')
    const { email } = parsed.data
    const created = await this.db.identity
      .insertInto('person')
      // Whoever opens an account says whose address it is.
      .values({ id: randomUUID(), email_verified: true, ...parsed.data })
      .onConflict(known => known.constraint('person_email_taken').doNothing())
      .returning('id')
      .execute()
    return created.length === 0 ? refuse('person-known', { email }) : this.link(email)
  }

  /** A link to choose another password, for the operator; the present one works until it is used. @throws Refusal `person-unknown` */
  async reset(address: string): Promise<string> {
    return this.link((await this.known(address)).email)
  }

  /**
   * A link to sign in without a password, good for a quarter of an hour and once.
   * @returns null for who must give a code after the password: a mailbox alone is not enough
   * @throws Refusal `person-unknown`
   */
  async sessionLink(address: string): Promise<string | null> {
    const { id, email } = await this.known(address)
    if (await this.secondFactor.isOn({ id })) return null
    await (await this.identity()).signInMagicLink({ body: { email }, headers: new Headers() })
    return `${this.site.url}/connexion/lien?jeton=${this.tokenFor(email)}`
  }

  /** Opens a session with the token of such a link. @throws Refusal `session-link-unusable` */
  async signInByLink(token: string, headers: Headers): Promise<Cookies> {
    const api = await this.identity()
    const { response, headers: answered } = await api
      .magicLinkVerify({ query: { token }, headers, returnHeaders: true })
      .catch(error => refused(error, () => refuse('session-link-unusable')))
    // The second factor may have been turned on since the link was made.
    if (await this.secondFactor.isOn(response.user)) {
      await this.db.identity.deleteFrom('session').where('id', '=', response.session.id).execute()
      return refuse('session-link-unusable')
    }
    return answered.getSetCookie()
  }

  /** @throws Refusal `person-unknown` */
  private async known(address: string): Promise<{ id: string; email: string }> {
    const email = foldEmail(address)
    const found = await this.db.identity
      .selectFrom('person')
      .select(['id', 'email'])
      .where('email', '=', email)
      .executeTakeFirst()
    return found ?? refuse('person-unknown', { email })
  }

  private async link(email: string): Promise<string> {
    await (await this.identity()).requestPasswordReset({ body: { email } })
    return `${this.site.url}/mot-de-passe?jeton=${this.tokenFor(email)}`
  }

  private tokenFor(email: string): string {
    const token = this.links.get(email)
    this.links.delete(email)
    if (token === undefined) throw new Error('the sign-in library made no link')
    return token
  }
}
