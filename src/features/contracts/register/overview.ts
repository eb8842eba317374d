import type { Sums } from '../rates/rates.ts'
import type { ContractFilter } from './filter.ts'
import { summedUp } from './known.ts'
import { listContracts } from './list.ts'
import { namesOf, type Register } from './register.ts'

/** A page of a list, and what surrounds it. */
export interface ListOverview {
  list: Awaited<ReturnType<typeof listContracts>>
  /** Sums of what is listed; null when the filter is finer than the maintained sums. */
  sums: Sums | null
  /** Years to choose among, latest first; 0 is "without date". */
  years: readonly number[]
  /** Names of the buyers that are listed or filtered. */
  names: Map<string, string>
  /** Whether nothing at all was ever imported, or everything was undone. */
  empty: boolean
}

/** What the list page shows. */
export async function readOverview(register: Register, filter: ContractFilter): Promise<ListOverview> {
  const { sums, total } = await summedUp(register, filter)
  const list = await listContracts(register, filter, total)
  // The lines tell the names of their buyers, or that there is none.
  const named = new Map(list.lines.map(line => [line.buyer, line.buyer_name]))
  const others = filter.acheteurs?.split(',').filter(buyer => buyer.length === 14 && !named.has(buyer)) ?? []
  const names = await namesOf(register, others)
  for (const [buyer, name] of named) if (name !== null) names.set(buyer, name)
  const { years } = register
  return { list, sums, years, names, empty: years.length === 0 && list.total === 0 && !(await hasContracts(register)) }
}

async function hasContracts({ db, at }: Register): Promise<boolean> {
  const found = await db
    .selectFrom('rollup')
    .select('buyer')
    .where('valid_from', '<=', at)
    .where('valid_to', '>', at)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
