import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, Kysely, type Transaction } from 'kysely'
import { Refusal } from '#kernel'
import { APP_ROLE, type Connection, type ConnectionSource, IDENTITY_ROLE, WEB_ROLE } from './connection.ts'
import { CopyBytes, dialectOf } from './driver.ts'
import { refuseUnfinished } from './empty.ts'
import { exclusivelyOn, isBusy } from './exclusive.ts'
import { lockFolder } from './lock.ts'
import { migrate, type Schema } from './migrate.ts'
import { Embedded } from './pglite.ts'
import { refuse } from './refusals.ts'
import { type Run, runner } from './run.ts'
import { beginFor, type Scope } from './scope.ts'
import { forgetCopy, snapshotOfCopy, snapshotOn } from './snapshot.ts'
import { orUnavailable, Unavailable } from './unavailable.ts'

export { type Connection, ROLES, WRITING_ROLES } from './connection.ts'
export { afterCommit, countQueries } from './driver.ts'
export { fillEmpty, refuseUnfinished } from './empty.ts'
export { holderOf } from './lock.ts'
export type { Migration } from './migrate.ts'
export { type Scope, signedBy } from './scope.ts'
export { Unavailable } from './unavailable.ts'

/** The tables, declared by the features that own them: `declare module '#platform/db' { interface Tables { … } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging from the features
export interface Tables {}

/** Reads only. Pages and read models take this. */
export type Reader = Kysely<Tables>

/** A transaction that may write. */
export type Writer = Transaction<Tables>

export type Engine = 'pglite' | 'postgres'

/** Where the data is: a folder (embedded engine), or a PostgreSQL address (administrative role: it creates the others). */
export type DatabaseAddress = { dataDir: string } | { url: string }

/** An open, migrated database. */
export interface Database {
  readonly engine: Engine
  /** What opening it found and did. */
  readonly schema: Schema
  /** Under a role that cannot write the register. */
  readonly read: Kysely<Tables>
  /** Under the role that knows people, their sessions and credentials, and nothing else. For sign-in. */
  readonly identity: Kysely<Tables>
  /**
   * Runs one transaction that speaks for somebody: row-level security shows it the rows of the scope's organisation only, and the trail says who
   * did what. What it throws rolls back.
   */
  as<T>(scope: Scope, work: (trx: Writer) => Promise<T>): Promise<T>
  /** Runs one transaction under the owner's role; what it throws rolls back. On the embedded engine pages wait for it: keep it short. */
  transaction<T>(work: (trx: Writer) => Promise<T>): Promise<T>
  /**
   * Sends a statement under the owner's role, by itself, never inside a transaction of ours: for a library that keeps its own tables.
   * Without values it may be several statements; the rows are those of all.
   */
  run: Run
  /**
   * Does long work that only one process may do at a time. On PostgreSQL an advisory lock, on the embedded engine the folder's lock
   * and this process's memory. Returns null, without waiting, when somebody is at it.
   * @param work does it through the database that it is given, whose transactions refuse (`place-lost`) once another is at it
   */
  exclusively<T>(name: string, work: (held: Database) => Promise<T>): Promise<T | null>
  /** Whether somebody is at work that only one process may do at a time. */
  busy(name: string): Promise<boolean>
  /**
   * Reads everything as of one moment, under the owner's role, for as long as it takes: others go on. On the embedded engine on a copy of its
   * folder, one at a time.
   * @throws Unavailable `disk-full` when a copy has no room
   */
  snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** Resolves when the database has stopped for good, by itself: this process can only end. Never does on PostgreSQL, which is asked again. */
  readonly stopped: Promise<Unavailable>
  close(): Promise<void>
}

/** Feeds rows in PostgreSQL's COPY text format, far faster than inserts. The bytes are given away; without any, nothing is asked. */
export async function copyIn(
  trx: Writer,
  table: string,
  columns: readonly string[],
  bytes: Uint8Array,
): Promise<number> {
  if (bytes.length === 0) return 0
  const result = await trx.executeQuery(CompiledQuery.raw('copy', [new CopyBytes(table, columns, bytes)]))
  return Number(result.numAffectedRows ?? 0)
}

/** Opens the database and brings its schema up to date. Refuses with a sentence when it cannot. */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  return 'url' in address ? openPostgres(address.url) : openEmbedded(address.dataDir)
}

async function migrated(source: ConnectionSource, engine: Engine): Promise<Schema> {
  const connection = await source.acquire()
  try {
    if (engine === 'postgres') {
      const { rows } = await connection.query(
        "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
        [],
      )
      if (Number(rows[0]?.['number']) < 150_000) refuse('database-too-old', { version: String(rows[0]?.['version']) })
    }
    return await migrate(connection, engine)
  } finally {
    source.release(connection)
  }
}

/** Opens the folder. One whose creation was cut cannot be opened, and holds nothing yet: it is made again. */
async function openOrCreate(folder: string): Promise<Embedded> {
  const begun = `${folder}.incomplete`
  if (existsSync(begun)) rmSync(folder, { recursive: true, force: true })
  else if (!existsSync(folder)) writeFileSync(begun, '')
  const embedded = await Embedded.open(folder)
  rmSync(begun, { force: true })
  return embedded
}

async function openEmbedded(dataDir: string): Promise<Database> {
  let unlock = () => {}
  let embedded: Embedded
  const folder = join(dataDir, 'pg')
  try {
    unlock = lockFolder(dataDir)
    refuseUnfinished(dataDir)
    forgetCopy(folder)
    embedded = await openOrCreate(folder)
  } catch (error) {
    unlock()
    if (error instanceof Unavailable && error.code === 'database-stopped')
      return refuse('data-unwritable', { folder: dataDir, why: error.why })
    if (error instanceof Refusal || (error as NodeJS.ErrnoException).code === 'ENOSPC') return orUnavailable(error)
    return refuse('data-unwritable', { folder: dataDir, why: (error as Error).message })
  }
  const close = async () => {
    await embedded.close()
    unlock()
  }
  const owner = embedded.source(null)
  let schema: Schema
  try {
    schema = await migrated(owner, 'pglite')
  } catch (error) {
    await close()
    return orUnavailable(error)
  }
  const read = new Kysely<Tables>({ dialect: dialectOf(embedded.source(WEB_ROLE)) })
  const identity = new Kysely<Tables>({ dialect: dialectOf(embedded.source(IDENTITY_ROLE)) })
  const write = new Kysely<Tables>({ dialect: dialectOf(owner) })
  const app = embedded.source(APP_ROLE)
  const running = new Set<string>()
  const database: Database = {
    engine: 'pglite',
    schema,
    read,
    identity,
    as: async (scope, work) => embedded.guarded(() => scoped(app, scope).transaction().execute(work)),
    transaction: work => embedded.guarded(() => write.transaction().execute(work)),
    run: runner(owner),
    exclusively: async (name, work) => {
      if (running.has(name)) return null
      running.add(name)
      try {
        return await work(database)
      } finally {
        running.delete(name)
      }
    },
    busy: async name => running.has(name),
    snapshot: work => snapshotOfCopy(embedded, folder, work),
    stopped: embedded.stopped,
    close,
  }
  return database
}

async function openPostgres(url: string): Promise<Database> {
  const { FOR_PAGES, pool } = await import('./postgres.ts')
  const owner = pool(url, null, 6)
  let schema: Schema
  try {
    schema = await migrated(owner, 'postgres')
  } catch (error) {
    await owner.close()
    if (error instanceof Refusal) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === '42501') return refuse('database-rights', { where: whereOf(url) })
    if (code && /^(E[A-Z]+|28...|3D000|57P..|08...)$/.test(code))
      return refuse('database-unreachable', { where: whereOf(url), why: message || code })
    return orUnavailable(error)
  }
  const reader = pool(url, WEB_ROLE, 10, FOR_PAGES)
  const signing = pool(url, IDENTITY_ROLE, 4, FOR_PAGES)
  const app = pool(url, APP_ROLE, 8, FOR_PAGES)
  const read = new Kysely<Tables>({ dialect: dialectOf(reader) })
  const identity = new Kysely<Tables>({ dialect: dialectOf(signing) })
  const write = new Kysely<Tables>({ dialect: dialectOf(owner) })
  const database: Database = {
    engine: 'postgres',
    schema,
    read,
    identity,
    as: async (scope, work) => scoped(app, scope).transaction().execute(work),
    transaction: work => write.transaction().execute(work),
    run: runner(owner),
    exclusively: (name, work) =>
      exclusivelyOn(owner, name, hold =>
        work({
          ...database,
          transaction: inner => database.transaction(async trx => hold(trx).then(() => inner(trx))),
        }),
      ),
    busy: name => isBusy(owner, name),
    snapshot: work => snapshotOn(owner, work),
    stopped: new Promise(() => {}),
    close: async () => {
      await reader.close()
      await signing.close()
      await app.close()
      await owner.close()
    },
  }
  return database
}

/** What a transaction is opened with is written in its beginning: nothing is left behind for the next one of the connection. */
const scoped = (source: ConnectionSource, scope: Scope) =>
  new Kysely<Tables>({ dialect: dialectOf(source, beginFor(scope)) })

/** The address without its password, for messages. */
function whereOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port ? `:${port}` : ''}${pathname}`
  } catch {
    return '(adresse illisible)'
  }
}
