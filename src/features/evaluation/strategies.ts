import { type Case, casesOf, lastOfEach } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import type { Actor } from '#features/organisations'
import type { Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'

/** What a body decides of itself, for a year. */
export const STRATEGY = 'strategy'

/** The years whose purchase strategy a body decided, and the case of each: the last one. */
export async function strategiesOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<Map<number, Case>> {
  const decided = await casesOf(trx, actor, { scope: scopeOfScheme(scheme), matter: STRATEGY, state: 'accepted' })
  return new Map([...lastOfEach(decided)].map(([year, one]) => [Number(year), one]))
}
