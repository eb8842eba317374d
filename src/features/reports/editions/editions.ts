import type { Actor } from '#features/organisations'
import { documentOf, frozenTexts, inForce, type Scheme, type SchemeDocument, schemesIn } from '#features/scheme'
import type { Writer } from '#platform/db'
import { fr } from '#ui'

/** The other schemes that a scheme may be compared with, those that it shares its buyers with aside: led by the same organisation, oldest first. */
export async function othersOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<Scheme[]> {
  const all = (await schemesIn(trx, actor)).filter(
    ({ id, organisation }) => id !== scheme.id && organisation === scheme.organisation,
  )
  return all.sort((a, b) => a.from.localeCompare(b.from))
}

/** Whether a text goes on with another: half of the actions of the shorter have the keys of the other’s. */
export function goesOn(after: SchemeDocument, before: SchemeDocument): boolean {
  const least = Math.min(after.actions.length, before.actions.length)
  const known = new Set(before.actions.map(({ key }) => key))
  return least > 0 && 2 * after.actions.filter(({ key }) => known.has(key)).length >= least
}

/** As many other schemes as are looked at to find the one that goes on with a scheme. */
const LOOKED_AT = 2

/** The text of a scheme that counts: what is in force, or else what is being written. */
export async function textOf(trx: Writer, scheme: Scheme): Promise<SchemeDocument> {
  const number = inForce(scheme)?.number
  const frozen = number === undefined ? undefined : (await frozenTexts(trx, scheme, [number])).get(number)
  return frozen ?? documentOf(trx, scheme)
}

/** The edition after a scheme: the first that begins later, of the same organisation, and goes on with its actions; null for none. */
export async function nextOf(trx: Writer, actor: Actor, scheme: Scheme, text: SchemeDocument): Promise<Scheme | null> {
  const later = (await othersOf(trx, actor, scheme)).filter(({ from }) => from > scheme.from)
  for (const one of later.slice(0, LOOKED_AT)) if (goesOn(await textOf(trx, one), text)) return one
  return null
}

/** The edition before it, in the same way. */
export async function formerOf(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  text: SchemeDocument,
): Promise<Scheme | null> {
  const earlier = (await othersOf(trx, actor, scheme)).filter(({ from }) => from < scheme.from).reverse()
  for (const one of earlier.slice(0, LOOKED_AT)) if (goesOn(text, await textOf(trx, one))) return one
  return null
}

/** What an edition is called: its own name, or its years. */
export const editionName = ({ edition, from, to }: Pick<SchemeDocument, 'edition' | 'from' | 'to'>) =>
  edition || fr`${from.slice(0, 4)}-${to.slice(0, 4)}`

/** Two texts to compare: of two schemes, the former first, or of one. */
export interface Pair {
  former: Scheme
  later: Scheme
}

/** Which of two schemes comes first. */
export const inOrder = (scheme: Scheme, other: Scheme): Pair =>
  other.from > scheme.from ? { former: scheme, later: other } : { former: other, later: scheme }
