import { randomUUID } from 'node:crypto'
import { type Actor, isPresent, type OwnDataOf, type Rule } from '#features/organisations'
import { addDays, lineOf, parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import type { Jobs } from '#platform/jobs'
import { letterJob } from './kinds.ts'
import { refuse } from './labels.ts'
import type { Owed, Reminded } from './reminders.ts'
import { isDue } from './rules.ts'

/** Rows that one statement holds. */
const AT_ONCE = 500
/** How far back it is looked whether somebody was reminded already, in days. */
const REMEMBERED = 400

const own = ({ membership }: Actor) => membership.organisation.id

async function insert(trx: Writer, actor: Actor, day: string, owed: readonly Owed[], by: string | null) {
  let added = 0
  for (let from = 0; from < owed.length; from += AT_ONCE) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('reminder')
      .values(
        owed.slice(from, from + AT_ONCE).map(({ person, subject, topic, title, path, by: due }) => ({
          ...{ id: randomUUID(), organisation_id: own(actor), person_id: person, day, subject, topic, path, due },
          ...{ title: lineOf(title, 300), by_hand_of: by, sent_at: null },
        })),
      )
      .onConflict(known => known.constraint('reminder_of_day').doNothing())
      .executeTakeFirst()
    added += Number(numInsertedOrUpdatedRows)
  }
  return added
}

/** Writes down what the members of an organisation are to be reminded of today; what was to be and did not leave is forgotten, since it is looked at again. */
export async function planReminders(trx: Writer, actor: Actor, owed: readonly Owed[], today: string): Promise<void> {
  await trx
    .deleteFrom('reminder')
    .where('organisation_id', '=', own(actor))
    .where('sent_at', 'is', null)
    .where(({ eb, or }) => or([eb('by_hand_of', 'is', null), eb('day', '<', today)]))
    .execute()
  const rows = await trx
    .selectFrom('reminder')
    .select(({ fn }) => ['person_id', 'subject', fn.max('day').as('last')])
    .where('organisation_id', '=', own(actor))
    .where('day', '>=', addDays(today, -REMEMBERED))
    .groupBy(['person_id', 'subject'])
    .execute()
  const last = new Map(rows.map(row => [`${row.person_id} ${row.subject}`, row.last]))
  const due = owed.filter(one => isDue(one, last.get(`${one.person} ${one.subject}`) ?? null, today))
  await insert(trx, actor, today, due, null)
}

/**
 * Reminds members of what they owe now, whatever the day; each once a day. In a transaction that speaks for the actor, who may.
 * @returns how many people are reminded
 * @throws Refusal `nothing-owed` | `reminded-today`
 */
export async function remindNow(trx: Writer, jobs: Jobs, actor: Actor, owed: readonly Owed[]): Promise<number> {
  if (owed.length === 0) refuse('nothing-owed')
  const added = await insert(trx, actor, parisDay(new Date()), owed, actor.person.id)
  if (added === 0) refuse('reminded-today')
  const people = new Set(owed.map(({ person }) => person))
  for (const person of people) await jobs.add(trx, letterJob, { person })
  return people.size
}

/** What was sent of a topic, and what is about to be, the latest first. */
export const remindersOf = (trx: Writer, actor: Actor, topic: string, limit = 100): Promise<Reminded[]> =>
  trx
    .selectFrom('reminder as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .leftJoin('person as by', 'by.id', 'r.by_hand_of')
    .select(({ eb }) => ['r.day', 'p.name', 'r.title', 'by.name as by', eb('r.sent_at', 'is not', null).as('sent')])
    .where('r.organisation_id', '=', own(actor))
    .where('r.topic', '=', topic)
    .orderBy('r.day', 'desc')
    .orderBy('p.name')
    .orderBy('r.title')
    .limit(limit)
    .execute()
    .then(rows => rows.map(row => ({ ...row, sent: Boolean(row.sent) })))

/** Somebody of an organisation today. */
export interface Present {
  person: string
  membership: string
}

/** The members of an organisation today whom a rule lets do something. */
export const presentWith = async (trx: Writer, actor: Actor, { roles }: Rule): Promise<Present[]> => {
  const rows = await trx
    .selectFrom('membership as m')
    .select(['m.id as membership', 'm.person_id as person', 'm.roles'])
    .where('m.organisation_id', '=', own(actor))
    .where(isPresent('m'))
    .orderBy('m.id')
    .execute()
  return rows.filter(row => roles === 'any' || roles.some(role => row.roles.includes(role)))
}

/** What somebody was reminded of, which goes with them. */
export const remindersOfPerson: OwnDataOf = {
  name: 'reminders',
  copy: (trx, person) =>
    trx
      .selectFrom('reminder as r')
      .innerJoin('organisation as o', 'o.id', 'r.organisation_id')
      .select(['o.siren', 'r.day', 'r.title', 'r.due', 'r.sent_at'])
      .where('r.person_id', '=', person)
      .orderBy('r.day')
      .orderBy('r.id')
      .execute(),
  async erase(trx, person) {
    await trx.deleteFrom('reminder').where('person_id', '=', person).execute()
  },
}
