import { sql } from 'kysely'
import { compactId, fold } from '#kernel'
import { EVERYBODY } from './adding-up.ts'
import { namesOf, type Register } from './register.ts'

/** A buyer of the register: one establishment, by its SIRET. */
export interface Buyer {
  siret: string
  name: string | null
  /** Contracts, concessions apart, all years. */
  contracts: number
  /** Latest year that has contracts; 0 when none has a date. */
  year: number
}

/** How many buyers a search shows. */
export const BUYERS_AT_MOST = 50

/**
 * Buyers by name, SIREN or SIRET; without query, those with the most contracts.
 * A name is found by the beginning of its words, in any order, without case or accents.
 */
export async function searchBuyers(register: Register, query: string): Promise<{ buyers: Buyer[]; more: boolean }> {
  const digits = compactId(query)
  const found =
    query.trim() === ''
      ? null
      : /^\d{3,14}$/.test(digits)
        ? sql<boolean>`buyer like ${`${digits}%`}`
        : await named(register, query)
  const { db, at } = register
  let rows = db
    .selectFrom('rollup')
    .select(['buyer as siret', sql<number>`sum(contracts)::bigint`.as('contracts'), sql<number>`max(year)`.as('year')])
    .where('part', '=', 'all')
    .where('buyer', '<>', EVERYBODY)
    .where('valid_from', '<=', at)
    .where('valid_to', '>', at)
    .groupBy('buyer')
    .orderBy('contracts', 'desc')
    .orderBy('buyer')
    .limit(BUYERS_AT_MOST + 1)
  if (found !== null) rows = rows.where(found)
  const buyers = await rows.execute()
  const names = await namesOf(
    register,
    buyers.map(buyer => buyer.siret),
  )
  return {
    buyers: buyers.slice(0, BUYERS_AT_MOST).map(buyer => ({ ...buyer, name: names.get(buyer.siret) ?? null })),
    more: buyers.length > BUYERS_AT_MOST,
  }
}

/** The buyers whose name holds every word of the query. */
async function named({ db, at }: Register, query: string) {
  const words = fold(query)
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  let rows = db.selectFrom('entity_name').select('siret').distinct().where('import_id', '<=', at)
  for (const word of words)
    rows = rows.where(sql<boolean>`(' ' || translate(folded, '-''.,()/', '       ')) like ${`% ${word}%`}`)
  const sirets = words.length === 0 ? [] : (await rows.limit(2000).execute()).map(row => row.siret)
  return sql<boolean>`buyer = any(${sirets}::text[])`
}

/** The establishments of a SIREN, or the one of a SIRET; empty when the register has none. */
export async function establishmentsOf({ db, at }: Register, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('rollup')
    .select('buyer')
    .distinct()
    .where('part', 'in', ['all', 'concession'])
    .where('buyer', 'like', `${id}%`)
    .where('valid_from', '<=', at)
    .where('valid_to', '>', at)
    .orderBy('buyer')
    .limit(200)
    .execute()
  return rows.map(row => row.buyer).filter(buyer => buyer === id || /^\d{9}$/.test(id))
}
