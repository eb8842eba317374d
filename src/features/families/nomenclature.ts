import { sql } from 'kysely'
import type { Database, Reader } from '#platform/db'

export interface CpvTable {
  /** Eight digits. */
  code: string
  label: string
}

declare module '#platform/db' {
  interface Tables {
    cpv: CpvTable
  }
}

/** Loads the CPV nomenclature (regulation (EC) 213/2008) over the former one. All or nothing. Returns how many codes were loaded. */
export async function loadCpv(db: Database, entries: readonly CpvTable[]): Promise<number> {
  return db.transaction(async trx => {
    await trx.deleteFrom('cpv').execute()
    for (let i = 0; i < entries.length; i += 2000) {
      const rows = JSON.stringify(entries.slice(i, i + 2000))
      await sql`insert into cpv (code, label) select code, label from json_to_recordset(${rows}::json) as row(code text, label text)
        on conflict (code) do update set label = excluded.label`.execute(trx)
    }
    return entries.length
  })
}

/** The labels of some codes, by code; empty as long as the nomenclature is not loaded. */
export async function cpvLabels(db: Reader, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('cpv')
    .selectAll()
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  return new Map(rows.map(({ code, label }) => [code, label]))
}
