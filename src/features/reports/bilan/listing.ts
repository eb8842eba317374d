import { type Actor, scopeOf } from '#features/organisations'
import { type Publication, publicationsBy, standingOf } from '#features/publications'
import { reportKindOf, type Scheme } from '#features/scheme'
import type { Database } from '#platform/db'
import type { Composition, Tellable } from './composition.ts'

/** A report that there may be, where it is after the address of its scheme, and what stands of it. */
export interface Listed extends Tellable {
  at: string
  standing: Publication | null
}

/** The reports of a scheme, by sort. */
export async function readList(
  db: Database,
  actor: Actor,
  scheme: Scheme,
  compositions: readonly Composition[],
): Promise<readonly (readonly Listed[])[]> {
  const published = await publicationsBy(db.read, actor.membership.organisation.siren)
  return db.as(scopeOf(actor), async trx => {
    const lists: Listed[][] = []
    for (const { tells, file, at } of compositions) {
      const kind = reportKindOf(file, scheme)
      const standing = (period: string) =>
        standingOf(published.filter(one => one.kind === kind && one.period === period)) ?? null
      const all = await tells(trx, actor, scheme)
      lists.push(all.map(one => ({ ...one, at: at(one.year), standing: standing(one.period) })))
    }
    return lists
  })
}
