import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { PartKind } from '../document/document.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { leads, type StoredPart } from '../text/parts.ts'

/** Says to who may not write a part of another whose it is. */
const refuseOthers = (actor: Actor, scheme: Scheme): never =>
  refuse(leads(actor, scheme) ? 'others-own' : 'not-leading')

/**
 * Whether the actor’s organisation may put a part somewhere: who leads, in the common structure; another buyer, its own actions in it; each, what
 * its own actions hold. @param above what it is to be under; null for the scheme itself
 * @throws Refusal `others-own` | `not-leading`
 */
export function holdPlace(actor: Actor, scheme: Scheme, kind: PartKind, above: StoredPart | null): void {
  if (above?.kind === 'action') {
    if (above.organisation !== actor.membership.organisation.id) refuseOthers(actor, scheme)
  } else if (kind !== 'action' && !leads(actor, scheme)) refuse('not-leading')
}

/** Whether a part is written by the actor’s organisation. @throws Refusal `others-own` | `not-leading` */
export function holdOwn(actor: Actor, scheme: Scheme, part: Pick<StoredPart, 'organisation'>): void {
  if (part.organisation !== actor.membership.organisation.id) refuseOthers(actor, scheme)
}

/** The text of an action that the actor’s organisation may speak of: one of all, or its own. @throws Refusal `part-unknown` | `others-own` */
export async function actionSpokenOf(trx: Writer, { membership }: Actor, { id }: Pick<Scheme, 'id'>, action: string) {
  const part = await trx
    .selectFrom('scheme_part')
    .select('content')
    .where('scheme_id', '=', id)
    .where('kind', '=', 'action')
    .where('key', '=', action)
    .executeTakeFirst()
  if (part === undefined) return refuse('part-unknown')
  const { siren } = membership.organisation
  return (part.content['buyer'] ?? siren) === siren ? part : refuse('others-own')
}
