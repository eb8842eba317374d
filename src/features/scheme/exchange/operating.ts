import { sql } from 'kysely'
import { operatorOf } from '#features/organisations'
import type { Database } from '#platform/db'
import type { SchemeDocument } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { bringIn, exportScheme, type ValueKeeper } from './exchanging.ts'

/** Who leads the scheme of a code, for whoever runs the instance: their SIREN; null where there is no such scheme. */
export const leadOf = async (db: Database, code: string): Promise<string | null> => {
  const leader = await db.transaction(trx =>
    trx
      .selectFrom('scheme as s')
      .innerJoin('organisation as o', 'o.id', 's.organisation_id')
      .select('o.siren')
      .where('s.code', '=', code)
      .executeTakeFirst(),
  )
  return leader?.siren ?? null
}

/** Any scheme of the instance as a document, for whoever runs it. @throws Refusal `scheme-nowhere` */
export async function exportAnyScheme(db: Database, code: string, keeper?: ValueKeeper): Promise<SchemeDocument> {
  const siren = await leadOf(db, code)
  const found = siren && (await exportScheme(db, await operatorOf(db, siren), code, keeper))
  return found || refuse('scheme-nowhere', { code })
}

/**
 * Whose a document is among the organisations of the instance, where nobody says it: who leads the scheme of its code, of which it is then a copy;
 * or else the first buyer that it names; or else the only organisation that there is. Null for nobody.
 * @returns their SIREN
 */
export async function leaderOf(
  db: Database,
  { code, buyers: [first] }: Pick<SchemeDocument, 'code' | 'buyers'>,
): Promise<string | null> {
  const { rows } = await db.transaction(trx =>
    sql<{ siren: string }>`
      select siren from (
        select 1 as turn, o.siren from scheme s join organisation o on o.id = s.organisation_id where s.code = ${code}
        union all select 2, siren from organisation where siren = ${first?.siren ?? ''}
        union all select 3, min(siren) from organisation having count(*) = 1
      ) as known order by turn limit 1`.execute(trx),
  )
  return rows[0]?.siren ?? null
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
