import { type Actor, allows, type Rule, rolesHeld } from '#features/organisations'
import type { Writer } from '#platform/db'
import { refuse } from './labels.ts'

/** Who writes a scheme, opens its versions and says that they are adopted. */
export const LEADERS: Rule = {
  words: 'aux personnes qui conduisent le schéma ou administrent l’organisation',
  roles: ['administrator', 'scheme-lead'],
}

/** Who reads the schemes of the organisation, drafts included. */
export const READERS: Rule = {
  words: 'aux membres de l’organisation qui suivent le schéma',
  roles: ['administrator', 'scheme-lead', 'pilot', 'buyer', 'facilitator', 'elected', 'animator', 'adviser'],
}

/** Who says where an action stands: those who lead, and whoever pilots it. */
export const PILOTS: Rule = {
  words: 'aux personnes qui pilotent l’action ou conduisent le schéma',
  roles: ['administrator', 'scheme-lead', 'pilot'],
}

/** @throws Refusal `role-lost` unless the actor still leads, whatever the page that they opened knew */
export async function holdAsLeader(trx: Writer, actor: Actor): Promise<void> {
  if (!allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
}

/**
 * Whoever may write of an action: who leads, or pilots it today. @param action its key; null for what belongs to no action
 * @throws Refusal `not-pilot` | `role-lost`
 */
export async function holdAsPilot(trx: Writer, actor: Actor, scheme: string, action: string | null): Promise<void> {
  const roles = await rolesHeld(trx, actor)
  if (allows(LEADERS, roles)) return
  if (!allows(PILOTS, roles)) refuse('role-lost')
  const mine = action !== null && (await pilotedBy(trx, actor, scheme)).includes(action)
  if (!mine) refuse('not-pilot')
}

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
