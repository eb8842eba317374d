import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { holdAsPilot } from '../access.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { checkPart } from '../text/checking.ts'
import { newKey } from '../text/keys.ts'
import { holdText } from '../text/locking.ts'
import { type Edit, EditedMeanwhile, merge } from '../text/merging.ts'
import { addParts, readParts, type StoredPart, wholePart } from '../text/parts.ts'

/** The marks of a buyer of a joint scheme for a common indicator: what it starts from and aims at. */
export interface OwnMarks {
  indicator: StoredPart
  /** What the indicator is under; null for the scheme itself. */
  above: StoredPart | null
  /** The part that says them; null where the buyer says nothing of its own, and what the indicator says for all holds. */
  own: StoredPart | null
  /** Those that are said, null where nothing is: what a form shows. */
  said: { baseline: unknown; targets: unknown }
  /** Where they come among those of the buyers; the keys of the scheme. */
  position: number
  known: ReadonlySet<string>
}

/** The marks of the actor’s organisation; null where it may have none: no such indicator, one of an own action, a scheme of one buyer. */
export async function ownMarksOf(trx: Writer, actor: Actor, scheme: Scheme, key: string): Promise<OwnMarks | null> {
  const { siren } = actor.membership.organisation
  const joint = scheme.buyers.length > 1 && scheme.buyers.some(one => one.siren === siren)
  const parts = joint ? await readParts(trx, scheme.id) : []
  const indicator = parts.find(part => part.key === key && part.kind === 'indicator')
  const above = parts.find(part => part.key === indicator?.parent) ?? null
  if (indicator === undefined || above?.content['buyer']) return null
  const marks = parts.filter(({ kind, parent }) => kind === 'own' && parent === key)
  const own = marks.find(({ content }) => content['buyer'] === siren) ?? null
  const { baseline = null, targets = null } = own?.content ?? {}
  const position = own?.position ?? 1 + Math.max(-1, ...marks.map(one => one.position))
  return { indicator, above, own, said: { baseline, targets }, position, known: new Set(parts.map(part => part.key)) }
}

/**
 * Says what the actor’s organisation starts from and aims at, of a common indicator: each buyer of a joint scheme for itself. Saying nothing leaves
 * what the indicator says for all.
 * @throws EditedMeanwhile as `changePart`; Refusal `part-unknown` | `not-pilot` | `role-lost` | `part-invalid` and those of holding the text
 */
export function sayOwnMarks(db: Database, actor: Actor, code: string, key: string, edit: Edit): Promise<void> {
  return db.as(scopeOf(actor, 'set-own-marks'), async trx => {
    const scheme = await holdText(trx, actor, code, true)
    const marks = (await ownMarksOf(trx, actor, scheme, key)) ?? refuse('part-unknown')
    const { indicator, above, own, position, known } = marks
    await holdAsPilot(trx, actor, scheme.id, above?.kind === 'action' ? above.key : null)
    const { content, changed, conflicts } = merge(marks.said, edit)
    if (conflicts.length > 0) throw new EditedMeanwhile(conflicts)
    if (changed.length === 0) return
    const { id: organisation, siren, name } = actor.membership.organisation
    const named = own?.key ?? newKey(`${key} ${name}`, known)
    const beside = { indicators: [wholePart('indicator', indicator)] }
    const checked = checkPart('own', named, key, { buyer: siren, ...content }, scheme, beside)
    // One that says nothing any more goes; what the indicator says for all holds again.
    if (own)
      await trx
        .deleteFrom('scheme_part')
        .where('scheme_id', '=', scheme.id)
        .where('organisation_id', '=', organisation)
        .where('key', '=', named)
        .execute()
    if (content['baseline'] === null && content['targets'] === null) return
    await addParts(trx, scheme.id, [{ organisation, kind: 'own', key: named, parent: key, position, content: checked }])
  })
}
