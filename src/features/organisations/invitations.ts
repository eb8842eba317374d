import { randomUUID } from 'node:crypto'
import type { ExpressionBuilder } from 'kysely'
import type { Database, Scope, Tables, Writer } from '#platform/db'
import { scopeOf } from './access.ts'
import type { Belonging } from './fields.ts'
import { refuse } from './labels.ts'
import { holdAsAdministrator, knownDirectorate } from './members.ts'
import type { Actor, Role } from './organisations.ts'
import { hashOf, newToken } from './tokens.ts'

/** How long somebody may take to answer, in days. */
const DAYS = 14

/** An invitation that waits for an answer, as administrators see it. */
export interface Invitation {
  id: string
  email: string
  roles: Role[]
  expiresAt: Date
  /** The link was made: it was sent, or given. */
  sent: boolean
}

/** An invitation as whoever follows its link sees it. */
export interface Offer {
  id: string
  organisation: { id: string; siren: string; name: string }
  email: string
  roles: Role[]
  /** Whether the address has an account. */
  known: boolean
}

/** Neither accepted nor withdrawn. */
const isOpen = (is: ExpressionBuilder<Tables, 'invitation'>) =>
  is.and([is('accepted_at', 'is', null), is('withdrawn_at', 'is', null)])
const expiry = () => new Date(Date.now() + DAYS * 24 * 3600 * 1000)

/** What is written to people, and leaves once the transaction that causes it is committed. */
export interface Letters {
  /** The link of an invitation, made by {@link Invitations.linkOf} when it leaves, and another shortly before it expires, if nobody answered. */
  invitation(trx: Writer, sent: { organisation: string; invitation: string; expiresAt: Date }): Promise<void>
  /** A link to sign in, or to choose a password, if the address has an account. */
  accountLink(trx: Writer, wanted: { email: string; to: 'session' | 'password' }): Promise<void>
  /** Why an organisation that was asked for is not opened. */
  refusal(trx: Writer, answer: { email: string; name: string; reason: string }): Promise<void>
}

/** Puts an invitation in a transaction that speaks for its organisation, and sends it. @throws Refusal `already-member`, `already-invited` */
export async function addInvitation(
  trx: Writer,
  letters: Letters,
  organisationId: string,
  { email, roles, directorate, until }: Belonging & { email: string },
): Promise<string> {
  const member = await trx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select('m.id')
    .where('p.email', '=', email)
    .where('m.organisation_id', '=', organisationId)
    .where('m.ended_at', 'is', null)
    .execute()
  if (member.length > 0) refuse('already-member', { email })
  // One that nobody answered in time makes room for another.
  await trx
    .updateTable('invitation')
    .set({ withdrawn_at: new Date() })
    .where('email', '=', email)
    .where('organisation_id', '=', organisationId)
    .where('expires_at', '<', new Date())
    .where(isOpen)
    .execute()
  const directorate_id = await knownDirectorate(trx, organisationId, directorate)
  const [id, expiresAt] = [randomUUID(), expiry()]
  const added = await trx
    .insertInto('invitation')
    .values({ id, organisation_id: organisationId, email, roles, directorate_id, until, expires_at: expiresAt })
    .onConflict(open => open.doNothing())
    .returning('id')
    .execute()
  if (added.length === 0) return refuse('already-invited', { email })
  await letters.invitation(trx, { organisation: organisationId, invitation: id, expiresAt })
  return id
}

/** Invitations to belong to an organisation: made by who administers it, accepted by who follows the link. */
export class Invitations {
  private readonly db: Database
  private readonly letters: Letters
  private readonly url: string

  /** @param url the address under which people reach the site */
  constructor(db: Database, letters: Letters, url: string) {
    this.db = db
    this.letters = letters
    this.url = url
  }

  /** Those that wait, the latest first. */
  waiting(actor: Actor): Promise<Invitation[]> {
    return this.db.as(scopeOf(actor), trx => waitingIn(trx, actor))
  }

  /** @returns its id. @throws Refusal `role-lost`, `already-member`, `already-invited` */
  invite(actor: Actor, input: Belonging & { email: string }): Promise<string> {
    return this.db.as(scopeOf(actor, 'invite'), async trx => {
      await holdAsAdministrator(trx, actor)
      return addInvitation(trx, this.letters, actor.membership.organisation.id, input)
    })
  }

  /** @throws Refusal `role-lost`, `not-here` */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.db.as(scopeOf(actor, 'withdraw-invitation'), async trx => {
      await holdAsAdministrator(trx, actor)
      await this.changeOpen(trx, actor.membership.organisation.id, id, { withdrawn_at: new Date() })
    })
  }

  /** Gives it fourteen days more, and sends another link: the former one is of no more use. @throws Refusal as {@link withdraw} */
  async renew(actor: Actor, id: string): Promise<void> {
    await this.db.as(scopeOf(actor, 'renew-invitation'), async trx => {
      await holdAsAdministrator(trx, actor)
      const [organisation, expiresAt] = [actor.membership.organisation.id, expiry()]
      await this.changeOpen(trx, organisation, id, { expires_at: expiresAt, token_hash: null })
      await this.letters.invitation(trx, { organisation, invitation: id, expiresAt })
    })
  }

  /**
   * Makes the link of an invitation, of which only a hash is kept: whoever asks sends it at once.
   * @param expiresAt makes it only if the invitation still ends then, and has not ended
   * @returns null when nobody waits for it any more
   */
  async linkOf(
    organisationId: string,
    id: string,
    expiresAt?: Date,
  ): Promise<{ email: string; name: string; link: string } | null> {
    const { token, hash } = newToken()
    const scope: Scope = { organisation: organisationId, person: null, act: 'send-invitation' }
    return this.db.as(scope, async trx => {
      let open = trx
        .updateTable('invitation')
        .set({ token_hash: hash })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .where(isOpen)
      if (expiresAt) open = open.where('expires_at', '=', expiresAt).where('expires_at', '>', new Date())
      const [made] = await open.returning('email').execute()
      if (made === undefined) return null
      const { name } = await trx
        .selectFrom('organisation')
        .select('name')
        .where('id', '=', organisationId)
        .executeTakeFirstOrThrow()
      return { email: made.email, name, link: `${this.url}/invitation?jeton=${token}` }
    })
  }

  /** What a link offers. @throws Refusal `invitation-unusable` */
  async offer(token: string): Promise<Offer> {
    const found = await this.db.identity
      .selectFrom('invitation as i')
      .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
      .leftJoin('person as p', 'p.email', 'i.email')
      .select(['i.id', 'i.email', 'i.roles', 'o.id as organisation', 'o.siren', 'o.name', 'p.id as person'])
      .where('i.token_hash', '=', hashOf(token))
      .where('i.accepted_at', 'is', null)
      .where('i.withdrawn_at', 'is', null)
      .where('i.expires_at', '>', new Date())
      .executeTakeFirst()
    if (found === undefined) return refuse('invitation-unusable')
    const { id, email, roles, organisation, siren, name, person } = found
    return { id, email, roles, organisation: { id: organisation, siren, name }, known: person !== null }
  }

  /** Whoever the invitation is for accepts it. @throws Refusal `invitation-unusable`, `invitation-for-another` */
  async accept(person: { id: string; email: string }, token: string): Promise<Offer> {
    const offer = await this.offer(token)
    if (offer.email !== person.email) return refuse('invitation-for-another', { email: offer.email })
    const scope: Scope = { organisation: offer.organisation.id, person: person.id, act: 'accept-invitation' }
    await this.db.as(scope, async trx => {
      const { roles, directorate_id, until } = await this.changeOpen(trx, offer.organisation.id, offer.id, {
        accepted_at: new Date(),
      })
      const belonging = { roles, directorate_id, until, ended_at: null }
      await trx
        .insertInto('membership')
        .values({ id: randomUUID(), organisation_id: offer.organisation.id, person_id: person.id, ...belonging })
        .onConflict(former => former.constraint('membership_known').doUpdateSet(belonging))
        .execute()
    })
    return offer
  }

  private async changeOpen(
    trx: Writer,
    organisation: string,
    id: string,
    change: { accepted_at?: Date; withdrawn_at?: Date; expires_at?: Date; token_hash?: null },
  ) {
    const [changed] = await trx
      .updateTable('invitation')
      .set(change)
      .where('organisation_id', '=', organisation)
      .where('id', '=', id)
      .where(isOpen)
      .returning(['roles', 'directorate_id', 'until'])
      .execute()
    return changed ?? refuse(change.accepted_at ? 'invitation-unusable' : 'not-here')
  }
}

/** The invitations of the actor’s organisation that wait, the latest first. */
export async function waitingIn(trx: Writer, actor: Actor): Promise<Invitation[]> {
  const rows = await trx
    .selectFrom('invitation')
    .select(['id', 'email', 'roles', 'expires_at', 'token_hash'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where(isOpen)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(({ id, email, roles, expires_at, token_hash }) => ({
    id,
    email,
    roles,
    expiresAt: expires_at,
    sent: token_hash !== null,
  }))
}
