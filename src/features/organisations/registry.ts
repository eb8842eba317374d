import { randomUUID } from 'node:crypto'
import type { Database, Scope, Writer } from '#platform/db'
import type { Belonging } from './fields.ts'
import { addInvitation, type Letters } from './invitations.ts'
import { refuse } from './labels.ts'
import type { Kind } from './organisations.ts'
import type { Person } from './people.ts'
import { slowDown } from './sign-in/attempts.ts'

/** An organisation, as whoever administers the instance sees it. */
export interface Listed {
  id: string
  siret: string
  siren: string
  name: string
  kind: Kind
  territory: string
  suspendedFor: string | null
}

/** Somebody asks that an organisation be opened. */
export interface Request {
  id: string
  siret: string
  name: string
  kind: Kind
  territory: string
  person: string
  email: string
  message: string
  at: Date
}

interface Opening {
  siret: string
  name: string
  kind: Kind
  territory: string
}

const FIRST: Omit<Belonging, 'email'> = { roles: ['administrator'], directorate: null, until: null }

/** What speaks for the instance, and for one of its organisations when it is given. */
export const instanceScope = ({ id }: { id: string }, act: string, organisation: string | null = null): Scope => ({
  organisation,
  person: id,
  administrator: true,
  act,
})

/** Opens an organisation in a transaction that speaks for it. @throws Refusal `organisation-claimed` */
export async function addOrganisation(trx: Writer, id: string, { siret, name, kind, territory }: Opening) {
  const opened = await trx
    .insertInto('organisation')
    .values({ id, siret, name, kind, territory })
    .onConflict(claimed => claimed.constraint('organisation_claimed').doNothing())
    .returning('id')
    .execute()
  if (opened.length === 0) refuse('organisation-claimed', { siren: siret.slice(0, 9) })
}

/** The organisations of an instance: who may speak for a buyer. Its administrators call it, but for {@link ask}. */
export class Registry {
  private readonly db: Database
  private readonly letters: Letters

  constructor(db: Database, letters: Letters) {
    this.db = db
    this.letters = letters
  }

  /** By name. */
  list(by: Person): Promise<Listed[]> {
    return this.db.as(instanceScope(by, 'look'), trx =>
      trx
        .selectFrom('organisation')
        .select(['id', 'siret', 'siren', 'name', 'kind', 'territory', 'suspended_for as suspendedFor'])
        .orderBy('name')
        .execute(),
    )
  }

  /** Those that wait for an answer, the oldest first. */
  requests(by: Person): Promise<Request[]> {
    return this.db.as(instanceScope(by, 'look'), trx =>
      trx
        .selectFrom('organisation_request')
        .select(['id', 'siret', 'name', 'kind', 'territory', 'person_name as person', 'email', 'message'])
        .select('created_at as at')
        .where('decided_at', 'is', null)
        .orderBy('created_at')
        .execute(),
    )
  }

  /**
   * Opens an organisation, and invites who will administer it.
   * @throws Refusal `organisation-claimed`
   */
  open(by: Person, opening: Opening & { email: string }): Promise<void> {
    const organisation = randomUUID()
    return this.db.as(instanceScope(by, 'open-organisation', organisation), async trx => {
      await addOrganisation(trx, organisation, opening)
      await addInvitation(trx, this.letters, organisation, { email: opening.email, ...FIRST })
    })
  }

  /**
   * Asks that an organisation be opened; for anybody.
   * @param place the network address of who asks
   * @throws Refusal `organisation-claimed`, `request-pending`, `too-many-requests`
   */
  async ask(
    { person, ...asked }: Opening & { email: string; person: string; message: string },
    place: string,
  ): Promise<void> {
    await slowDown(this.db.identity, 'request', place)
    const siren = asked.siret.slice(0, 9)
    const claimed = await this.db.identity.selectFrom('organisation').select('id').where('siren', '=', siren).execute()
    if (claimed.length > 0) refuse('organisation-claimed', { siren })
    await this.db.as({ organisation: null, person: null, act: 'request-organisation' }, async trx => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('organisation_request')
        .values({ id: randomUUID(), ...asked, person_name: person, decided_at: null, refused_for: null })
        .onConflict(pending => pending.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows === 0n) refuse('request-pending')
    })
  }

  /** Opens the organisation that was asked for, as {@link open}. @throws Refusal `request-decided`, `organisation-claimed` */
  accept(by: Person, id: string): Promise<void> {
    const organisation = randomUUID()
    return this.db.as(instanceScope(by, 'accept-request', organisation), async trx => {
      const { siret, name, kind, territory, email } = await decide(trx, id, null)
      await addOrganisation(trx, organisation, { siret, name, kind, territory })
      await trx
        .updateTable('organisation_request')
        .set({ organisation_id: organisation })
        .where('id', '=', id)
        .execute()
      await addInvitation(trx, this.letters, organisation, { email, ...FIRST })
    })
  }

  /** Refuses it, and says why. @throws Refusal `request-decided` */
  async refuse(by: Person, id: string, reason: string): Promise<void> {
    await this.db.as(instanceScope(by, 'refuse-request'), async trx => {
      const { email, name } = await decide(trx, id, reason)
      await this.letters.refusal(trx, { email, name, reason })
    })
  }

  /** It may no longer publish in its buyer's name, or may again when there is no reason any more. @throws Refusal `not-here` */
  async suspend(by: Person, siren: string, reason: string | null): Promise<void> {
    const act = reason === null ? 'restore-organisation' : 'suspend-organisation'
    await this.db.as(instanceScope(by, act), async trx => {
      const changed = await trx
        .updateTable('organisation')
        .set({ suspended_at: reason === null ? null : new Date(), suspended_for: reason })
        .where('siren', '=', siren)
        .returning('id')
        .execute()
      if (changed.length === 0) refuse('not-here')
    })
  }
}

async function decide(trx: Writer, id: string, reason: string | null) {
  const asked = await trx
    .selectFrom('organisation_request')
    .select(['siret', 'name', 'kind', 'territory', 'email'])
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (asked === undefined) return refuse('request-decided')
  // Once it is answered, who asked is not kept.
  await trx
    .updateTable('organisation_request')
    .set({ decided_at: new Date(), refused_for: reason, person_name: '', email: '', message: '' })
    .where('id', '=', id)
    .execute()
  return asked
}
