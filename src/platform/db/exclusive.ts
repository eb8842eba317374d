import { randomUUID } from 'node:crypto'
import { type QueryExecutorProvider, sql } from 'kysely'
import type { ConnectionSource } from './connection.ts'
import { orUnavailable, Unavailable } from './unavailable.ts'

/**
 * Does on a PostgreSQL server what only one process may do at a time; returns null, without waiting, when somebody is at it.
 *
 * An advisory lock says whether somebody is. It ends with its connection, which a server or a network may close alone while the work goes on.
 * So who takes it also signs a line of `exclusive_work`, and each transaction of the work first holds that line: it waits for nobody, the next
 * one to sign waits for it, and where another has signed it refuses (a fencing token: M. Kleppmann, Designing Data-Intensive Applications, ch. 8).
 * @param work begins each of its transactions with `hold`, which throws Unavailable `place-lost`
 */
export async function exclusivelyOn<T>(
  source: ConnectionSource,
  name: string,
  work: (hold: (trx: QueryExecutorProvider) => Promise<void>) => Promise<T>,
): Promise<T | null> {
  const connection = await source.acquire().catch(orUnavailable)
  const ask = (statement: string, params: readonly unknown[]) =>
    connection.query(statement, params).catch(orUnavailable)
  try {
    const { rows } = await ask('select pg_try_advisory_lock(hashtext($1)) as taken', [name])
    if (rows[0]?.['taken'] !== true) return null
    try {
      const holder = randomUUID()
      await ask(
        'insert into exclusive_work (name, holder) values ($1, $2) on conflict (name) do update set holder = excluded.holder',
        [name, holder],
      )
      return await work(async trx => {
        const mine = sql`select from exclusive_work where name = ${name} and holder = ${holder} for share`
        if ((await mine.execute(trx)).rows.length === 0)
          throw new Unavailable('place-lost', `« ${name} » held by another`)
      })
    } finally {
      // A connection that broke meanwhile has given it back.
      await connection.query('select pg_advisory_unlock(hashtext($1))', [name]).catch(() => {})
    }
  } finally {
    source.release(connection)
  }
}

/** Whether somebody holds that place. Asking takes it from nobody: who has it keeps its line. */
export async function isBusy(source: ConnectionSource, name: string): Promise<boolean> {
  const connection = await source.acquire().catch(orUnavailable)
  try {
    const { rows } = await connection.query(
      'select case when pg_try_advisory_lock(hashtext($1)) then not pg_advisory_unlock(hashtext($1)) else true end as busy',
      [name],
    )
    return rows[0]?.['busy'] === true
  } catch (error) {
    return orUnavailable(error)
  } finally {
    source.release(connection)
  }
}
