/** The answer to one statement: its rows, or how many it touched. */
export interface Answer {
  rows: Record<string, unknown>[]
  count: number
}

/** One connection of either engine. */
export interface Connection {
  query(sql: string, params: readonly unknown[]): Promise<Answer>
  /** Runs several statements without parameters; the rows are those of all. */
  script(sql: string): Promise<Answer['rows']>
  /** Feeds `copy … from stdin` (text format) with bytes, which are given away. */
  copy(table: string, columns: readonly string[], bytes: Uint8Array): Promise<number>
  /** The rows of a query in the same text format, in memory: ask for a part of what is large. */
  copyOut(query: string): Promise<Uint8Array>
}

/** Where connections come from. `acquire` waits for a free one. */
export interface ConnectionSource {
  acquire(): Promise<Connection>
  release(connection: Connection): void
  close(): Promise<void>
}

/** Roles created by the migrations. Public pages read the register as `WEB_ROLE`, which cannot write it. */
export const WEB_ROLE = 'mieuxdisant_web'
/** What belongs to an organisation is read and written as `APP_ROLE`, to which row-level security shows that organisation's rows only. */
export const APP_ROLE = 'mieuxdisant_app'
/** Who signs in, and how, is read and written as `IDENTITY_ROLE`, which knows nothing else. */
export const IDENTITY_ROLE = 'mieuxdisant_identity'
/** Those under which features write: they may add jobs. */
export const WRITING_ROLES: readonly string[] = [IDENTITY_ROLE, APP_ROLE]

/** All of them: the first only reads. */
export const ROLES = [WEB_ROLE, IDENTITY_ROLE, APP_ROLE] as const
