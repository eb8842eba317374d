import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { holdAsLeader } from '../access.ts'
import type { DocumentValue, SchemeDocument } from '../document/document.ts'
import { documentOf } from '../exporting.ts'
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

/** Opens the scheme of a document in a transaction that speaks for the actor, with its values where somebody keeps them. */
export async function bringIn(trx: Writer, actor: Actor, document: SchemeDocument, keeper?: ValueKeeper) {
  await writeScheme(trx, actor, document)
  const scheme = await findScheme(trx, actor, document.code)
  if (scheme === null) throw new Error('a scheme that was opened is not there')
  if (keeper && document.values.length > 0) await keeper.write(trx, actor, scheme, document.values)
}

/** Opens the scheme of a document. @throws Refusal `code-known` | `document-invalid` | `role-lost` */
export const importScheme = (
  db: Database,
  actor: Actor,
  document: SchemeDocument,
  keeper?: ValueKeeper,
): Promise<void> =>
  db.as(scopeOf(actor, 'import-scheme'), async trx => {
    await holdAsLeader(trx, actor)
    await bringIn(trx, actor, document, keeper)
  })
