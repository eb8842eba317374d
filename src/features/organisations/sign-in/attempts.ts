import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#platform/db'
import { refuse } from '../labels.ts'

/** Within so many minutes, so many attempts: for one address from one place, for one address, from one place. */
export const WINDOW = 15
const LIMITS = { both: 10, address: 60, place: 200 }

/** What an attempt is counted under; kept hashed, so that a list of failures is not a list of people. */
const key = (kind: string, ...parts: string[]) =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...parts]))
    .digest('base64url')

function keysOf(address: string, place: string): Record<keyof typeof LIMITS, string> {
  return { both: key('both', address, place), address: key('address', address), place: key('place', place) }
}

/** Counts one more under each key, and says how many there were within the window. */
async function count(db: Kysely<Tables>, keys: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; failures: number }>`
    insert into sign_in_failure as f (key, failures, since)
    select key, 1, now() from unnest(${keys}::text[]) as key order by key
    on conflict (key) do update set
      failures = case when f.since < now() - make_interval(mins => ${WINDOW}) then 1 else f.failures + 1 end,
      since = case when f.since < now() - make_interval(mins => ${WINDOW}) then now() else f.since end
    returning key, failures`.execute(db)
  return new Map(rows.map(row => [row.key, row.failures]))
}

/** Counts what anybody may do without an account, ten times from one place. @throws Refusal `too-many-requests` */
export async function slowDown(db: Kysely<Tables>, what: string, place: string): Promise<void> {
  const counted = key(what, place)
  const times = (await count(db, [counted])).get(counted) ?? 0
  if (times > LIMITS.both) refuse('too-many-requests', { minutes: WINDOW })
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
  // The place first: one that tries thousands of addresses leaves no line for each.
  for (const kinds of [['place'], ['both', 'address']] as const) {
    const failures = await count(
      db,
      kinds.map(kind => keys[kind]),
    )
    if (kinds.some(kind => (failures.get(keys[kind]) ?? 0) > LIMITS[kind]))
      refuse('too-many-attempts', { minutes: WINDOW })
  }
  const proved = await prove()
  await sql`delete from sign_in_failure where key = ${keys.both} or since < now() - interval '1 day'`.execute(db)
  await sql`
    update sign_in_failure set failures = greatest(failures - 1, 0)
    where key in (${keys.address}, ${keys.place})`.execute(db)
  return proved
}
