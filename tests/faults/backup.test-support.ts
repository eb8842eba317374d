import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import type { Place } from '#platform/backup'
import type { Database } from '#platform/db'
import { openLog } from '#platform/log'
import { openApp } from '../../src/app.tsx'
import { type Services, siteOf } from '../../src/site.ts'
import { administer, databaseAt } from '../support/postgres-databases.ts'

/** Somewhere that nothing is: a folder, with a database of its own on this project’s PostgreSQL, or the embedded one. Removed after the file. */
export async function nowhere(folder: string, engine: 'pglite' | 'postgres'): Promise<Place> {
  const dataDir = join(folder, randomBytes(4).toString('hex'))
  if (engine === 'pglite') return { url: null, dataDir }
  const name = `${inject('template')}_${randomBytes(4).toString('hex')}`
  await administer(inject('server'), client => client.query(`create database ${name}`))
  made.push(name)
  return { url: databaseAt(inject('server'), name), dataDir }
}

const made: string[] = []
afterAll(async () => {
  for (const name of made)
    await administer(inject('server'), client => client.query(`drop database if exists ${name} with (force)`))
})

/** What every table holds and how the schema is, asked of the database in SQL that knows nothing of backups. */
export async function contentOf(db: Database) {
  return db.transaction(async trx => {
    await sql`set local timezone = 'UTC'`.execute(trx)
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(trx)
    const tables: Record<string, unknown> = {}
    for (const { name } of rows) {
      const { rows: hashed } = await sql`
        select count(*)::int as rows, md5(string_agg(md5(t::text), ' ' order by md5(t::text) collate "C")) as md5
        from ${sql.table(name)} t`.execute(trx)
      tables[name] = hashed[0]
    }
    const { rows: schema } = await sql<{ line: string }>`
      select pg_get_indexdef(indexrelid) as line from pg_index join pg_class c on c.oid = indrelid where relnamespace = 'public'::regnamespace
      union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated::text from pg_constraint
        where connamespace = 'public'::regnamespace and contype <> 'n'
      union all select tgrelid::regclass || ' ' || pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
      union all select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences where schemaname = 'public'`.execute(
      trx,
    )
    return { tables, schema: schema.map(({ line }) => line).sort() }
  })
}

export async function pagesOf(db: Database): Promise<string[]> {
  const app = openApp(siteOf({ db } as Services, { publicUrl: 'https://exemple.fr' }), openLog('silent'))
  const paths = ['/', '/taux', '/taux/calcul', '/marches', '/imports', '/qualite']
  const answers = await Promise.all(paths.map(path => app.request(path)))
  return Promise.all(answers.map(async (answer, rank) => `${paths[rank]} ${answer.status} ${await answer.text()}`))
}

/** The files that the source of these tests has, and what may be done with them. */
export const filesOf = (dataDir: string) =>
  ['secret', 'outbox/é/lettre « une ».eml', 'outbox/vide'].map(name => {
    const path = join(dataDir, name)
    return [name, readFileSync(path, 'utf8'), statSync(path).mode & 0o777]
  })
