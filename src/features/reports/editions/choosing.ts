import { type Actor, scopeOf } from '#features/organisations'
import { findScheme, type Scheme } from '#features/scheme'
import type { Database, Writer } from '#platform/db'
import { keptOf, planBilan } from '../bilan/writing.ts'
import { refuse } from '../labels.ts'
import { inOrder, textOf } from './editions.ts'
import type { Chosen } from './matching.ts'

/** What is written and chosen of an edition as a whole is kept with the bilan of its first year, which is told as soon as it begins. */
export const yearOfEdition = ({ from }: Pick<Scheme, 'from'>) => Number(from.slice(0, 4))

/** What the actor’s organisation said of which actions of two editions are the same. */
export async function chosenOf(
  trx: Writer,
  actor: Actor,
  former: Scheme,
  later: Pick<Scheme, 'code'>,
): Promise<Chosen> {
  const { plan } = await keptOf(trx, actor, former, yearOfEdition(former))
  return plan.matches[later.code] ?? {}
}

/** What somebody says of an action of the former edition: which one of the later it is, that it is none, or nothing any more. */
export type Said = { action: string } & ({ sequel: string } | { sequel: null } | { forget: true })

/** A choice with one thing said more; an action of the later edition is the sequel of one alone. */
export function saying(chosen: Chosen, said: Said): Chosen {
  const others = Object.entries(chosen).filter(
    ([action, sequel]) => action !== said.action && !('sequel' in said && sequel !== null && sequel === said.sequel),
  )
  return Object.fromEntries('sequel' in said ? [...others, [said.action, said.sequel]] : others)
}

/**
 * Says which actions of two editions are the same, where their keys, codes and titles do not.
 * @throws Refusal `edition-unknown` | `action-unknown` | `role-lost` | `year-nothing`
 */
export async function matchActions(
  db: Database,
  actor: Actor,
  code: string,
  other: string,
  said: Said,
): Promise<{ former: string; later: string }> {
  const pair = await db.as(scopeOf(actor), async trx => {
    const [scheme, second] = [await findScheme(trx, actor, code), await findScheme(trx, actor, other)]
    if (scheme === null || second === null || scheme.id === second.id) return refuse('edition-unknown')
    const { former, later } = inOrder(scheme, second)
    const has = async (one: Scheme, key: string) => (await textOf(trx, one)).actions.some(action => action.key === key)
    if (!(await has(former, said.action))) refuse('action-unknown')
    if ('sequel' in said && said.sequel !== null && !(await has(later, said.sequel))) refuse('action-unknown')
    return { former, later }
  })
  const { former, later } = pair
  await planBilan(db, actor, former.code, yearOfEdition(former), plan => ({
    ...plan,
    matches: { ...plan.matches, [later.code]: saying(plan.matches[later.code] ?? {}, said) },
  }))
  return { former: former.code, later: later.code }
}
