import { type Actor, allows, rolesHeld } from '#features/organisations'
import type { Writer } from '#platform/db'
import { LEADERS, PILOTS } from './access.ts'

/** Of which actions somebody may enter values: of all for who leads, of those they pilot otherwise. */
export type Reach = 'all' | ReadonlySet<string>

/** What the actor pilots today in a scheme for their organisation, whatever the page that they opened knew. */
export async function reachOf(trx: Writer, actor: Actor, scheme: string): Promise<Reach> {
  const roles = await rolesHeld(trx, actor)
  if (allows(LEADERS, roles)) return 'all'
  return allows(PILOTS, roles) ? new Set(await pilotedBy(trx, actor, scheme)) : new Set()
}

/** The keys of the actions that the actor pilots. */
export async function pilotedBy(trx: Writer, { membership }: Actor, scheme: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('action_pilot')
    .select('action')
    .where('organisation_id', '=', membership.organisation.id)
    .where('scheme_id', '=', scheme)
    .where('membership_id', '=', membership.id)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(({ action }) => action)
}
