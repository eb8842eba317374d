import { type RawBuilder, sql } from 'kysely'
import { buyerIn } from '../rates/sums.ts'
import type { ContractFilter } from './filter.ts'
import { type Register, visible } from './register.ts'
import { termsOf } from './terms.ts'

/** One line of a list of contracts. */
export type ContractLine = Awaited<ReturnType<typeof listContracts>>['lines'][number]

/** Beyond this, a list says "more than" instead of counting, and asks to be narrowed. */
export const COUNTED_AT_MOST = 10_000

const SORTS = {
  // Those without date come first, so that one index serves both directions.
  date: [sql`notified asc nulls first`, sql`identity`],
  '-date': [sql`notified desc nulls last`, sql`identity`],
  montant: [sql`amount asc nulls last`, sql`identity`],
  '-montant': [sql`amount desc nulls last`, sql`identity`],
  objet: [sql`subject asc nulls last`, sql`identity`],
  '-objet': [sql`subject desc nulls last`, sql`identity`],
} as const

/** The contracts of a filter: what a list, a count and an export share. */
export function matching(register: Register, filter: ContractFilter) {
  let query = visible(register).where('kind', '=', filter.nature ?? 'contract')
  if (filter.acheteurs !== undefined) query = query.where(buyerIn('buyer', filter.acheteurs.split(',')))
  if (filter.annee === 'sans') query = query.where('notified', 'is', null)
  else if (filter.annee !== undefined)
    query = query.where('notified', '>=', `${filter.annee}-01-01`).where('notified', '<=', `${filter.annee}-12-31`)
  if (filter.cpv !== undefined) {
    query = query.where('division', '=', filter.cpv.slice(0, 2))
    if (filter.cpv.length > 2) query = query.where('cpv', 'like', `${filter.cpv}%`)
  }
  if (filter.procedure !== undefined) query = query.where('procedure', '=', filter.procedure)
  if (filter.tranche !== undefined) query = query.where('band', '=', filter.tranche)
  for (const [name, column] of [
    ['sociale', 'social'],
    ['environnementale', 'environmental'],
  ] as const) {
    // biome-ignore format: pairs
    const state = filter[name]
    if (state === 'filled') query = query.where(column, 'in', ['yes', 'none'])
    else if (state !== undefined) query = query.where(column, '=', state)
  }
  if (filter.valeur !== undefined) query = query.where(filter.valeur, '=', true)
  const amountState = filter.montant === 'usable' || filter.montant === 'repeat' ? 'counted' : filter.montant
  if (amountState !== undefined) query = query.where('amount_state', '=', amountState)
  if (filter.montant === 'counted') query = query.where(sql<boolean>`not ${repeatsCeiling(register)}`)
  if (filter.montant === 'repeat') query = query.where(repeatsCeiling(register))
  if (filter.defaut !== undefined) query = query.where(sql<boolean>`warnings @> array[${filter.defaut}]`)
  if (filter.q !== undefined) query = query.where(says(filter.q, filter.acheteurs !== undefined))
  return query
}

/** Whether the subject, or a holder's identifier, holds every word; among the contracts of some buyers, a contract's number is found too. */
function says(q: string, amongBuyers: boolean) {
  const query = termsOf(q)
    .map(term => `'${term}'`)
    .join(' & ')
  const words = sql<boolean>`terms @@ ${query}::tsquery`
  const exact = q.trim().toUpperCase()
  return amongBuyers && !/\s/.test(exact) && /\d/.test(exact)
    ? sql<boolean>`(${words} or upper(source_id) = ${exact})`
    : words
}

/** Whether an earlier line already carries the ceiling of this one's framework agreement. */
function repeatsCeiling({ at }: Register) {
  // Its lines share buyer and date, whose index leads to them; "the same date" is written apart for those that have none.
  const earlier = (sameDate: RawBuilder<unknown>) => sql`exists (
    select from contract_version first
    where first.buyer = contract_version.buyer and ${sameDate}
      and first.ceiling = contract_version.ceiling and first.valid_from <= ${at} and first.valid_to > ${at}
      and (first.import_id, first.position) < (contract_version.import_id, contract_version.position))`
  return sql<boolean>`(contract_version.ceiling is not null and case when contract_version.notified is null
    then ${earlier(sql`first.notified is null`)} else ${earlier(sql`first.notified = contract_version.notified`)} end)`
}

/** A page of contracts, most recent first unless the filter says otherwise. */
export async function listContracts(register: Register, filter: ContractFilter) {
  const size = filter.par ?? 50
  const page = filter.page ?? 1
  let query = matching(register, filter)
    .select([
      'identity',
      'source_id',
      'buyer',
      'kind',
      'division',
      'cpv',
      'amount',
      'amount_state',
      'notified',
      'year',
      'holders',
      'warnings',
      'social',
      'social_clause',
      'social_criterion',
      'social_reserved',
      'environmental',
      'environmental_clause',
      'environmental_criterion',
    ])
    // A published subject may weigh megabytes; a line shows its beginning.
    .select(sql<string | null>`left(subject, 400)`.as('subject'))
  for (const order of SORTS[filter.tri ?? '-date']) query = query.orderBy(order as never)
  const lines = await query.limit(size).offset((page - 1) * size).execute() // biome-ignore format: short
  const counted = await register.db
    .selectFrom(matching(register, filter).select(sql`1`.as('one')).limit(COUNTED_AT_MOST + 1).as('some')) // biome-ignore format: short
    .select(sql<number>`count(*)`.as('n'))
    .executeTakeFirstOrThrow()
  return { lines, page, size, total: Math.min(counted.n, COUNTED_AT_MOST), more: counted.n > COUNTED_AT_MOST }
}
