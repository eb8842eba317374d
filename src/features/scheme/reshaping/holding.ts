import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { holdPlaces } from '../text/locking.ts'
import { leads, readParts, type StoredPart } from '../text/parts.ts'

/** A draft that somebody reshapes, its parts, and those that are theirs to reshape. */
export interface Held {
  scheme: Scheme
  parts: readonly StoredPart[]
  /** A part of theirs. @throws Refusal `part-unknown` | `not-leading` */
  mine(key: string, kind?: StoredPart['kind']): StoredPart
  /** What is under a part: of one kind, in order. */
  under(parent: string | null, kind: StoredPart['kind']): StoredPart[]
}

/**
 * The draft of a scheme, for who leads it, and for a buyer of a joint scheme on what it wrote itself. Nobody reshapes the same parts until the
 * transaction ends. @throws Refusal `role-lost` | `scheme-unknown` | `text-frozen` | `text-submitted`
 */
export async function holdDraft(trx: Writer, actor: Actor, code: string): Promise<Held> {
  const scheme = await holdPlaces(trx, actor, code)
  const organisation = actor.membership.organisation.id
  // Another's scheme may not be held: its own parts are.
  if (!leads(actor, scheme))
    await trx
      .selectFrom('scheme_part')
      .select('id')
      .where('scheme_id', '=', scheme.id)
      .where('organisation_id', '=', organisation)
      .orderBy('key')
      .forUpdate()
      .execute()
  const parts = await readParts(trx, scheme.id)
  return {
    scheme,
    parts,
    mine(key, kind) {
      const part = parts.find(one => one.key === key && (kind === undefined || one.kind === kind))
      if (part === undefined) return refuse('part-unknown')
      return part.organisation === organisation ? part : refuse('not-leading')
    },
    under: (parent, kind) => parts.filter(one => one.parent === parent && one.kind === kind),
  }
}
