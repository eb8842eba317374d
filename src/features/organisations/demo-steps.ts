import type { Database } from '#platform/db'
import type { Belonging } from './fields.ts'
import { Invitations, type Letters } from './invitations.ts'
import { Members } from './members.ts'
import { membershipsOf } from './memberships.ts'
import { isNew, openAccount } from './newcomers.ts'
import type { Actor } from './organisations.ts'
import type { Person } from './people.ts'
import { Registry } from './registry.ts'

/** Nobody of the example is written to about what they have answered already. */
const UNSENT: Letters = { invitation: async () => {}, refusal: async () => {}, accountLink: async () => {} }

/** What the example is made by, as people would: each step does what is not done yet. */
export class DemoSteps {
  private readonly db: Database
  private readonly passphrase: string
  private readonly members: Members
  private readonly invitations: Invitations
  private readonly registry: Registry

  constructor(db: Database, passphrase: string) {
    this.db = db
    this.passphrase = passphrase
    this.members = new Members(db)
    this.invitations = new Invitations(db, UNSENT, 'https://exemple.invalid')
    this.registry = new Registry(db, UNSENT)
  }

  /** Opens an account; the first one of an instance administers it. */
  async person(name: string, email: string): Promise<Person> {
    const known = await this.db.identity
      .selectFrom('person')
      .select(['id', 'name', 'email', 'administrator'])
      .where('email', '=', email)
      .executeTakeFirst()
    if (known) return known
    const administrator = await isNew(this.db.identity)
    const id = await openAccount(this.db.identity, { name, email, administrator }, this.passphrase)
    if (id === null) throw new Error('somebody else opens the same account')
    return { id, name, email, administrator }
  }

  /** Opens an organisation, which the instance's administrator administers too. */
  async organisation(by: Person, opening: Omit<Parameters<Registry['open']>[1], 'email'>): Promise<Actor> {
    const siren = opening.siret.slice(0, 9)
    const find = async () => (await this.registry.list(by)).find(one => one.siren === siren)
    if (!(await find())) await this.registry.open(by, { ...opening, email: by.email })
    const opened = await find()
    if (!opened) throw new Error('an organisation that was opened is not there')
    await this.answer(opened.id, by)
    const membership = (await membershipsOf(this.db.identity, by.id)).find(one => one.organisation.id === opened.id)
    if (!membership) throw new Error('who opened an organisation is not its member')
    return { person: by, membership }
  }

  /** Opens the directorates; their ids, by name. */
  async directorates(actor: Actor, names: readonly string[]): Promise<Map<string, string>> {
    const idsOf = async () => new Map((await this.members.directorates(actor)).map(({ id, name }) => [name, id]))
    const known = await idsOf()
    for (const name of names) if (!known.has(name)) await this.members.openDirectorate(actor, name)
    return idsOf()
  }

  /** Somebody is invited, and accepts. */
  async member(actor: Actor, person: Person, belonging: Belonging): Promise<void> {
    const { id } = actor.membership.organisation
    if ((await membershipsOf(this.db.identity, person.id)).some(({ organisation }) => organisation.id === id)) return
    if (!(await this.isInvited(actor, person.email)))
      await this.invitations.invite(actor, { email: person.email, ...belonging })
    await this.answer(id, person)
  }

  /** Whether an invitation waits for the answer of an address. */
  async isInvited({ membership }: Actor, email: string): Promise<boolean> {
    return (await this.waiting(membership.organisation.id, email)) !== undefined
  }

  /** Asks that an organisation be opened. */
  async request(by: Person, asked: Parameters<Registry['ask']>[0]): Promise<void> {
    const is = ({ siret }: { siret: string }) => siret === asked.siret
    if ((await this.registry.requests(by)).some(is) || (await this.registry.list(by)).some(is)) return
    await this.registry.ask(asked, '')
  }

  private async answer(organisation: string, person: Person): Promise<void> {
    const invitation = await this.waiting(organisation, person.email)
    const made = invitation && (await this.invitations.linkOf(organisation, invitation.id))
    if (made) await this.invitations.accept(person, new URL(made.link).searchParams.get('jeton') ?? '')
  }

  private waiting(organisation: string, email: string) {
    return this.db.identity
      .selectFrom('invitation')
      .select('id')
      .where('organisation_id', '=', organisation)
      .where('email', '=', email)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
  }
}
