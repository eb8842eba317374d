import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor, Role, Visitor } from '#features/organisations'
import type { Database } from '#platform/db'
import type { Door } from '#platform/http'

/** Someone of an organisation, as verbs and as routes know them. */
export interface Someone extends Actor {
  visitor: Visitor
}

/** An organisation, and people of it by their role; put there by the owner. */
export async function organisationOf<const R extends Role>(
  db: Database,
  siret: string,
  name: string,
  ...roles: R[]
): Promise<Record<R, Someone>> {
  const organisation = { id: randomUUID(), siren: siret.slice(0, 9), name }
  return db.transaction(async trx => {
    await sql`insert into organisation (id, siret, name, kind, territory) values (${organisation.id}, ${siret}, ${name}, 'department', '')`.execute(
      trx,
    )
    const people: [Role, Someone][] = []
    for (const role of roles) {
      const person = { id: randomUUID(), name: `Personne ${role}`, email: `${role}@${organisation.siren}.test` }
      const membership = { id: randomUUID(), organisation, roles: [role], suspended: false }
      await sql`insert into person (id, name, email) values (${person.id}, ${person.name}, ${person.email})`.execute(
        trx,
      )
      await sql`
        insert into membership (id, organisation_id, person_id, roles)
        values (${membership.id}, ${organisation.id}, ${person.id}, ${[role]})`.execute(trx)
      const visitor = { ...person, administrator: false, sessionId: randomUUID(), memberships: [membership] }
      people.push([role, { person, membership, visitor }])
    }
    return Object.fromEntries(people) as Record<R, Someone>
  })
}

/** The door of a site whose visitors say who they are: `as` is the header to send. */
export function openDoor(): Door<Visitor> & { as(someone: Pick<Someone, 'visitor'>): Record<string, string> } {
  const known = new Map<string, Visitor>()
  return {
    as({ visitor }) {
      known.set(visitor.id, visitor)
      return { 'x-visitor': visitor.id }
    },
    visitor: async c => known.get(c.req.header('x-visitor') ?? '') ?? null,
    signIn: () => '/connexion',
    countedAs: () => '',
  }
}
