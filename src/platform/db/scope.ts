import { type QueryExecutorProvider, sql } from 'kysely'

/** For whom a transaction speaks: what row-level security shows it, and what the trail says of it. */
export interface Scope {
  /** The organisation whose rows it sees and writes (its id); null sees none. */
  organisation: string | null
  /** Who asks (their id); null for the program itself. */
  person: string | null
  /** Speaks as an administrator of the instance: sees the organisations and what is asked of it, nobody's business. */
  administrator?: boolean
  /** What is being done, as a verb of the code, such as `invite`. */
  act?: string
}

const SAFE = /^[0-9a-z-]+$/

/** Opens the transaction and says for whom, in one round trip. `set local`: nothing outlives the transaction. */
export function beginFor({ organisation, person, administrator, act }: Scope): string {
  const settings = { organisation, person, act: act ?? null, administrator: administrator ? 'on' : null }
  return Object.entries(settings).reduce((sql, [name, value]) => {
    if (value === null) return sql
    if (!SAFE.test(value)) throw new Error(`no ${name}: ${value}`)
    return `${sql}; set local mieuxdisant.${name} = '${value}'`
  }, 'begin')
}

/** Has the trail say whose act the rest of an owner's transaction is. */
export async function signedBy(
  trx: QueryExecutorProvider,
  { person, act }: Pick<Scope, 'person' | 'act'>,
): Promise<void> {
  await sql`
    select set_config('mieuxdisant.person', ${person ?? ''}, true), set_config('mieuxdisant.act', ${act ?? ''}, true)`.execute(
    trx,
  )
}
