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

/** A file of the schema that has been applied, and the digest of its text. */
export interface Migration {
  name: string
  hash: string
}

/** The files of this program, in their order. */
function ours(): (Migration & { sql: string })[] {
  const folder = programFile('migrations')
  const names = readdirSync(folder).filter(name => name.endsWith('.sql'))
  return names.sort().map(name => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

/** What of our files remains to be applied. Refuses what another program has applied. */
function remaining(applied: readonly Migration[]) {
  const files = ours()
  const hashes = new Map(applied.map(({ name, hash }) => [name, hash]))
  for (const name of hashes.keys()) if (!files.some(file => file.name === name)) refuse('migration-unknown', { name })
  for (const { name, hash } of files)
    if (hashes.has(name) && hashes.get(name) !== hash) refuse('migration-changed', { name })
  return files.filter(({ name }) => !hashes.has(name))
}

const begin = (connection: Connection) =>
  connection.script(
    'create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
  )

async function apply(connection: Connection, { name, hash, sql }: Migration & { sql: string }) {
  await connection.script(sql)
  await connection.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
}

/** Keeps every other process from migrating the PostgreSQL database of this connection meanwhile. */
export async function whileMigrating<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  await connection.query('select pg_advisory_lock($1)', [LOCK])
  try {
    return await work()
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

/** Brings the schema up to date, each file in its own transaction, one process at a time. Forward only. */
export async function migrate(connection: Connection, engine: 'pglite' | 'postgres'): Promise<Schema> {
  const work = async () => {
    await begin(connection)
    const { rows } = await connection.query('select name, hash from migration', [])
    const todo = remaining(rows.map(row => ({ name: String(row['name']), hash: String(row['hash']) })))
    for (const file of todo) {
      await connection.script('begin')
      try {
        await apply(connection, file)
        await connection.script('commit')
      } catch (error) {
        await connection.script('rollback')
        throw error
      }
    }
    return { version: ours().at(-1)?.name ?? '', applied: todo.map(({ name }) => name) }
  }
  return engine === 'postgres' ? whileMigrating(connection, work) : work()
}

/** Makes the schema that these migrations made, in the transaction of the connection. Refuses those that are not of this program. */
export async function migrateWithin(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  const later = new Set(remaining(migrations).map(({ name }) => name))
  await begin(connection)
  for (const file of ours()) if (!later.has(file.name)) await apply(connection, file)
}
