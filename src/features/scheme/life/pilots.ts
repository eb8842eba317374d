import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, isPresent, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { holdAsLeader, PILOTS } from '../access.ts'
import { actionSpokenOf } from '../joint/own.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { findScheme } from '../schemes.ts'

/** Somebody of an organisation, who pilots or may. */
export interface Pilot {
  membership: string
  person: string
  name: string
}

/** Those whom an organisation has named pilots, and who are among its members today: who left pilots nothing any more. */
const named = (trx: Writer, { membership }: Actor) =>
  trx
    .selectFrom('action_pilot as a')
    .innerJoin('membership as m', 'm.id', 'a.membership_id')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .where('a.organisation_id', '=', membership.organisation.id)
    .where('a.ended_at', 'is', null)
    .where(isPresent('m'))

/** Who pilots an action for an organisation today. */
export const pilotsOf = (trx: Writer, { id }: Pick<Scheme, 'id'>, actor: Actor, action: string): Promise<Pilot[]> =>
  named(trx, actor)
    .select(['m.id as membership', 'p.id as person', 'p.name'])
    .where('a.scheme_id', '=', id)
    .where('a.action', '=', action)
    .orderBy('p.name')
    .execute()

/** Who pilots the actions of a scheme for the actor's organisation today, each with the key of the action. */
export const allPilots = (
  trx: Writer,
  { id }: Pick<Scheme, 'id'>,
  actor: Actor,
): Promise<{ action: string; membership: string; name: string }[]> =>
  named(trx, actor)
    .select(['a.action', 'm.id as membership', 'p.name'])
    .where('a.scheme_id', '=', id)
    .orderBy('p.name')
    .execute()

/** Which members pilot which actions of some schemes for the actor's organisation; who lost the role pilots nothing any more. */
export async function pilotingIn(
  trx: Writer,
  actor: Actor,
  schemes: readonly string[],
): Promise<{ scheme: string; action: string; membership: string }[]> {
  if (schemes.length === 0) return []
  return named(trx, actor)
    .select(['a.scheme_id as scheme', 'a.action', 'm.id as membership'])
    .where('a.scheme_id', 'in', schemes)
    .where(sql<boolean>`m.roles && ${[...PILOTS.roles]}::text[]`)
    .execute()
}

/** Who may pilot: the members that the role allows, by name. */
export function possiblePilots(trx: Writer, { membership }: Actor): Promise<Pilot[]> {
  return trx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id as membership', 'p.id as person', 'p.name'])
    .where('m.organisation_id', '=', membership.organisation.id)
    .where(isPresent('m'))
    .where(still => still(still.val('pilot'), '=', still.fn.any('m.roles')))
    .orderBy('p.name')
    .execute()
}

/** Gives an action to somebody to pilot, for the actor's organisation. Refuses who has not the role. Said twice, it is once. */
export function namePilot(db: Database, actor: Actor, code: string, action: string, membership: string): Promise<void> {
  return db.as(scopeOf(actor, 'name-pilot'), async trx => {
    await holdAsLeader(trx, actor)
    const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
    await actionSpokenOf(trx, actor, scheme, action)
    if (!(await possiblePilots(trx, actor)).some(one => one.membership === membership)) refuse('pilot-unknown')
    await trx
      .insertInto('action_pilot')
      .values({
        id: randomUUID(),
        organisation_id: actor.membership.organisation.id,
        scheme_id: scheme.id,
        action,
        membership_id: membership,
      })
      .onConflict(known =>
        known.columns(['scheme_id', 'action', 'membership_id']).where('ended_at', 'is', null).doNothing(),
      )
      .execute()
  })
}

/** Takes an action back from who pilots it. */
export function endPilot(db: Database, actor: Actor, code: string, action: string, membership: string): Promise<void> {
  return db.as(scopeOf(actor, 'end-pilot'), async trx => {
    await holdAsLeader(trx, actor)
    const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
    const { numUpdatedRows } = await trx
      .updateTable('action_pilot')
      .set({ ended_at: new Date() })
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('scheme_id', '=', scheme.id)
      .where('action', '=', action)
      .where('membership_id', '=', membership)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) refuse('pilot-unknown')
  })
}
