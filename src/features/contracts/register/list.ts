import { type RawBuilder, sql } from 'kysely'
import { readAmong } from './among.ts'
import type { ContractFilter } from './filter.ts'
import { holds, matching } from './matching.ts'
import { nameOf, type Register } from './register.ts'

/** One line of a list of contracts. */
export type ContractLine = Awaited<ReturnType<typeof listContracts>>['lines'][number]

/** What a line tells of a contract. */
export const LINE = [
  'identity',
  'source_id',
  'buyer',
  'division',
  'amount',
  'amount_state',
  'notified',
  'social',
  'social_clause',
  'social_criterion',
  'social_reserved',
  'environmental',
  'environmental_clause',
  'environmental_criterion',
] as const
/** A published subject may weigh megabytes; a line shows its beginning. */
export const SUBJECT = sql<string | null>`left(subject, 400)`.as('subject')

/** Beyond this, a list whose total is not known otherwise says "more than" instead of counting. */
const COUNTED_AT_MOST = 500

/** Pages lead to so many lines; filters and exports to the others. */
export const WITHIN_PAGES = 10_000

// Those without date, or amount, come first where it rises, so that one index serves both directions.
const orders = (notified: RawBuilder<unknown>, amount: RawBuilder<unknown>) => ({
  date: sql`${notified} asc nulls first, identity desc`,
  '-date': sql`${notified} desc nulls last, identity`,
  montant: sql`${amount} asc nulls first, identity desc`,
  '-montant': sql`${amount} desc nulls last, identity`,
  objet: sql`subject asc nulls last, identity`,
  '-objet': sql`subject desc nulls last, identity`,
})
const ORDERS = orders(sql`notified`, sql`amount`)
/** The same, by expressions that no index holds: all that the filter finds is sorted. */
const SORTED = orders(sql`notified + 0`, sql`amount + 0`)

/** Words that fewer contracts than this hold are looked up first, in the index of words; the others are met soon along an index of dates or amounts. */
const RARE = 20_000

/**
 * Whether few contracts hold the words, by the statistics of PostgreSQL. It takes a word that its statistics do not name for one in 200, and
 * would walk along the order to meet 50 of them soon: where there are three in all, that is the whole register.
 */
async function isRare({ db }: Register, q: string): Promise<boolean> {
  const words = db.selectFrom('contract_version').select('identity').where(holds(q, false))
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`explain (format json) ${words}`.execute(db) // biome-ignore format: one statement
  const [plan] = rows
  return plan !== undefined && plan['QUERY PLAN'][0].Plan['Plan Rows'] < RARE
}

/**
 * A page of contracts, most recent first unless the filter says otherwise. Where `more`, there are more than `total`.
 * @param known how many there are, when the maintained sums say it
 */
export async function listContracts(register: Register, filter: ContractFilter, known: number | null) {
  const size = filter.par ?? 50
  const page = filter.page ?? 1
  const start = (page - 1) * size
  // Among the contracts of some buyers every word is near.
  const frequent = filter.q !== undefined && filter.acheteurs === undefined && !(await isRare(register, filter.q))
  const order = filter.q === undefined || frequent ? ORDERS : SORTED
  const among = await readAmong(register, filter)
  const query = matching(register, filter, among, frequent)
    .select(LINE)
    .select(SUBJECT)
    .select(nameOf(register, 'buyer').as('buyer_name'))
    .orderBy(order[filter.tri ?? '-date'] as never)
  // One line too many says that there are more.
  const found =
    start < WITHIN_PAGES
      ? await query
          .limit(size + 1)
          .offset(start)
          .execute()
      : []
  const lines = found.slice(0, size)
  const end = start + lines.length
  const list = (total: number, more = false) => ({ lines, page, size, total, more })
  if (known !== null) return list(known)
  if (lines.length > 0 && found.length === lines.length) return list(end)
  // Frequent words in everybody's contracts: to count even some hundreds would take longer than to show the page.
  if (frequent && lines.length > 0) return list(end, true)
  const some = matching(register, filter, among).select(sql`1`.as('one')).limit(COUNTED_AT_MOST + 1) // biome-ignore format: short
  const counted = await register.db
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow()
  return counted.n > COUNTED_AT_MOST ? list(Math.max(COUNTED_AT_MOST, end), true) : list(counted.n)
}
