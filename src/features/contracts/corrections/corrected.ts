import { type RawBuilder, sql } from 'kysely'
import { publishedRates, type Rates, ratesOf, type Sums } from '../rates/rates.ts'
import { buyerIn, type Scope, sumsByYear, toSums } from '../rates/sums.ts'
import { ADDED_UP, countedAmong, SUMS, type Summed } from '../register/adding-up.ts'
import type { Register } from '../register/register.ts'
import { FOREVER } from '../register/tables.ts'

/** What corrections make of the rates of a scope. */
export interface CorrectedRates {
  /** The corrections that count, and the contracts that they are about. */
  corrections: number
  contracts: number
  rates: Rates
}

/** The rates that corrections change: of the whole scope, and of each of its years. */
export interface Corrected extends CorrectedRates {
  byYear: ReadonlyMap<number, CorrectedRates>
}

const kinds = (pillar: 'social' | 'environmental', names: readonly string[]) =>
  sql.join(
    names.map(name => sql`case when v.${sql.raw(`${pillar}_${name}`)} then ${sql.lit(`+${name}`)} else '' end`),
    sql` || `,
  )

/** `officialOf` in SQL, of a contract `v` and a correction with a `field`. */
export const OFFICIAL = sql<string>`case field
  when 'amount' then coalesce(v.amount::text, v.amount_state)
  when 'social' then v.social || ${kinds('social', ['clause', 'criterion', 'reserved'])}
  else v.environmental || ${kinds('environmental', ['clause', 'criterion'])} end`

/** The corrections in force of a scope. */
export function inForce({ db }: Register, { buyers, year }: Scope) {
  let query = db.selectFrom('correction').where('ended_at', 'is', null)
  if (buyers !== null) query = query.where(buyerIn('buyer', buyers))
  if (year === 0) query = query.where('notified', 'is', null)
  else if (year !== null)
    query = query.where('notified', '>=', `${year}-01-01`).where('notified', '<=', `${year}-12-31`)
  return query
}

/**
 * Common table expressions from `given` (corrections: identity, buyer, notified, field, official, corrected, ceiling) to `found`: the contract of
 * each identity, by the index of current versions; where an import under way has replaced one already, by its buyer and date.
 */
export function contractsOf(at: number): RawBuilder<unknown> {
  const before = sql`v.valid_from <= ${at} and v.valid_to > ${at}`
  const older = (date: RawBuilder<unknown>) => sql`
      select v.import_id, v.position from late join contract_version v on v.buyer = late.buyer and ${date} and v.identity = late.identity
      where ${before}`
  return sql`about as materialized (select distinct identity, buyer, notified from given),
    latest as materialized (
      select v.identity, v.import_id, v.position from about join contract_version v on v.identity = about.identity
      where v.valid_to = ${sql.lit(FOREVER)} and v.valid_from <= ${at}
    ), late as materialized (select * from about where identity not in (select identity from latest)),
    found as materialized (
      select import_id, position from latest
      union all ${older(sql`v.notified = late.notified`)} union all ${older(sql`v.notified is null and late.notified is null`)}
    )`
}

/**
 * Rewrites one field of the rows of `near` by the corrections that count.
 * `corrected` are the values of a contract, one column a field.
 */
const REWRITTEN = sql`
  coalesce(c.amount::bigint, n.amount) as amount,
  case when c.amount is null then n.amount_state else 'counted' end as amount_state,
  case when c.amount is null then n.ceiling else c.ceiling end as ceiling,
  ${sql.join(
    (['social', 'environmental'] as const).map(
      pillar =>
        sql`coalesce(split_part(c.${sql.ref(pillar)}, '+', 1), n.${sql.ref(pillar)}) as ${sql.ref(pillar)}, ${sql.join(
          ['clause', 'criterion', ...(pillar === 'social' ? ['reserved'] : [])].map(kind => {
            const column = sql.ref(`${pillar}_${kind}`)
            return sql`coalesce(c.${sql.ref(pillar)} like ${sql.lit(`%+${kind}%`)}, n.${column}) as ${column}`
          }),
        )}`,
    ),
  )}`

const SAME = sql`left(n.buyer, 9) as siren, n.year, n.import_id, n.position`
const AS_IT_IS = sql.join(
  [
    'amount', 'amount_state', 'ceiling', 'social', 'social_clause', 'social_criterion', 'social_reserved',
    'environmental', 'environmental_clause', 'environmental_criterion',
  ].map(column => sql`n.${sql.ref(column)}`),
) // biome-ignore format: one glance

interface Side extends Summed {
  siren: string
  year: number
  side: 'official' | 'corrected'
  corrections: number
  corrected_contracts: number
}

/**
 * What the corrected contracts bring to the sums of their buyers and years, as the register has them and as they are corrected: added up by the very rules of
 * the maintained sums, over these contracts and the other lines of the ceilings that they leave or join, so that the difference is exact.
 */
async function sidesOf(register: Register, scope: Scope): Promise<Side[]> {
  const { at, db } = register
  const given = inForce(register, scope).select([
    'identity',
    'buyer',
    'notified',
    'field',
    'official',
    'corrected',
    'ceiling',
  ])
  const sameCeiling = (date: RawBuilder<unknown>) => sql`
    select v.import_id, v.position from shared join contract_version v on v.buyer = shared.buyer and ${date} and v.ceiling = shared.ceiling
    where v.valid_from <= ${at} and v.valid_to > ${at}`
  const { rows } = await sql<Side>`
    with given as materialized (${given}), ${contractsOf(at)},
    contract as materialized (
      select v.* from found join contract_version v using (import_id, position) where v.kind = 'contract'
    ),
    effect as materialized (
      select v.identity, max(g.corrected) filter (where field = 'amount') as amount, max(g.ceiling::text)::uuid as ceiling,
        max(g.corrected) filter (where field = 'social') as social, max(g.corrected) filter (where field = 'environmental') as environmental,
        count(*) as corrections
      from given g join contract v using (identity) where g.official = ${OFFICIAL} group by v.identity
    ),
    shared as materialized (
      select v.buyer, v.notified, v.ceiling from contract v where v.ceiling is not null
      union select buyer, notified, ceiling from given where ceiling is not null
    ),
    near as materialized (
      select v.* from (
        select import_id, position from contract
        union ${sameCeiling(sql`v.notified = shared.notified`)}
        union ${sameCeiling(sql`v.notified is null and shared.notified is null`)}
      ) as line join contract_version v using (import_id, position) where v.kind = 'contract'
    ),
    scoped as materialized (
      select 'official' as side, 0 as corrections, ${SAME}, ${AS_IT_IS} from near n
      union all
      select 'corrected', coalesce(c.corrections, 0), ${SAME}, ${REWRITTEN} from near n left join effect c using (identity)
    ), ${countedAmong(sql`side, ceiling`)}
    select side, siren, year, sum(corrections)::int as corrections, (count(*) filter (where corrections > 0))::int as corrected_contracts, ${ADDED_UP}
    from counted group by side, siren, year`.execute(db)
  return rows
}

/** One sum more or less another, leaf by leaf. */
function plus<T extends object>(a: T, b: T, sign: 1 | -1): T {
  const entries = Object.entries(a).map(([key, value]) => {
    const other = b[key as keyof T]
    return [key, typeof value === 'number' ? value + sign * Number(other) : plus(value, other as object, sign)]
  })
  return Object.fromEntries(entries) as T
}

/** What corrections change, and how many. */
interface Change {
  change: Sums
  corrections: number
  contracts: number
}
function changesBy<K>(sides: readonly Side[], key: (side: Side) => K): Map<K, Change> {
  const all = new Map<K, Change>()
  for (const one of sides) {
    const { siren: _, year: __, side, corrections, corrected_contracts, ...row } = one
    const { change, ...before } = all.get(key(one)) ?? { change: zeros(), corrections: 0, contracts: 0 }
    all.set(key(one), {
      change: plus(change, toSums(row), side === 'corrected' ? 1 : -1),
      corrections: before.corrections + corrections,
      contracts: before.contracts + corrected_contracts,
    })
  }
  return all
}

/** The rates of a year with the corrections that count, of each of some organisations, by SIREN. @param sums what the register says of each */
export async function correctedBySiren(
  register: Register,
  sums: ReadonlyMap<string, Sums>,
  year: number,
): Promise<Map<string, CorrectedRates>> {
  if (sums.size === 0) return new Map()
  const changes = changesBy(await sidesOf(register, { buyers: [...sums.keys()], year }), ({ siren }) => siren)
  return new Map(
    [...sums].flatMap(([siren, official]) => {
      const { change = zeros(), corrections = 0, contracts = 0 } = changes.get(siren) ?? {}
      return corrections > 0
        ? [[siren, { corrections, contracts, rates: ratesOf(plus(official, change, 1)) }] as const]
        : []
    }),
  )
}

/**
 * The rates of a scope with the corrections that count; null where none does. The official sums stay what they are: what the corrected contracts
 * bring to them is taken away, and what they bring once corrected is added. Where there is no correction, one look-up says so.
 */
export async function correctedRates(register: Register, scope: Scope): Promise<Corrected | null> {
  const known = await inForce(register, scope).select('id').limit(1).executeTakeFirst()
  if (known === undefined) return null
  const years = changesBy(await sidesOf(register, scope), ({ year }) => year)
  const byYear = new Map<number, CorrectedRates>()
  let all = zeros()
  const sum = { corrections: 0, contracts: 0 }
  for (const { year, sums } of await sumsByYear(register, scope)) {
    const { change = zeros(), corrections = 0, contracts = 0 } = years.get(year) ?? {}
    const corrected = plus(sums, change, 1)
    all = plus(all, corrected, 1)
    sum.corrections += corrections
    sum.contracts += contracts
    if (corrections > 0) byYear.set(year, { corrections, contracts, rates: ratesOf(corrected) })
  }
  return sum.corrections === 0 ? null : { ...sum, rates: ratesOf(all), byYear }
}

const zeros = (): Sums => toSums(Object.fromEntries(SUMS.map(column => [column, 0])) as Summed)

/** The rates with corrections as programs read them. @param url where the corrections are listed */
export const publishedCorrected = ({ corrections, contracts, rates }: CorrectedRates, url: string) => ({
  corrections,
  contracts,
  url,
  rates: publishedRates(rates),
})
