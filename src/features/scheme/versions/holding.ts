import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { holdAsLeader } from '../access.ts'
import type { SchemeDocument } from '../document/document.ts'
import { trustedDocument } from '../document/reading.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { holdScheme } from '../text/locking.ts'
import { leads } from '../text/parts.ts'

/**
 * The scheme of a code, for whoever leads it: nobody else moves its versions, nor changes its text, until the transaction ends.
 * @throws Refusal `role-lost` | `scheme-unknown` | `not-leading`
 */
export async function holdVersions(trx: Writer, actor: Actor, code: string): Promise<Scheme> {
  await holdAsLeader(trx, actor)
  const scheme = (await holdScheme(trx, actor, code, true)) ?? refuse('scheme-unknown')
  if (!leads(actor, scheme)) refuse('not-leading')
  return scheme
}

/** The last ones that were asked for: reading a large one takes half of what a page may. */
const KEPT = 8
const kept = new Map<string, SchemeDocument>()

/** The frozen texts of some versions of a scheme that the transaction may read, by their numbers. Nobody changes what they are given. */
export async function frozenTexts(
  trx: Writer,
  { id, versions }: Pick<Scheme, 'id' | 'versions'>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, SchemeDocument>> {
  const asked = new Map<string, number>()
  const texts = new Map<number, SchemeDocument>()
  for (const { number, sha256 } of versions) {
    if (sha256 === null || !numbers.includes(number)) continue
    const text = kept.get(sha256)
    if (text) texts.set(number, text)
    else asked.set(sha256, number)
  }
  if (asked.size === 0) return texts
  const rows = await trx
    .selectFrom('scheme_version')
    .select(['number', 'document', 'sha256'])
    .where('scheme_id', '=', id)
    .where('number', 'in', [...asked.values()])
    .where('sha256', 'in', [...asked.keys()])
    .execute()
  for (const { number, document, sha256 } of rows) {
    const text = trustedDocument(document)
    texts.set(number, text)
    if (sha256 !== null) kept.set(sha256, text)
  }
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest)
  return texts
}
