import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { type Adoption, type DocumentValue, type SchemeDocument, document as schema } from '../document/document.ts'
import { documentOf, fingerprintOf } from '../exporting.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { findScheme, writeScheme } from '../schemes.ts'

/** What keeps the values of indicators, where schemes are exchanged: they are not text of the scheme. */
export interface ValueKeeper {
  /** All of a scheme's values that the transaction may read. */
  read(trx: Writer, actor: Actor, scheme: Scheme): Promise<DocumentValue[]>
  /** Keeps the values of a scheme that was just opened. */
  write(trx: Writer, actor: Actor, scheme: Scheme, values: readonly DocumentValue[]): Promise<void>
}

/** The whole of a scheme as a document, values included where somebody keeps them; null when the actor has none of this code. */
export const exportScheme = (
  db: Database,
  actor: Actor,
  code: string,
  keeper?: ValueKeeper,
): Promise<SchemeDocument | null> =>
  db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, code)
    if (scheme === null) return null
    return { ...(await documentOf(trx, scheme)), values: (await keeper?.read(trx, actor, scheme)) ?? [] }
  })

/**
 * Opens the scheme of a document in a transaction that speaks for the actor, with its values where somebody keeps them; adopted, if it says so.
 * @throws Refusal `cover-invalid` | `code-known` | `document-invalid` | `adoption-early`
 */
export async function bringIn(trx: Writer, actor: Actor, document: SchemeDocument, keeper?: ValueKeeper) {
  if (!schema.shape.code.safeParse(document.code).success) refuse('cover-invalid', { field: 'code' })
  await writeScheme(trx, actor, document)
  const scheme = await findScheme(trx, actor, document.code)
  if (scheme === null) throw new Error('a scheme that was opened is not there')
  if (document.adoption) await adoptAsSaid(trx, actor, scheme, document.adoption)
  if (keeper && document.values.length > 0) await keeper.write(trx, actor, scheme, document.values)
}

/** The text was adopted elsewhere, before it came here: its first version is frozen, as of that day. */
async function adoptAsSaid(trx: Writer, { person }: Actor, scheme: Scheme, { on, deliberation, vote }: Adoption) {
  const text = await documentOf(trx, scheme)
  if (on > parisDay(new Date())) refuse('adoption-early')
  if (text.actions.length === 0) refuse('text-empty')
  const { json, sha256 } = fingerprintOf({ ...text, adoption: null })
  const now = new Date()
  await trx
    .updateTable('scheme_version')
    .set({ state: 'adopted', submitted_at: now, submitted_by: person.id, document: json, sha256 })
    .set({ adopted_on: on, deliberation, vote, closed_at: now, closed_by: person.id })
    .where('scheme_id', '=', scheme.id)
    .where('organisation_id', '=', scheme.organisation)
    .execute()
}
