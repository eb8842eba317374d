import type { Kysely } from 'kysely'
import { parisDay } from '#kernel'
import type { Tables } from '#platform/db'
import type { Membership } from './organisations.ts'

/** What somebody belongs to today, by the names of the organisations. Asked at each of their pages: a role that is taken away is gone at once. */
export async function membershipsOf(identity: Kysely<Tables>, personId: string): Promise<Membership[]> {
  const rows = await identity
    .selectFrom('membership as m')
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .select(['m.id', 'm.roles', 'o.id as organisation', 'o.siren', 'o.name', 'o.suspended_at'])
    .where('m.person_id', '=', personId)
    .where('m.ended_at', 'is', null)
    .where(still => still.or([still('m.until', 'is', null), still('m.until', '>=', parisDay(new Date()))]))
    .orderBy('o.name')
    .execute()
  return rows.map(({ id, roles, organisation, siren, name, suspended_at }) => ({
    id,
    organisation: { id: organisation, siren, name },
    roles,
    suspended: suspended_at !== null,
  }))
}
