import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { programFile } from '#platform/files'
import type { Connection } from './connection.ts'
import { refuse } from './refusals.ts'

/** Where the schema is: the name of the latest migration, and of those that were applied just now. */
export interface Schema {
  version: string
  applied: readonly string[]
}

/** Any constant works: it only has to be the same for every process that migrates. */
const LOCK = 7_418_336

/** Brings the schema up to date, each file in its own transaction, one process at a time. Forward only. */
export async function migrate(connection: Connection, engine: 'pglite' | 'postgres'): Promise<Schema> {
  if (engine === 'postgres') await connection.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await connection.script(
      'create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await connection.query('select name, hash from migration', [])
    const applied = new Map(rows.map(row => [String(row['name']), String(row['hash'])]))
    const folder = programFile('migrations')
    const files = readdirSync(folder)
      .filter(name => name.endsWith('.sql'))
      .sort()
    for (const name of applied.keys()) if (!files.includes(name)) refuse('migration-unknown', { name })
    const done: string[] = []
    for (const name of files) {
      const sql = readFileSync(join(folder, name), 'utf8')
      const hash = createHash('sha256').update(sql).digest('hex')
      const before = applied.get(name)
      if (before !== undefined && before !== hash) refuse('migration-changed', { name })
      if (before !== undefined) continue
      await connection.script('begin')
      try {
        await connection.script(sql)
        await connection.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
        await connection.script('commit')
      } catch (error) {
        await connection.script('rollback')
        throw error
      }
      done.push(name)
    }
    return { version: files.at(-1) ?? '', applied: done }
  } finally {
    if (engine === 'postgres') await connection.query('select pg_advisory_unlock($1)', [LOCK])
  }
}
