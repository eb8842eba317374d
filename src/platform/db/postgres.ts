import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Answer, Connection, ConnectionSource } from './connection.ts'
import { isLost } from './unavailable.ts'

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.DATE, text => text],
])
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

class PooledConnection implements Connection {
  private readonly client: pg.PoolClient
  private lost = false
  constructor(client: pg.PoolClient) {
    this.client = client
  }
  async query(sql: string, params: readonly unknown[]) {
    const result = await this.client.query<Record<string, unknown>>(sql, [...params]).catch(this.fail)
    return { rows: result.rows ?? [], count: result.rowCount ?? 0 }
  }
  async script(sql: string) {
    const results: pg.QueryResult | pg.QueryResult[] = await this.client.query(sql).catch(this.fail)
    return [results].flat().flatMap(({ rows }) => rows as Answer['rows'])
  }
  async copy(table: string, columns: readonly string[], bytes: Uint8Array) {
    const stream = this.client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
    const done = once(stream, 'finish')
    stream.end(bytes)
    await done.catch(this.fail)
    return stream.rowCount
  }
  async copyOut(query: string) {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of this.client.query(copyTo(`copy (${query}) to stdout`))) chunks.push(chunk)
    } catch (error) {
      this.fail(error)
    }
    return Buffer.concat(chunks)
  }
  /** Gives it back to its pool, or throws it away: a server that says goodbye does so before the connection is seen to be closed. */
  release() {
    this.client.release(this.lost)
  }
  private readonly fail = (error: unknown): never => {
    this.lost ||= isLost(error)
    throw error
  }
}

/**
 * For pages, which want few rows soon: what they read is in memory or on a disk without moving parts, and twenty readers leave no processor
 * to help one of them. A statement that nobody waits for any more gives its connection back.
 */
export const FOR_PAGES = {
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  statement_timeout: '20s',
}

/** A pool of PostgreSQL connections, each acting under the role, with these settings, from its start. */
export function pool(
  url: string,
  role: string | null,
  size: number,
  settings: Record<string, string> = {},
): ConnectionSource {
  const options = Object.entries({ ...(role ? { role } : {}), ...settings }).map(
    ([name, value]) => `-c ${name}=${value}`,
  )
  const connections = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    connectionTimeoutMillis: 10_000,
    ...(options.length > 0 ? { options: options.join(' ') } : {}),
  })
  // A connection that breaks while idle is replaced at the next request; without a listener it would end the process.
  connections.on('error', () => {})
  // The same for one that breaks while it is held: whoever holds it learns it from its query.
  connections.on('connect', client => client.on('error', () => {}))
  return {
    acquire: async () => new PooledConnection(await connections.connect()),
    release: connection => (connection as PooledConnection).release(),
    close: () => connections.end(),
  }
}
