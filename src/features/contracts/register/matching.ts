import { type RawBuilder, sql } from 'kysely'
import { divisionsOf } from '#features/families'
import { termsOf } from '#platform/french'
import { buyerIn } from '../rates/sums.ts'
import type { ContractFilter } from './filter.ts'
import { type Register, visible } from './register.ts'

/** The contracts to which a filter on what only records say narrows a list; null for a filter that asks nothing of them. */
export type Among = { imports: number[]; positions: number[] } | null

/**
 * The contracts of a filter: what a list, a count and an export share.
 * @param among what `readAmong` found for the filter
 * @param walking the words are looked for along another index: theirs would be read whole
 */
export function matching(register: Register, filter: ContractFilter, among: Among = null, walking = false) {
  let query = visible(register).where('kind', '=', filter.nature ?? 'contract')
  if (among !== null) query = query.where(sql<boolean>`(import_id, position) in (select * from unnest(${among.imports}::int[], ${among.positions}::int[]))`) // biome-ignore format: one condition
  if (filter.acheteurs !== undefined) query = query.where(buyerIn('buyer', filter.acheteurs.split(',')))
  if (filter.annee === 'sans') query = query.where('notified', 'is', null)
  else if (filter.annee !== undefined)
    query = query.where('notified', '>=', `${filter.annee}-01-01`).where('notified', '<=', `${filter.annee}-12-31`)
  if (filter.du !== undefined) query = query.where('notified', '>=', filter.du)
  if (filter.au !== undefined) query = query.where('notified', '<=', filter.au)
  if (filter.achat !== undefined) query = query.where('division', 'in', divisionsOf(filter.achat))
  if (filter.famille !== undefined) query = query.where('division', '=', filter.famille)
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
  if (filter.defaut !== undefined)
    query = query.where(sql<boolean>`(warnings <> '{}' and warnings @> array[${filter.defaut}])`)
  if (filter.q !== undefined) query = query.where(says(filter.q, filter.acheteurs !== undefined, walking))
  return query
}

/** Whether the subject, or a holder's identifier, holds every word. */
export function holds(q: string, walking: boolean) {
  const query = termsOf(q)
    .map(term => `'${term}'`)
    .join(' & ')
  // The function behind the operator: no index answers it.
  return walking ? sql<boolean>`ts_match_vq(terms, ${query}::tsquery)` : sql<boolean>`terms @@ ${query}::tsquery`
}

/** The same; among the contracts of some buyers, a contract's number is found too. */
function says(q: string, amongBuyers: boolean, walking: boolean) {
  const words = holds(q, walking)
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
