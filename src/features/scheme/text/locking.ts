import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { holdAsLeader } from '../access.ts'
import { refuse } from '../labels.ts'
import { openVersion, type Scheme } from '../scheme.ts'
import { findScheme } from '../schemes.ts'
import { leads } from './parts.ts'

/**
 * The scheme of a code, whose text nobody freezes until the transaction ends. @param whole nobody else moves, adds or removes its parts either
 * @throws Refusal `scheme-unknown` | `text-frozen` | `text-submitted`
 */
export async function holdText(trx: Writer, actor: Actor, code: string, whole = false): Promise<Scheme> {
  const scheme = await findScheme(trx, actor, code)
  if (scheme === null) return refuse('scheme-unknown')
  const lock = trx
    .selectFrom('scheme')
    .select('id')
    .where('id', '=', scheme.id)
    .where('organisation_id', '=', scheme.organisation)
  // Under another's scheme its row may not be locked: the trigger of its parts still refuses what is frozen.
  if (leads(actor, scheme)) await (whole ? lock.forUpdate() : lock.forShare()).execute()
  const held = await findScheme(trx, actor, code)
  const open = held === null ? undefined : openVersion(held)
  if (held === null || open === undefined) return refuse('text-frozen')
  if (open.state === 'submitted') refuse('text-submitted')
  return held
}

/** The same, for whoever leads it and may change its structure. @throws Refusal also `role-lost` | `not-leading` */
export async function holdStructure(trx: Writer, actor: Actor, code: string): Promise<Scheme> {
  await holdAsLeader(trx, actor)
  const scheme = await holdText(trx, actor, code, true)
  if (!leads(actor, scheme)) refuse('not-leading')
  return scheme
}
