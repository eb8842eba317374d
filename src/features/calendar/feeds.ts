import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Actor, actorsOf, hashOf, newToken, type OwnDataOf, scopeOf } from '#features/organisations'
import { addDays, parisDay } from '#kernel'
import { type CalendarEvent, calendarFeed } from '#platform/calendar'
import type { Database, Tables, Writer } from '#platform/db'
import { fr } from '#ui'
import type { EntriesOf, Entry } from './calendar.ts'
import { KIND_WORDS } from './words.ts'

/** What a feed holds, around today, in days. */
const KEPT = { before: 180, after: 550 }

const mine = (trx: Writer, { person, membership }: Actor) =>
  trx
    .deleteFrom('calendar_feed')
    .where('organisation_id', '=', membership.organisation.id)
    .where('person_id', '=', person.id)

/** Since when the actor has a private address for their organisation; null for none. */
export async function feedSince(trx: Writer, { person, membership }: Actor): Promise<Date | null> {
  const found = await trx
    .selectFrom('calendar_feed')
    .select('made_at')
    .where('organisation_id', '=', membership.organisation.id)
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  return found?.made_at ?? null
}

/** Makes the private address of the actor’s calendar, of which only a hash is kept; the former one serves no more. @returns its token */
export function openFeed(db: Database, actor: Actor): Promise<string> {
  const { token, hash } = newToken()
  return db.as(scopeOf(actor, 'open-feed'), async trx => {
    await mine(trx, actor).execute()
    await trx
      .insertInto('calendar_feed')
      .values({
        id: randomUUID(),
        organisation_id: actor.membership.organisation.id,
        person_id: actor.person.id,
        token_hash: hash,
      })
      .execute()
    return token
  })
}

/** Ends it. */
export async function endFeed(db: Database, actor: Actor): Promise<void> {
  await db.as(scopeOf(actor, 'end-feed'), trx => mine(trx, actor).execute())
}

/** Whose calendar an address is, as they are today; null for an address that was ended, of who left, or that never was. */
async function followed(identity: Kysely<Tables>, token: string): Promise<{ actor: Actor; since: Date } | null> {
  const found = await identity
    .selectFrom('calendar_feed')
    .select(['organisation_id', 'person_id', 'made_at'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  if (!found) return null
  const actor = (await actorsOf(identity, found.person_id)).find(
    ({ membership }) => membership.organisation.id === found.organisation_id,
  )
  return actor && !actor.membership.suspended ? { actor, since: found.made_at } : null
}

/** An entry as calendars keep it. @param since what all say they were made: the same entry is the same text */
function eventOf(
  { id, kind, title, who, from, to, hours, path, standing, sequence, scheme }: Entry,
  since: Date,
  url: string,
): CalendarEvent {
  const words = [KIND_WORDS[kind], who, scheme?.title].filter(Boolean).join('\n')
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  return {
    ...{ id, sequence, stamp: since, title, words, place: hours?.place ?? '', address: url + path },
    ...(hours ? { from: hours.from, to: hours.to } : { from: day(from), to: day(to), wholeDays: true }),
    cancelled: standing === 'cancelled',
  }
}

/** The calendar that a private address gives, as whom it is of may read it now; null where it gives nothing. */
export async function feedOf(
  db: Database,
  sources: readonly EntriesOf[],
  url: string,
  token: string,
): Promise<string | null> {
  const found = await followed(db.identity, token)
  if (found === null) return null
  const { actor, since } = found
  const today = parisDay(new Date())
  const span = { from: addDays(today, -KEPT.before), to: addDays(today, KEPT.after) }
  const entries = await db.as(scopeOf(actor), trx => entriesWithin(trx, actor, sources, span))
  // What is under way for months would fill every day: it is told on its last one.
  const brief = entries.map(entry => (entry.hours ? entry : { ...entry, from: entry.to }))
  return calendarFeed(
    fr`Achats responsables, ${actor.membership.organisation.name}`,
    brief.map(entry => eventOf(entry, since, url)),
  )
}

/** What an actor may read within a span, by its last day. */
export async function entriesWithin(
  trx: Writer,
  actor: Actor,
  sources: readonly EntriesOf[],
  span: Parameters<EntriesOf>[2],
): Promise<Entry[]> {
  const found: Entry[] = []
  for (const source of sources) found.push(...(await source(trx, actor, span)))
  const order = ({ to, hours, title }: Entry) => `${to} ${hours?.from.toISOString() ?? ''} ${title}`
  return found.sort((a, b) => order(a).localeCompare(order(b)))
}

/** The private addresses of somebody’s calendars; erased, they give nothing. */
export const feedsOfPerson: OwnDataOf = {
  name: 'calendars',
  copy: (trx, person) =>
    trx
      .selectFrom('calendar_feed as f')
      .innerJoin('organisation as o', 'o.id', 'f.organisation_id')
      .select(['o.siren', 'f.made_at'])
      .where('f.person_id', '=', person)
      .orderBy('o.siren')
      .execute(),
  async erase(trx, person) {
    await trx.deleteFrom('calendar_feed').where('person_id', '=', person).execute()
  },
}
