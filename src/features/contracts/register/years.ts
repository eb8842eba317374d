import { EVERYBODY } from './adding-up.ts'
import type { Register } from './register.ts'

/** The years that have contracts, latest first; 0 stands for "without date". */
export async function yearsOf({ db, at }: Register): Promise<number[]> {
  const rows = await db
    .selectFrom('rollup')
    .select('year')
    .where('buyer', '=', EVERYBODY)
    .where('part', '=', 'all')
    .where('valid_from', '<=', at)
    .where('valid_to', '>', at)
    .orderBy('year', 'desc')
    .execute()
  return rows.map(row => row.year)
}
