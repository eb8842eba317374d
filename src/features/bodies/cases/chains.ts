import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { ORGANISERS } from '../access.ts'
import { refuse } from './labels.ts'

/** The bodies that validate the matters of a scope, by matter, each in its order. */
export async function chainsOf(
  trx: Writer,
  actor: Actor,
  scope: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await trx
    .selectFrom('validation_chain')
    .select(['matter', 'bodies'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('scope', '=', scope)
    .execute()
  return new Map(rows.map(({ matter, bodies }) => [matter, bodies]))
}

/** The chains where a body validates. */
export const chainsWith = (trx: Writer, { membership }: Actor, body: string) =>
  trx
    .selectFrom('validation_chain')
    .select(['id', 'scope', 'matter', 'bodies'])
    .where('organisation_id', '=', membership.organisation.id)
    .where(sql<boolean>`${body} = any(bodies::text[])`)
    .orderBy('scope')
    .orderBy('matter')
    .execute()

/** A body in chains, replaced by another or by none. */
export async function replaceInChain(
  trx: Writer,
  { membership }: Actor,
  { id, bodies }: { id: string; bodies: readonly string[] },
  body: string,
  by: string | null,
): Promise<void> {
  const next = bodies.flatMap(one => (one === body ? (by ?? []) : one))
  await trx
    .updateTable('validation_chain')
    .set({ bodies: next })
    .where('organisation_id', '=', membership.organisation.id)
    .where('id', '=', id)
    .execute()
}

/** The bodies of an organisation that are open, by id. */
export async function openBodies(trx: Writer, { membership }: Actor): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('body')
    .select(['id', 'name'])
    .where('organisation_id', '=', membership.organisation.id)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('name')
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * Says which bodies validate a matter of a scope, in which order; none: nothing of it is validated. What is submitted already keeps the chain it had.
 * @throws Refusal `chain-body-unknown` | `chain-twice` | `role-lost`
 */
export function setChain(
  db: Database,
  actor: Actor,
  { scope, matter, bodies }: { scope: string; matter: string; bodies: readonly string[] },
): Promise<void> {
  return db.as(scopeOf(actor, 'set-chain'), async trx => {
    if (!allows(ORGANISERS, await rolesHeld(trx, actor))) refuse('role-lost')
    const known = await openBodies(trx, actor)
    for (const [at, body] of bodies.entries()) {
      const name = known.get(body) ?? refuse('chain-body-unknown')
      if (bodies.indexOf(body) !== at) refuse('chain-twice', { name })
    }
    await trx
      .insertInto('validation_chain')
      .values({
        id: randomUUID(),
        organisation_id: actor.membership.organisation.id,
        scope,
        matter,
        bodies: [...bodies],
      })
      .onConflict(conflict => conflict.constraint('validation_chain_of_matter').doUpdateSet({ bodies: [...bodies] }))
      .execute()
  })
}
