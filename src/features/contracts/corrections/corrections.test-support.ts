import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#platform/db'
import { ratesOf } from '../rates/rates.ts'
import { toSums } from '../rates/sums.ts'
import { SUMS, type SumColumn, type Summed } from '../register/adding-up.ts'
import type { Register } from '../register/register.ts'
import type { ContractVersionTable } from '../register/tables.ts'
import { type Field, officialOf, readPillar, type Value } from './corrections.ts'

/** A contract as the register keeps it. */
export type Row = ContractVersionTable

/** A correction put there by the owner, as fast as can be. */
export interface Put {
  row: Row
  field: Field
  corrected: Value
  ceiling?: string | null
}

export const contractsIn = (register: Register): Promise<Row[]> =>
  register.db
    .selectFrom('contract_version')
    .selectAll()
    .where('valid_from', '<=', register.at)
    .where('valid_to', '>', register.at)
    .where('kind', '=', 'contract')
    .orderBy('import_id')
    .orderBy('position')
    .execute()

/** Opens an organisation of each SIREN and puts corrections there; what was there is removed. */
export async function putCorrections(db: Database, organisations: ReadonlyMap<string, string>, all: readonly Put[]) {
  const rows = all.map(({ row, field, corrected, ceiling = null }) => ({
    id: randomUUID(),
    organisation_id: organisations.get(row.buyer.slice(0, 9)),
    siren: row.buyer.slice(0, 9),
    name: 'O',
    identity: row.identity,
    buyer: row.buyer,
    notified: row.notified,
    field,
    official: officialOf(row, field),
    corrected,
    ceiling,
    reason: 'Vérifié dans le dossier.',
    author_id: randomUUID(),
    made_at: new Date(),
  }))
  await db.transaction(async trx => {
    await sql`alter table correction disable trigger user`.execute(trx)
    await sql`delete from correction`.execute(trx)
    await sql`alter table correction enable trigger user`.execute(trx)
    const columns =
      'id, organisation_id, siren, name, identity, buyer, notified, field, official, corrected, ceiling, reason, author_id, made_at'
    await sql`insert into correction (${sql.raw(columns)}) select ${sql.raw(columns)}
      from json_populate_recordset(null::correction, ${JSON.stringify(rows)}::json)`.execute(trx)
  })
}

/** A contract with one field replaced. */
export function rewritten(row: Row, { field, corrected, ceiling = null }: Omit<Put, 'row'>): Row {
  if (field === 'amount') return { ...row, amount: Number(corrected), amount_state: 'counted', ceiling }
  const { state, kinds } = readPillar(corrected)
  const [clause, criterion] = [kinds.includes('clause'), kinds.includes('criterion')]
  return field === 'social'
    ? { ...row, social: state as Row['social'], social_clause: clause, social_criterion: criterion, social_reserved: kinds.includes('reserved') }
    : { ...row, environmental: state as Row['social'], environmental_clause: clause, environmental_criterion: criterion } // biome-ignore format: pairs
}

/** The rates of some contracts, in the plainest way. */
export function plainRates(rows: readonly Row[]) {
  const sums = Object.fromEntries(SUMS.map(column => [column, 0])) as Record<SumColumn, number>
  const add = (column: SumColumn, n = 1) => {
    sums[column] += n
  }
  const groups = new Map<string, Row[]>()
  for (const [i, row] of rows.entries()) {
    add('contracts')
    for (const pillar of ['social', 'environmental'] as const) {
      const state = row[pillar]
      if (state !== 'not-filled') add(`${pillar}_${state}`)
      if (row[`${pillar}_clause`]) add(`${pillar}_clause`)
      if (row[`${pillar}_criterion`]) add(`${pillar}_criterion`)
    }
    if (row.social_reserved) add('social_reserved')
    if (row.amount_state !== 'counted') add(row.amount_state)
    else {
      const key = row.ceiling ?? String(i)
      const group = groups.get(key)
      if (group) {
        group.push(row)
        add('repeats')
      } else groups.set(key, [row])
    }
  }
  for (const group of groups.values()) {
    const amount = group[0]?.amount ?? 0
    add('amount', amount)
    for (const pillar of ['social', 'environmental'] as const) {
      const states = group.map(row => row[pillar])
      if (states.some(state => state === 'yes' || state === 'none')) add(`${pillar}_amount_filled`, amount)
      if (states.includes('yes')) add(`${pillar}_amount_yes`, amount)
    }
  }
  return ratesOf(toSums(sums as Summed))
}
