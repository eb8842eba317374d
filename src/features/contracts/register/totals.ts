import { sql } from 'kysely'
import type { Writer } from '#platform/db'
import { EVERYBODY, SUM_COLUMNS, SUMS, type SumColumn } from './adding-up.ts'
import { FOREVER, type RollupPart } from './tables.ts'

/** What some contracts of a year bring to one sum of everybody; a sum that is not there is 0. */
export interface TotalRow extends Partial<Record<SumColumn, number>> {
  year: number
  part: RollupPart
  key: string
}

/** Differences in whole numbers, to bring the sums of everybody from one generation to the next. */
export class Changes {
  private readonly rows = new Map<string, TotalRow>()

  add(rows: readonly TotalRow[]) {
    this.apply(rows, 1)
  }

  subtract(rows: readonly TotalRow[]) {
    this.apply(rows, -1)
  }

  /** Those that change something. */
  all(): TotalRow[] {
    return [...this.rows.values()].filter(row => SUMS.some(column => row[column] !== 0))
  }

  private apply(rows: readonly TotalRow[], sign: number) {
    for (const row of rows) {
      const key = `${row.year} ${row.part} ${row.key}`
      const sum: TotalRow = this.rows.get(key) ?? { year: row.year, part: row.part, key: row.key }
      for (const column of SUMS) sum[column] = (sum[column] ?? 0) + sign * (row[column] ?? 0)
      this.rows.set(key, sum)
    }
  }
}

/**
 * Writes the sums of everybody as of a generation: those of the buyers that changed are added to what was there, so that the cost
 * depends on what an import touches and not on the size of the register. Whole numbers: nothing is lost by adding and subtracting.
 */
export async function writeTotals(trx: Writer, generation: number, changes: Changes): Promise<void> {
  const changed = JSON.stringify(changes.all())
  const given = sql`json_populate_recordset(null::rollup, ${changed}::json) as change`
  const added = sql.join(
    SUMS.map(column => sql`coalesce(former.${sql.ref(column)}, 0) + change.${sql.ref(column)} as ${sql.ref(column)}`),
  )
  const same = sql`former.buyer = ${EVERYBODY} and former.year = change.year and former.part = change.part and former.key = change.key`
  await sql`
    create temporary table total on commit drop as
    select change.year, change.part, change.key, ${added} from ${given}
    left join rollup former on ${same} and former.valid_to = ${FOREVER}`.execute(trx)
  const replaced = sql`rollup.buyer = ${EVERYBODY} and rollup.year = total.year and rollup.part = total.part and rollup.key = total.key`
  await sql`delete from rollup using total where ${replaced} and valid_from = ${generation}`.execute(trx)
  await sql`update rollup set valid_to = ${generation} from total where ${replaced} and valid_to = ${FOREVER}`.execute(
    trx,
  )
  await sql`
    insert into rollup (buyer, year, part, key, valid_from, ${SUM_COLUMNS})
    select ${EVERYBODY}, year, part, key, ${generation}, ${SUM_COLUMNS} from total where contracts > 0`.execute(trx)
}
