import { sql } from 'kysely'
import type { Database, Writer } from '#platform/db'
import { refuse } from './labels.ts'
import { Members } from './members.ts'
import { membershipsOf } from './memberships.ts'
import { foldEmail } from './organisations.ts'
import type { Visitor } from './people.ts'

/** What another feature keeps of people. Both act under the owner's role, on what is of that person alone. */
export interface OwnDataOf {
  /** Its name in the copy. */
  name: string
  copy(trx: Writer, person: string): Promise<unknown>
  /** Forgets what names them, or acts for them; what they did for an organisation stays, under their identifier. */
  erase(trx: Writer, person: string): Promise<void>
}

/** What a person may take away, and have erased (articles 15, 17 and 20 of the GDPR). */
export class OwnData {
  private readonly db: Database
  private readonly others: readonly OwnDataOf[]

  constructor(db: Database, others: readonly OwnDataOf[] = []) {
    this.db = db
    this.others = others
  }

  /** All that is kept of a person, as a program reads it. Passwords and keys are nobody's to read; values that they wrote are the organisation's. */
  async copy({ id }: Visitor): Promise<object> {
    const { identity } = this.db
    const person = await identity
      .selectFrom('person')
      .select(['name', 'email', 'email_verified', 'administrator'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const sessions = await identity
      .selectFrom('session')
      .select(['created_at', 'updated_at', 'expires_at', 'user_agent'])
      .where('person_id', '=', id)
      .orderBy('created_at')
      .execute()
    const credentials = await identity
      .selectFrom('credential')
      .select(['provider_id', 'account_id', 'created_at', 'updated_at'])
      .where('person_id', '=', id)
      .orderBy('created_at')
      .execute()
    const memberships = await identity
      .selectFrom('membership as m')
      .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
      .select(['o.siren', 'o.name', 'm.roles', 'm.until', 'm.created_at', 'm.ended_at'])
      .where('m.person_id', '=', id)
      .orderBy('m.created_at')
      .execute()
    const invitations = await identity
      .selectFrom('invitation as i')
      .innerJoin('organisation as o', 'o.id', 'i.organisation_id')
      .select(['o.siren', 'i.roles', 'i.created_at', 'i.accepted_at', 'i.withdrawn_at'])
      .where('i.email', '=', person.email)
      .orderBy('i.created_at')
      .execute()
    const { rows: acts } = await sql<{ at: Date; act: string | null; relation: string; operation: string }>`
      select at, act, relation, operation from audit where person_id = ${id} order by at`.execute(identity)
    const more: Record<string, unknown> = {}
    for (const other of this.others) more[other.name] = await this.db.transaction(trx => other.copy(trx, id))
    return { person, sessions, credentials, memberships, invitations, acts, ...more }
  }

  /**
   * Forgets a person: they leave every organisation, and what names them or lets them in goes; the trail keeps their identifier alone.
   * @param typed their address, to be sure
   * @throws Refusal `erasure-unconfirmed`, `last-administrator`, `last-instance-administrator`
   */
  async erase(visitor: Visitor, typed: string): Promise<void> {
    if (foldEmail(typed) !== visitor.email) refuse('erasure-unconfirmed')
    const { identity } = this.db
    if (visitor.administrator) {
      const others = identity
        .selectFrom('person')
        .select('id')
        .where('administrator', '=', true)
        .where('id', '<>', visitor.id)
      if ((await others.execute()).length === 0) refuse('last-instance-administrator')
    }
    const members = new Members(this.db)
    for (const membership of await membershipsOf(identity, visitor.id))
      await members.leave({ person: visitor, membership })
    await identity.transaction().execute(async trx => {
      for (const table of ['session', 'credential', 'second_factor', 'second_factor_use'] as const)
        await sql`delete from ${sql.table(table)} where person_id = ${visitor.id}`.execute(trx)
      await sql`
        update person set name = 'Personne effacée', email = ${`${visitor.id}@efface.invalid`}, image = null,
          administrator = false, second_factor = false
        where id = ${visitor.id}`.execute(trx)
    })
    await this.db.transaction(async trx => {
      await sql`update invitation set email = ${`${visitor.id}@efface.invalid`} where email = ${visitor.email}`.execute(
        trx,
      )
      for (const other of this.others) await other.erase(trx, visitor.id)
    })
  }
}
