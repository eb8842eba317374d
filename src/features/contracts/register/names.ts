import { sql } from 'kysely'
import { fold } from '#kernel'
import type { Database } from '#platform/db'

/** Rows of one statement. */
const CHUNK = 2000

/**
 * Loads names of buyers and holders, which win over those met in files. A name given again replaces the former one.
 * All or nothing. Returns how many were loaded.
 */
export async function loadNames(
  db: Database,
  names: Iterable<readonly [siret: string, name: string]>,
): Promise<number> {
  return db.transaction(async trx => {
    let loaded = 0
    let chunk = new Map<string, string>()
    const flush = async () => {
      const rows = JSON.stringify([...chunk].map(([siret, name]) => ({ siret, name, folded: fold(name) })))
      await sql`
        insert into entity_name (siret, import_id, name, folded)
        select siret, 0, name, folded from json_to_recordset(${rows}::json) as row(siret text, name text, folded text)
        on conflict (siret, import_id) do update set name = excluded.name, folded = excluded.folded`.execute(trx)
      loaded += chunk.size
      chunk = new Map()
    }
    for (const [siret, name] of names) {
      chunk.set(siret, name)
      if (chunk.size === CHUNK) await flush()
    }
    await flush()
    return loaded
  })
}

/** Marks the register as an example for ever: every page says so. */
export async function markAsExample(db: Database): Promise<void> {
  await db.transaction(trx => trx.updateTable('register').set({ example: true }).execute())
}
