import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#kernel'
import type { Connection } from './connection.ts'
import { lockFolder } from './lock.ts'
import { type Migration, migrateWithin, whileMigrating } from './migrate.ts'
import { Embedded } from './pglite.ts'
import { refuse } from './refusals.ts'
import { PLAIN_TEXT } from './snapshot.ts'
import { orUnavailable } from './unavailable.ts'

/** Stays in a data folder until what fills it has come to its end. */
const UNFINISHED = 'restauration.incomplete'

/** Refuses (`restore-unfinished`) a data folder that was being filled when the power went. */
export function refuseUnfinished(dataDir: string): void {
  if (existsSync(join(dataDir, UNFINISHED))) refuse('restore-unfinished', { folder: dataDir })
}

/**
 * Fills a place where nothing is: a data folder, and the database in it or at `url`. All of it or nothing: the database in one transaction, and
 * the folder is refused by whoever opens it until the end; what a former attempt left, when it was killed, is removed first.
 * @param migrations makes the tables as they were after these, no more
 * @param work fills the tables and the folder
 * @throws Refusal `place-not-empty`, `data-locked`, `migration-unknown`, `migration-changed`, and what `work` throws
 */
export async function fillEmpty<T>(
  { url, dataDir }: { url: string | null; dataDir: string },
  migrations: readonly Migration[],
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const unlock = ((): (() => void) => {
    try {
      return lockFolder(dataDir)
    } catch (error) {
      if (error instanceof Refusal) throw error
      return refuse('data-unwritable', { folder: dataDir, why: (error as Error).message })
    }
  })()
  const mark = join(dataDir, UNFINISHED)
  const others = () =>
    readdirSync(dataDir).filter(name => !/^mieuxdisant[.]lock|^restauration[.]incomplete$/.test(name))
  const empty = () => {
    for (const name of others()) rmSync(join(dataDir, name), { recursive: true, force: true })
    rmSync(mark, { force: true })
  }
  try {
    if (existsSync(mark)) empty()
    const [known] = others()
    if (known !== undefined) refuse('place-not-empty', { what: `Le dossier « ${dataDir} »`, known })
    writeFileSync(mark, '')
    try {
      const done = await (url === null
        ? fillFolder(join(dataDir, 'pg'), migrations, work)
        : fillServer(url, migrations, work))
      rmSync(mark)
      return done
    } catch (error) {
      empty()
      return orUnavailable(error)
    }
  } finally {
    unlock()
  }
}

async function fillFolder<T>(
  folder: string,
  migrations: readonly Migration[],
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const embedded = await Embedded.open(folder)
  try {
    return await inOneTransaction(await embedded.source(null).acquire(), migrations, work)
  } finally {
    await embedded.close()
  }
}

async function fillServer<T>(
  url: string,
  migrations: readonly Migration[],
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { pool } = await import('./postgres.ts')
  // Indexes are made when all the rows are there.
  const source = pool(url, null, 1, { maintenance_work_mem: '256MB' })
  try {
    const connection = await source.acquire()
    try {
      return await whileMigrating(connection, async () => {
        const { rows } = await connection.query(
          `select format('%s.%s', schemaname, tablename) as name from pg_tables
           where schemaname not in ('pg_catalog', 'information_schema') limit 1`,
          [],
        )
        if (rows[0]) refuse('place-not-empty', { what: 'La base PostgreSQL', known: String(rows[0]['name']) })
        return inOneTransaction(connection, migrations, work)
      })
    } finally {
      source.release(connection)
    }
  } catch (error) {
    if (!(error instanceof Refusal) && (error as NodeJS.ErrnoException).code === '42501')
      return refuse('database-rights', { where: new URL(url).pathname.slice(1) })
    return orUnavailable(error)
  } finally {
    await source.close()
  }
}

async function inOneTransaction<T>(
  connection: Connection,
  migrations: readonly Migration[],
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  await connection.script('begin')
  try {
    await migrateWithin(connection, migrations)
    await connection.script(PLAIN_TEXT)
    const done = await work(connection)
    await connection.script('commit')
    return done
  } catch (error) {
    await connection.script('rollback').catch(() => {})
    throw error
  }
}
