import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#platform/db'
import { refuse } from './labels.ts'

/** Within so many minutes, so many attempts: for one address from one place, for one address, from one place. */
const WINDOW = 15
const LIMITS = { both: 10, address: 60, place: 200 }

/** What an attempt is counted under; kept hashed, so that a list of failures is not a list of people. */
function keysOf(address: string, place: string): Record<keyof typeof LIMITS, string> {
  const key = (kind: string, ...parts: string[]) =>
    createHash('sha256')
      .update(JSON.stringify([kind, ...parts]))
      .digest('base64url')
  return { both: key('both', address, place), address: key('address', address), place: key('place', place) }
}

/**
 * Counts an attempt to prove who one is before it is looked at, so that a thousand at once are a thousand; forgets it when it succeeds.
 * The slow guesser of one password, the one who tries one password on many addresses, and the one who has many machines are each slowed down.
 * @param address what was typed, in lower case
 * @param place the network address of who asks; empty when it is not known
 * @throws Refusal `too-many-attempts`
 */
export async function attempt<T>(
  db: Kysely<Tables>,
  { address, place }: { address: string; place: string },
  prove: () => Promise<T>,
): Promise<T> {
  const keys = keysOf(address, place)
  const { rows } = await sql<{ key: string; failures: number }>`
    insert into sign_in_failure as f (key, failures, since)
    select key, 1, now() from unnest(${Object.values(keys)}::text[]) as key order by key
    on conflict (key) do update set
      failures = case when f.since < now() - make_interval(mins => ${WINDOW}) then 1 else f.failures + 1 end,
      since = case when f.since < now() - make_interval(mins => ${WINDOW}) then now() else f.since end
    returning key, failures`.execute(db)
  const failures = new Map(rows.map(row => [row.key, row.failures]))
  for (const kind of Object.keys(LIMITS) as (keyof typeof LIMITS)[])
    if ((failures.get(keys[kind]) ?? 0) > LIMITS[kind]) return refuse('too-many-attempts', { minutes: WINDOW })
  const proved = await prove()
  await sql`delete from sign_in_failure where key = ${keys.both} or since < now() - interval '1 day'`.execute(db)
  await sql`
    update sign_in_failure set failures = greatest(failures - 1, 0)
    where key in (${keys.address}, ${keys.place})`.execute(db)
  return proved
}
