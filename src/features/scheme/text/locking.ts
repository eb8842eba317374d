import { sql } from 'kysely'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { holdAsLeader } from '../access.ts'
import { refuse } from '../labels.ts'
import { openVersion, type Scheme } from '../scheme.ts'
import { findScheme } from '../schemes.ts'
import { leads } from './parts.ts'

/**
 * The scheme of a code, as of now; where the actor's organisation leads it, its row is held until the transaction ends.
 * @param alone nobody else holds it meanwhile
 */
export async function holdScheme(trx: Writer, actor: Actor, code: string, alone: boolean): Promise<Scheme | null> {
  const own = trx
    .selectFrom('scheme')
    .select('id')
    .where('code', '=', code)
    .where('organisation_id', '=', actor.membership.organisation.id)
  await (alone ? own.forUpdate() : own.forShare()).execute()
  return findScheme(trx, actor, code)
}

/**
 * The scheme of a code, whose text nobody freezes until the transaction ends: under another's scheme its row may not be held, and the trigger of
 * its parts refuses what is frozen. @param whole nobody else moves, adds or removes its parts either
 * @throws Refusal `scheme-unknown` | `text-frozen` | `text-submitted`
 */
export async function holdText(trx: Writer, actor: Actor, code: string, whole = false): Promise<Scheme> {
  const held = (await holdScheme(trx, actor, code, whole)) ?? refuse('scheme-unknown')
  const open = openVersion(held)
  if (open === undefined) return refuse('text-frozen')
  if (open.state === 'submitted') refuse('text-submitted')
  if (whole) await sql`select pg_advisory_xact_lock(hashtextextended(${`text ${held.id}`}, 0))`.execute(trx)
  return held
}

/** The same, for whoever adds, moves and removes parts: who leads, and the other buyers of a joint scheme, what is their own. @throws Refusal also `role-lost` */
export async function holdPlaces(trx: Writer, actor: Actor, code: string): Promise<Scheme> {
  await holdAsLeader(trx, actor)
  return holdText(trx, actor, code, true)
}

/** The same, for whoever leads it and may change its structure. @throws Refusal also `not-leading` */
export async function holdStructure(trx: Writer, actor: Actor, code: string): Promise<Scheme> {
  const scheme = await holdPlaces(trx, actor, code)
  if (!leads(actor, scheme)) refuse('not-leading')
  return scheme
}
