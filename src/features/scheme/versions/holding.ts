import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { holdAsLeader } from '../access.ts'
import type { SchemeDocument } from '../document/document.ts'
import { readDocument } from '../document/reading.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { findScheme } from '../schemes.ts'
import { leads } from '../text/parts.ts'

/**
 * The scheme of a code, for whoever leads it: nobody else moves its versions, nor changes its text, until the transaction ends.
 * @throws Refusal `role-lost` | `scheme-unknown` | `not-leading`
 */
export async function holdScheme(trx: Writer, actor: Actor, code: string): Promise<Scheme> {
  await holdAsLeader(trx, actor)
  await trx
    .selectFrom('scheme')
    .select('id')
    .where('code', '=', code)
    .where('organisation_id', '=', actor.membership.organisation.id)
    .forUpdate()
    .execute()
  const scheme = (await findScheme(trx, actor, code)) ?? refuse('scheme-unknown')
  if (!leads(actor, scheme)) refuse('not-leading')
  return scheme
}

/** What was frozen of a version. @throws a fault when it does not read: nothing but this program wrote it */
export function frozenDocument(stored: unknown): SchemeDocument {
  const read = readDocument(stored)
  if ('problems' in read) throw new Error(`a frozen text does not read: ${JSON.stringify(read.problems[0])}`)
  return read.document
}

/** The frozen texts of some versions of a scheme that the transaction may read, by their numbers. */
export async function frozenTexts(
  trx: Writer,
  scheme: Pick<Scheme, 'id'>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, SchemeDocument>> {
  const rows = await trx
    .selectFrom('scheme_version')
    .select(['number', 'document'])
    .where('scheme_id', '=', scheme.id)
    .where('number', 'in', numbers)
    .where('document', 'is not', null)
    .execute()
  return new Map(rows.map(({ number, document }) => [number, frozenDocument(document)]))
}
