import { type Kysely, sql } from 'kysely'
import { parisDay } from '#kernel'
import type { Tables, Writer } from '#platform/db'
import type { Actor, Membership, Role } from './organisations.ts'

/** Whether a membership holds today: nobody ended it, and its last day, if any, is not past. @param as its name in the statement */
export const isPresent = (as = 'membership') =>
  sql<boolean>`(${sql.ref(`${as}.ended_at`)} is null
    and (${sql.ref(`${as}.until`)} is null or ${sql.ref(`${as}.until`)} >= ${parisDay(new Date())}))`

/** The roles of the actor in their organisation, looked at again, and held until the transaction ends; none for who left it. */
export async function rolesHeld(trx: Writer, { person, membership }: Actor): Promise<readonly Role[]> {
  const mine = await trx
    .selectFrom('membership')
    .select('roles')
    .where('organisation_id', '=', membership.organisation.id)
    .where('person_id', '=', person.id)
    .where(isPresent())
    .forShare()
    .executeTakeFirst()
  return mine?.roles ?? []
}

/** What somebody belongs to today, by the names of the organisations. Asked at each of their pages: a role that is taken away is gone at once. */
export async function membershipsOf(identity: Kysely<Tables>, personId: string): Promise<Membership[]> {
  const rows = await identity
    .selectFrom('membership as m')
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .select(['m.id', 'm.roles', 'o.id as organisation', 'o.siren', 'o.name', 'o.suspended_at'])
    .where('m.person_id', '=', personId)
    .where(isPresent('m'))
    .orderBy('o.name')
    .execute()
  return rows.map(({ id, roles, organisation, siren, name, suspended_at }) => ({
    id,
    organisation: { id: organisation, siren, name },
    roles,
    suspended: suspended_at !== null,
  }))
}

/** Somebody as they are today in each of their organisations: for what is done in their name, or told to them, without a session. */
export async function actorsOf(identity: Kysely<Tables>, personId: string): Promise<Actor[]> {
  const person = await identity
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('id', '=', personId)
    .executeTakeFirst()
  return person ? (await membershipsOf(identity, personId)).map(membership => ({ person, membership })) : []
}
