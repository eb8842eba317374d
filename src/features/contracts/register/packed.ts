import { type SelectQueryBuilder, sql } from 'kysely'
import type { Tables } from '#platform/db'
import { type AmountState, PROCEDURES } from '../contracts.ts'
import type { Register } from './register.ts'

/** What is yes or no of a contract, in the order of its bits in {@link Packed.flags}. */
const FLAGS = {
  concession: "kind = 'concession'",
  socialYes: "social = 'yes'",
  socialNone: "social = 'none'",
  socialUnreadable: "social = 'unreadable'",
  socialClause: 'social_clause',
  socialCriterion: 'social_criterion',
  reserved: 'social_reserved',
  environmentalYes: "environmental = 'yes'",
  environmentalNone: "environmental = 'none'",
  environmentalUnreadable: "environmental = 'unreadable'",
  environmentalClause: 'environmental_clause',
  environmentalCriterion: 'environmental_criterion',
  v1: "dialect = 'v1'",
  tabular: "dialect = 'tabular'",
  natured: 'nature is not null',
  frameworkByNature: "nature is not distinct from 'Accord-cadre'",
  ceiling: 'ceiling is not null',
} as const

/** The bit of each flag. */
export const FLAG = Object.fromEntries(Object.keys(FLAGS).map((name, bit) => [name, 1 << bit])) as Record<
  keyof typeof FLAGS,
  number
>

/** The states of an amount, by their rank in {@link Packed.amountStates}. */
export const AMOUNT_STATES: readonly AmountState[] = ['counted', 'missing', 'below1', 'sentinel', 'above3e9']

/** Many contracts as columns of numbers: a hundred thousand weigh four megabytes, and are gone through in a millisecond. */
export interface Packed {
  readonly length: number
  readonly imports: Int32Array
  readonly positions: Int32Array
  /** As a number; negative without. */
  readonly cpv: Int32Array
  /** Rank in `PROCEDURES`; −1 without. */
  readonly procedures: Int8Array
  /** Days since 1970-01-01; far below 0 without date. */
  readonly days: Int32Array
  readonly amountStates: Uint8Array
  /** In cents; 0 for those that do not count. */
  readonly amounts: Float64Array
  readonly flags: Int32Array
  /** The first line of the ceiling that a contract repeats, which may be itself; itself where it repeats none. */
  readonly firsts: Int32Array
}

const NO_CPV = 100_000_000
/** Before every date. */
const NO_DAY = -10_000_000
const DASH = 45
const ZERO = 48

/**
 * Reads the contracts of a query on `contract_version`, in the order of files and of their rows, so that the first line of a ceiling is that
 * of the maintained sums. Two texts bring them all: on the embedded engine as many rows take ten times as long.
 * @param query which contracts; it separates the lines of a ceiling by their procedure or considerations at most
 */
export async function pack(
  { db }: Register,
  query: SelectQueryBuilder<Tables, 'contract_version', object>,
): Promise<Packed> {
  const flags = sql.join(
    Object.values(FLAGS).map((condition, bit) => sql`((${sql.raw(condition)})::int << ${sql.lit(bit)})`),
    sql` | `,
  )
  const rank = (among: readonly string[], column: string) =>
    sql`coalesce(array_position(${sql.lit(`{${among.join(',')}}`)}::text[], ${sql.ref(column)}), 0)`
  const columns = [
    sql`import_id`,
    sql`position`,
    sql`coalesce('1' || cpv, '0')`,
    rank(PROCEDURES, 'procedure'),
    sql`coalesce(notified - date '1970-01-01', ${sql.lit(NO_DAY)})`,
    rank(AMOUNT_STATES, 'amount_state'),
    sql`case when amount_state = 'counted' then amount else 0 end`,
    sql`(${flags})`,
  ]
  const ordered = query
    .select(sql<string>`concat_ws(',', ${sql.join(columns)})`.as('numbers'))
    .select('ceiling')
    .orderBy('import_id')
    .orderBy('position')
  const { rows } = await sql<{ length: number; numbers: string | null; ceilings: string | null }>`
    select count(*)::int as length, string_agg(numbers, ',') as numbers, string_agg(ceiling::text, ',') as ceilings
    from (${ordered}) as ordered`.execute(db)
  const [{ length, numbers, ceilings } = { length: 0, numbers: null, ceilings: null }] = rows
  const packed = unpacked(length, numbers ?? '')
  repeatCeilings(packed, ceilings?.split(',') ?? [])
  return packed
}

function unpacked(length: number, numbers: string): Packed {
  const packed: Packed = {
    length,
    imports: new Int32Array(length),
    positions: new Int32Array(length),
    cpv: new Int32Array(length),
    procedures: new Int8Array(length),
    days: new Int32Array(length),
    amountStates: new Uint8Array(length),
    amounts: new Float64Array(length),
    flags: new Int32Array(length),
    firsts: Int32Array.from({ length }, (_, i) => i),
  }
  let at = 0
  /** The number that begins here, and past its comma. */
  const next = () => {
    const negative = numbers.charCodeAt(at) === DASH
    if (negative) at++
    let number = 0
    for (let code = numbers.charCodeAt(at); code >= ZERO; code = numbers.charCodeAt(++at)) number = number * 10 + code - ZERO // biome-ignore format: one loop
    at++
    return negative ? -number : number
  }
  for (let i = 0; i < length; i++) {
    packed.imports[i] = next()
    packed.positions[i] = next()
    packed.cpv[i] = next() - NO_CPV
    packed.procedures[i] = next() - 1
    packed.days[i] = next()
    packed.amountStates[i] = next() - 1
    packed.amounts[i] = next()
    packed.flags[i] = next()
  }
  return packed
}

function repeatCeilings({ length, flags, firsts }: Packed, ceilings: readonly string[]) {
  const known = new Map<string, number>()
  for (let i = 0, rank = 0; i < length; i++) {
    if (((flags[i] as number) & FLAG.ceiling) === 0) continue
    const ceiling = ceilings[rank++] as string
    const first = known.get(ceiling)
    if (first === undefined) known.set(ceiling, i)
    else firsts[i] = first
  }
}
