import { randomUUID } from 'node:crypto'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdAsLeader, reachOf } from '../access.ts'
import { refuse } from '../labels.ts'
import { statusesOf } from '../life/events.ts'
import { allPilots } from '../life/pilots.ts'
import type { Scheme } from '../scheme.ts'
import { findScheme } from '../schemes.ts'
import { actionsUnder, outlineOf } from '../text/outline.ts'
import { type Change, type Known, MOST, type Planned, planned } from './several.ts'

/** What is known of some actions of a scheme, in its order; of all of them without keys. */
export async function knownOf(trx: Writer, actor: Actor, scheme: Scheme, keys?: ReadonlySet<string>): Promise<Known[]> {
  const actions = actionsUnder(await outlineOf(trx, scheme.id)).filter(({ key }) => keys?.has(key) ?? true)
  const statuses = await statusesOf(trx, scheme, actor.membership.organisation.id)
  const pilots = await allPilots(trx, scheme, actor)
  return actions.map(({ key, code, title, buyer, left }) => ({
    ...{ key, code, title, buyer, left },
    said: statuses.get(key) ?? null,
    pilots: new Map(pilots.filter(({ action }) => action === key).map(one => [one.membership, one.name])),
  }))
}

/**
 * What a change would do to some actions, nothing being done.
 * @param seen what was shown of each, by key
 * @throws Refusal `actions-none`, `actions-many`, `day-to-come`, `note-long`, `role-lost`
 */
export async function planOf(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  keys: readonly string[],
  change: Change,
  seen?: ReadonlyMap<string, string>,
): Promise<Planned[]> {
  if (keys.length > MOST) refuse('actions-many', { most: MOST })
  if (change.kind !== 'status') await holdAsLeader(trx, actor)
  else if (change.day > parisDay(new Date())) refuse('day-to-come')
  else if (change.words.length > 5000) refuse('note-long')
  const known = await knownOf(trx, actor, scheme, new Set(keys))
  if (known.length === 0) refuse('actions-none')
  return planned(known, change, actor.membership.organisation.siren, await reachOf(trx, actor, scheme.id), seen)
}

const ACTS = { status: 'say-of-actions', name: 'name-pilots', end: 'end-pilots' } as const

/**
 * Changes several actions in one act: all those that can be; the others are left, and told.
 * @param seen what was shown of each before it was confirmed: what changed since stays as it is
 * @throws Refusal as {@link planOf}
 */
export function changeActions(
  db: Database,
  actor: Actor,
  code: string,
  seen: ReadonlyMap<string, string>,
  change: Change,
): Promise<Planned[]> {
  return db.as(scopeOf(actor, ACTS[change.kind]), async trx => {
    const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
    const plan = await planOf(trx, actor, scheme, [...seen.keys()], change, seen)
    const keys = plan.flatMap(({ action, changes }) => (changes ? [action.key] : []))
    if (keys.length > 0) await carryOut(trx, actor, scheme, keys, change)
    return plan
  })
}

async function carryOut(trx: Writer, actor: Actor, scheme: Scheme, keys: readonly string[], change: Change) {
  const of = { organisation_id: actor.membership.organisation.id, scheme_id: scheme.id }
  if (change.kind === 'status')
    await trx
      .insertInto('action_event')
      .values(
        keys.map(action => ({
          ...{ id: randomUUID(), ...of, action, kind: 'status' as const, day: change.day, status: change.status },
          ...{ step: null, done: null, words: change.words.trim(), author_id: actor.person.id },
        })),
      )
      .execute()
  else if (change.kind === 'name')
    await trx
      .insertInto('action_pilot')
      .values(keys.map(action => ({ id: randomUUID(), ...of, action, membership_id: change.membership })))
      .onConflict(known =>
        known.columns(['scheme_id', 'action', 'membership_id']).where('ended_at', 'is', null).doNothing(),
      )
      .execute()
  else
    await trx
      .updateTable('action_pilot')
      .set({ ended_at: new Date() })
      .where(eb => eb.and({ ...of, membership_id: change.membership }))
      .where('action', 'in', keys)
      .where('ended_at', 'is', null)
      .execute()
}
