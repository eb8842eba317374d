import { sql } from 'kysely'
import { ADDED_UP, countedOf, EVERYBODY, SUMS, type Summed } from '../register/adding-up.ts'
import type { Register } from '../register/register.ts'
import { BREAKDOWNS_FROM } from '../register/rollup.ts'
import type { RollupPart } from '../register/tables.ts'
import type { Sums } from './rates.ts'

/** Whose contracts, and of which year. */
export interface Scope {
  /** A SIRET, a SIREN (all its establishments), or a group of them; null for all buyers. */
  buyers: readonly string[] | null
  /** Year of notification; null for all, those without date included. */
  year: number | null
}

/** The condition "is one of these buyers" on a table with a `buyer` column; a SIREN stands for all its establishments. */
export function buyerIn(column: string, buyers: readonly string[]) {
  const one = (buyer: string) =>
    /^\d{9}$/.test(buyer)
      ? sql<boolean>`${sql.ref(column)} between ${buyer} and ${`${buyer}99999`}`
      : sql<boolean>`${sql.ref(column)} = ${buyer}`
  return sql<boolean>`(${sql.join(buyers.map(one), sql` or `)})`
}

// A sum of bigint is numeric, which the engines give as text; every sum of cents here is far below 2^53.
const SUMMED = SUMS.map(column => sql<number>`coalesce(sum(${sql.ref(column)}), 0)::bigint`.as(column))

/** A line of sums as the rates are made of it. */
export function toSums(row: Summed): Sums {
  return {
    contracts: row.contracts,
    excludedAmounts: {
      missing: row.missing,
      below1: row.below1,
      above3e9: row.above3e9,
      sentinel: row.sentinel,
      frameworkRepeat: row.repeats,
    },
    amount: row.amount,
    social: {
      yes: row.social_yes, none: row.social_none, unreadable: row.social_unreadable,
      clause: row.social_clause, criterion: row.social_criterion, reserved: row.social_reserved,
      amountFilled: row.social_amount_filled, amountYes: row.social_amount_yes,
    }, // biome-ignore format: pairs
    environmental: {
      yes: row.environmental_yes, none: row.environmental_none, unreadable: row.environmental_unreadable,
      clause: row.environmental_clause, criterion: row.environmental_criterion, reserved: 0,
      amountFilled: row.environmental_amount_filled, amountYes: row.environmental_amount_yes,
    }, // biome-ignore format: pairs
  }
}

function rollups({ db, at }: Register, scope: Scope, part: RollupPart) {
  let query = db.selectFrom('rollup').where('part', '=', part).where('valid_from', '<=', at).where('valid_to', '>', at)
  query = query.where(scope.buyers === null ? sql<boolean>`buyer = ${EVERYBODY}` : buyerIn('buyer', scope.buyers))
  if (scope.year !== null) query = query.where('year', '=', scope.year)
  return query
}

/**
 * The sums of a scope: contracts, or concessions, which stay apart; for everybody, those of one division, procedure or band as well.
 * @param key which of the part's; a part that is not divided has only ''
 */
export async function sumsOf(register: Register, scope: Scope, part: RollupPart = 'all', key = ''): Promise<Sums> {
  const row = await rollups(register, scope, part).where('key', '=', key).select(SUMMED).executeTakeFirstOrThrow()
  return toSums(row as unknown as Summed)
}

/** The sums of each of some organisations, by SIREN, asked at once; those without contract of the year are not there. */
export async function sumsBySiren(
  register: Register,
  sirens: readonly string[],
  year: number,
): Promise<Map<string, Sums>> {
  const siren = sql<string>`left(buyer, 9)`
  const rows = await rollups(register, { buyers: sirens, year }, 'all')
    .where('key', '=', '')
    .select(siren.as('siren'))
    .select(SUMMED)
    .groupBy(siren)
    .execute()
  return new Map(
    rows.flatMap(row => (row.contracts > 0 ? [[row.siren, toSums(row as unknown as Summed)] as const] : [])),
  )
}

/** The sums of a scope by division, procedure or amount band; most contracts first. */
export async function sumsBy(
  register: Register,
  scope: Scope,
  part: 'division' | 'procedure' | 'band',
): Promise<{ key: string; sums: Sums }[]> {
  const kept = rollups(register, scope, part).select(['key', ...SUMS])
  // Breakdowns are kept for everybody and for large buyers only (see rollUpPairs).
  const small = rollups(register, scope, 'all').select(['buyer', 'year']).where('contracts', '<', BREAKDOWNS_FROM)
  const { rows } = await sql<Summed & { key: string }>`
    with ${countedOf(sql`${small}`, register.at)}
    select key, ${sql.join(SUMS.map(column => sql`sum(${sql.ref(column)})::bigint as ${sql.ref(column)}`))}
    from (
      select * from ${kept} as kept
      union all
      select ${sql.ref(part)}, ${ADDED_UP} from counted where not concession group by 1
    ) as sums
    group by key order by contracts desc, key`.execute(register.db)
  return rows.map(row => ({ key: row.key, sums: toSums(row) }))
}

/** The sums of each year of a scope, oldest first; year 0 holds the contracts without date. */
export async function sumsByYear(register: Register, scope: Scope): Promise<{ year: number; sums: Sums }[]> {
  const rows = await rollups(register, scope, 'all')
    .select('year')
    .select(SUMMED)
    .groupBy('year')
    .orderBy('year')
    .execute()
  return rows.map(row => ({ year: row.year, sums: toSums(row as unknown as Summed) }))
}

/** How many contracts carry each warning; most contracts first. */
export async function warningsOf(register: Register, scope: Scope): Promise<{ code: string; contracts: number }[]> {
  return rollups(register, scope, 'warning')
    .select(['key as code', sql<number>`sum(contracts)::bigint`.as('contracts')])
    .groupBy('key')
    .orderBy('contracts', 'desc')
    .orderBy('key')
    .execute()
}
