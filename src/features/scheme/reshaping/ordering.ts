import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { refuse } from '../labels.ts'
import { holdStructure } from '../text/locking.ts'
import { readParts } from '../text/parts.ts'
import { arrange } from '../text/structure.ts'

/**
 * Moves a part by one place among those of its kind beside it; at the end already, it stays there.
 * @returns whether it may go further that way
 * @throws Refusal `part-unknown`, and those of {@link holdStructure}
 */
export function shiftPart(db: Database, actor: Actor, code: string, key: string, by: -1 | 1): Promise<boolean> {
  return db.as(scopeOf(actor, 'move-part'), async trx => {
    const scheme = await holdStructure(trx, actor, code)
    const parts = await readParts(trx, scheme.id)
    const part = parts.find(one => one.key === key) ?? refuse('part-unknown')
    const beside = parts.filter(({ parent, kind }) => parent === part.parent && kind === part.kind)
    const to = Math.min(Math.max(beside.indexOf(part) + by, 0), beside.length - 1)
    await arrange(trx, scheme, part.parent, beside.filter(one => one !== part).toSpliced(to, 0, part))
    return by < 0 ? to > 0 : to < beside.length - 1
  })
}
