import { sql } from 'kysely'
import type { ContractFilter } from './filter.ts'
import { type ContractLine, LINE, SUBJECT } from './list.ts'
import { matching } from './matching.ts'
import { nameOf, type Register } from './register.ts'

/** A contract that was chosen among others. */
export interface ChosenContract extends ContractLine {
  months: number | null
  /** By their names, or their numbers where no file names them. */
  holders: string[]
}

/**
 * Some contracts among those that a filter finds, in the order in which they are asked; those that it does not find, or not any more, are left out.
 * @param identities 32 hexadecimal digits each
 */
export async function contractsAmong(
  register: Register,
  filter: ContractFilter,
  identities: readonly string[],
): Promise<ChosenContract[]> {
  if (identities.length === 0) return []
  const rows = await matching(register, filter)
    .where('identity', 'in', identities)
    .select(LINE)
    .select(['months', SUBJECT, nameOf(register, 'buyer').as('buyer_name')])
    .select(
      sql<
        string[]
      >`array(select coalesce(${nameOf(register, 'held.id')}, held.id) from unnest(holders) as held(id))`.as('holders'),
    )
    .execute()
  return identities.flatMap(identity =>
    rows.filter(row => row.identity.replaceAll('-', '') === identity).map(row => ({ ...row, identity })),
  )
}
