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

/** The label of a code when the nomenclature is loaded; null otherwise. */
export async function cpvLabel(db: Reader, code: string): Promise<string | null> {
  const found = await db.selectFrom('cpv').select('label').where('code', '=', code).executeTakeFirst()
  return found?.label ?? null
}
