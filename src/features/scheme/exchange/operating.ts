import { operatorOf } from '#features/organisations'
import type { Database } from '#platform/db'
import type { SchemeDocument } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { bringIn, exportScheme, type ValueKeeper } from './exchanging.ts'

/** Any scheme of the instance as a document, for whoever runs it. @throws Refusal `scheme-nowhere` */
export async function exportAnyScheme(db: Database, code: string, keeper?: ValueKeeper): Promise<SchemeDocument> {
  const leader = await db.transaction(trx =>
    trx
      .selectFrom('scheme as s')
      .innerJoin('organisation as o', 'o.id', 's.organisation_id')
      .select('o.siren')
      .where('s.code', '=', code)
      .executeTakeFirst(),
  )
  const found = leader && (await exportScheme(db, await operatorOf(db, leader.siren), code, keeper))
  return found ?? refuse('scheme-nowhere', { code })
}

/** Opens the scheme of a document for an organisation, by whoever runs the instance. @throws Refusal `organisation-unknown` | `code-known` | … */
export async function importForOrganisation(
  db: Database,
  siren: string,
  document: SchemeDocument,
  keeper?: ValueKeeper,
): Promise<void> {
  const operator = await operatorOf(db, siren)
  const scope = { organisation: operator.membership.organisation.id, person: null, act: 'import-scheme' }
  await db.as(scope, trx => bringIn(trx, operator, document, keeper))
}
