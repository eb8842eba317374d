import { sql } from 'kysely'
import { type Database, type DatabaseAddress, openDatabase } from '#platform/db'
import { cli } from '../support/cli.ts'

/** All that readers can see of a register, whatever the numbers of its imports; and what unfinished imports left in it. */
export interface Fingerprint {
  contracts: number
  visible: string | null
  sums: string | null
  /** Versions, texts, sightings and names of imports that are not in force. */
  leftovers: number
}

/** Reads the fingerprint of a register that no process holds. */
export async function fingerprint(address: DatabaseAddress): Promise<Fingerprint> {
  const db = await openDatabase(address)
  return fingerprintOf(db).finally(() => db.close())
}

/** The same of an open one. */
export async function fingerprintOf(db: Database): Promise<Fingerprint> {
  const { rows } = await db.transaction(trx =>
    sql<Fingerprint>`
        with shown as (
          select v.* from contract_version v, register where valid_from <= generation and valid_to > generation
        ), total as (
          select r.* from rollup r, register where valid_from <= generation and valid_to > generation
        ), dead as (
          select id from import where state not in ('finished', 'undone')
        )
        select (select count(*)::int from shown) as contracts,
          (select md5(string_agg(concat(identity, content, amount, social, environmental, year), ' ' order by identity)) from shown) as visible,
          (select md5(string_agg((to_jsonb(total) - 'valid_from' - 'valid_to')::text, ' ' order by buyer, year, part, key)) from total) as sums,
          (select count(*)::int from contract_version where import_id in (select id from dead))
            + (select count(*)::int from contract_raw where import_id in (select id from dead))
            + (select count(*)::int from sighting where import_id in (select id from dead))
            + (select count(*)::int from rollup where valid_from in (select id from dead))
            + (select count(*)::int from entity_name where import_id in (select id from dead)) as leftovers`.execute(
      trx,
    ),
  )
  if (!rows[0]) throw new Error('no fingerprint')
  return rows[0]
}

/** What a fresh process says of the rates of everybody. */
export async function ratesOfAll(address: DatabaseAddress): Promise<unknown> {
  const { code, stdout, stderr } = await cli(address, 'rates', '--json')
  if (code !== 0) throw new Error(`“rates” ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}

/** Imports a file to its end; a server may still be busy with an importer that was killed, and then says so: asked again. */
export async function importWhole(address: DatabaseAddress, path: string): Promise<Record<string, unknown>> {
  for (let attempt = 0; ; attempt++) {
    const { code, stdout, stderr } = await cli(address, 'import', path, '--json')
    if (code === 0) return JSON.parse(stdout)
    if (attempt === 20 || !stderr.includes('Un autre import est en cours')) {
      throw new Error(`“import” ended with ${code}: ${stderr}`)
    }
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}
