import { type RawBuilder, sql } from 'kysely'

/** Whose sums are those of all buyers together, in `rollup.buyer`. */
export const EVERYBODY = ''

/** The sums kept of some contracts: columns of `rollup`. */
export const SUMS = [
  'contracts', 'missing', 'below1', 'sentinel', 'above3e9', 'repeats', 'amount',
  'social_yes', 'social_none', 'social_unreadable', 'social_clause', 'social_criterion', 'social_reserved', 'social_amount_filled', 'social_amount_yes',
  'environmental_yes', 'environmental_none', 'environmental_unreadable', 'environmental_clause', 'environmental_criterion',
  'environmental_amount_filled', 'environmental_amount_yes',
] as const // biome-ignore format: one glance

export type SumColumn = (typeof SUMS)[number]
export type Summed = Record<SumColumn, number>

/** The columns of sums, for a statement that lists them. */
export const SUM_COLUMNS = sql.join(SUMS.map(column => sql.ref(column)))

/**
 * Common table expressions that end in `scoped`: the contracts and concessions of some buyers and years as of a generation.
 * @param pairs a query that gives `buyer` and `year` (0: without date), each pair once; null: every contract of the register
 */
export function scopedOf(pairs: RawBuilder<unknown> | null, at: number): RawBuilder<unknown> {
  const columns = sql`v.buyer, v.year, kind = 'concession' as concession, division, procedure, band, amount, amount_state, ceiling, warnings,
    import_id, position, social, social_clause, social_criterion, social_reserved, environmental, environmental_clause, environmental_criterion`
  if (pairs === null)
    return sql`scoped as not materialized (
      select ${columns} from contract_version v where v.valid_from <= ${at} and v.valid_to > ${at}
    )`
  // Dated and undated apart: the index by buyer and date leads to each.
  return sql`pair as materialized (${pairs}), scoped as not materialized (
      select ${columns} from pair join contract_version v on v.buyer = pair.buyer and v.year = pair.year
        and notified between make_date(pair.year, 1, 1) and make_date(pair.year, 12, 31)
      where pair.year > 0 and v.valid_from <= ${at} and v.valid_to > ${at}
      union all
      select ${columns} from pair join contract_version v on v.buyer = pair.buyer and notified is null
      where pair.year = 0 and v.valid_from <= ${at} and v.valid_to > ${at}
    )`
}

/**
 * The same, ending in `counted`: each with whether its amount counts. The lines of a framework agreement that repeat one ceiling are
 * one amount, which says yes, or is filled, when one of them does; they share buyer and date, so they are never apart.
 */
export function countedOf(pairs: RawBuilder<unknown> | null, at: number): RawBuilder<unknown> {
  return sql`${scopedOf(pairs, at)}, ${countedAmong(sql`ceiling`)}`
}

/** Common table expressions that follow `scoped`, and end in `counted`. @param same what the lines that repeat one ceiling share */
export function countedAmong(same: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`line as (
      select *, 1 as nth, social = 'yes' as ceiling_social_yes, social in ('yes', 'none') as ceiling_social_filled,
        environmental = 'yes' as ceiling_environmental_yes, environmental in ('yes', 'none') as ceiling_environmental_filled
      from scoped where ceiling is null
      union all
      select *, row_number() over same, bool_or(social = 'yes') over same, bool_or(social in ('yes', 'none')) over same,
        bool_or(environmental = 'yes') over same, bool_or(environmental in ('yes', 'none')) over same
      from scoped where ceiling is not null
      window same as (partition by ${same} order by import_id, position rows between unbounded preceding and unbounded following)
    ), counted as (
      select *, amount_state = 'counted' and nth = 1 as counts from line
    )`
}

/** What a group of `counted` adds up to, in the order of `SUMS`. */
export const ADDED_UP = sql`count(*) as contracts,
  count(*) filter (where amount_state = 'missing') as missing,
  count(*) filter (where amount_state = 'below1') as below1,
  count(*) filter (where amount_state = 'sentinel') as sentinel,
  count(*) filter (where amount_state = 'above3e9') as above3e9,
  count(*) filter (where amount_state = 'counted' and nth > 1) as repeats,
  coalesce(sum(amount) filter (where counts), 0)::bigint as amount,
  count(*) filter (where social = 'yes') as social_yes,
  count(*) filter (where social = 'none') as social_none,
  count(*) filter (where social = 'unreadable') as social_unreadable,
  count(*) filter (where social_clause) as social_clause,
  count(*) filter (where social_criterion) as social_criterion,
  count(*) filter (where social_reserved) as social_reserved,
  coalesce(sum(amount) filter (where counts and ceiling_social_filled), 0)::bigint as social_amount_filled,
  coalesce(sum(amount) filter (where counts and ceiling_social_yes), 0)::bigint as social_amount_yes,
  count(*) filter (where environmental = 'yes') as environmental_yes,
  count(*) filter (where environmental = 'none') as environmental_none,
  count(*) filter (where environmental = 'unreadable') as environmental_unreadable,
  count(*) filter (where environmental_clause) as environmental_clause,
  count(*) filter (where environmental_criterion) as environmental_criterion,
  coalesce(sum(amount) filter (where counts and ceiling_environmental_filled), 0)::bigint as environmental_amount_filled,
  coalesce(sum(amount) filter (where counts and ceiling_environmental_yes), 0)::bigint as environmental_amount_yes`
