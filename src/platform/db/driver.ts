import { AsyncLocalStorage } from 'node:async_hooks'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
} from 'kysely'
import type { Connection, ConnectionSource } from './connection.ts'
import { orUnavailable } from './unavailable.ts'

const counter = new AsyncLocalStorage<{ queries: number }>()

/** Runs a piece of work and says how many statements it sent: pages have a ceiling. */
export async function countQueries<T>(work: (count: () => number) => Promise<T>): Promise<T> {
  const store = { queries: 0 }
  return counter.run(store, () => work(() => store.queries))
}

function countOne() {
  const store = counter.getStore()
  if (store) store.queries++
}

/** Bytes for `copy`, carried through Kysely as the parameter of a statement. */
export class CopyBytes {
  readonly table: string
  readonly columns: readonly string[]
  readonly bytes: Uint8Array
  constructor(table: string, columns: readonly string[], bytes: Uint8Array) {
    this.table = table
    this.columns = columns
    this.bytes = bytes
  }
}

class KyselyConnection implements DatabaseConnection {
  readonly connection: Connection
  /** What waits for the transaction that runs on it. */
  afterCommit: (() => void)[] = []
  constructor(connection: Connection) {
    this.connection = connection
  }

  async script(sql: string): Promise<void> {
    countOne()
    await this.connection.script(sql).catch(orUnavailable)
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    countOne()
    const [first] = query.parameters
    if (first instanceof CopyBytes) {
      const count = await this.connection.copy(first.table, first.columns, first.bytes).catch(orUnavailable)
      return { rows: [], numAffectedRows: BigInt(count) }
    }
    const { rows, count } = await this.connection.query(query.sql, query.parameters).catch(orUnavailable)
    return { rows: rows as R[], numAffectedRows: BigInt(count) }
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator; exports page through keys instead of cursors
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered: page through a key instead.')
  }
}

class EngineDriver implements Driver {
  readonly source: ConnectionSource
  private readonly begin: string
  constructor(source: ConnectionSource, begin: string) {
    this.source = source
    this.begin = begin
  }
  async init() {}
  async acquireConnection() {
    return new KyselyConnection(await this.source.acquire().catch(orUnavailable))
  }
  async beginTransaction(connection: KyselyConnection) {
    await connection.script(this.begin)
  }
  async commitTransaction(connection: KyselyConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
    for (const work of connection.afterCommit) work()
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
  async releaseConnection(connection: KyselyConnection) {
    this.source.release(connection.connection)
  }
  async destroy() {
    await this.source.close()
  }
}

/** Calls this once the transaction is committed; never when it is rolled back. For what only saves a wait: a process may end in between. */
export async function afterCommit<T>(trx: Transaction<T>, work: () => void): Promise<void> {
  await trx.getExecutor().provideConnection(async connection => {
    ;(connection as KyselyConnection).afterCommit.push(work)
  })
}

/**
 * Kysely's PostgreSQL language over either engine.
 * @param begin what begins a transaction: several statements are one round trip
 */
export function dialectOf(source: ConnectionSource, begin = 'begin'): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new EngineDriver(source, begin),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
