import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Scheme } from '../scheme.ts'

/** Who pilots an action for an organisation today. */
export function pilotsOf(
  trx: Writer,
  { id }: Pick<Scheme, 'id'>,
  { membership }: Actor,
  action: string,
): Promise<{ membership: string; person: string; name: string }[]> {
  return trx
    .selectFrom('action_pilot as a')
    .innerJoin('membership as m', 'm.id', 'a.membership_id')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id as membership', 'p.id as person', 'p.name'])
    .where('a.organisation_id', '=', membership.organisation.id)
    .where('a.scheme_id', '=', id)
    .where('a.action', '=', action)
    .where('a.ended_at', 'is', null)
    .where('m.ended_at', 'is', null)
    .orderBy('p.name')
    .execute()
}
