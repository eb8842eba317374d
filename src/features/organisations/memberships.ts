import { type Kysely, sql } from 'kysely'
import { parisDay } from '#kernel'
import type { Tables } from '#platform/db'
import type { Membership } from './organisations.ts'

/** Whether a membership holds today: nobody ended it, and its last day, if any, is not past. @param as its name in the statement */
export const isPresent = (as = 'membership') =>
  sql<boolean>`(${sql.ref(`${as}.ended_at`)} is null
    and (${sql.ref(`${as}.until`)} is null or ${sql.ref(`${as}.until`)} >= ${parisDay(new Date())}))`

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
