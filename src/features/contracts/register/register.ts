import { sql } from 'kysely'
import type { Reader } from '#platform/db'

/** The register as of one moment: every question of a page is asked of the same generation, so its figures agree. */
export interface Register {
  readonly db: Reader
  /** Number of the last finished import. */
  readonly at: number
  /** Whether it holds the example data: every page says so. */
  readonly example: boolean
}

/** The register as it is now. */
export async function openRegister(db: Reader): Promise<Register> {
  const { generation, example } = await db
    .selectFrom('register')
    .select(['generation', 'example'])
    .executeTakeFirstOrThrow()
  return { db, at: generation, example }
}

/** The versions that are visible at this moment. */
export function visible({ db, at }: Register) {
  return db.selectFrom('contract_version').where('valid_from', '<=', at).where('valid_to', '>', at)
}

/** Names of buyers or holders by SIRET: the loaded list first, then the latest file. Without name, absent from the map. */
export async function namesOf({ db, at }: Register, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('entity_name')
    .select(['siret', 'name'])
    .distinctOn('siret')
    .where('siret', '=', sql<string>`any(${[...ids]}::text[])`)
    .where('import_id', '<=', at)
    .orderBy('siret')
    .orderBy(sql`(import_id = 0)`, 'desc')
    .orderBy('import_id', 'desc')
    .execute()
  return new Map(rows.map(row => [row.siret, row.name]))
}

/** The files that the figures come from: finished imports, latest first. */
export function finishedImports({ db, at }: Register) {
  return db.selectFrom('import').selectAll().where('id', '<=', at).where('state', '=', 'finished').orderBy('id', 'desc')
}
