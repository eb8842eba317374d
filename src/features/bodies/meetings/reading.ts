import type { Actor } from '#features/organisations'
import { addDays, parisInstant } from '#kernel'
import type { Writer } from '#platform/db'
import type { Outcome, Voices } from '../cases/cases.ts'
import { voicesIn } from '../cases/reading.ts'
import type { Attending } from '../rules.ts'
import type { Meeting } from './meetings.ts'

const own = ({ membership }: Actor) => membership.organisation.id

const meetings = (trx: Writer, actor: Actor) =>
  trx
    .selectFrom('meeting as m')
    .select(['m.id', 'm.body_id as body', 'm.starts_at as startsAt', 'm.ends_at as endsAt', 'm.place', 'm.link'])
    .select(['m.words', 'm.state', 'm.convened_at as convenedAt', 'm.convened_by as convenedBy'])
    .select(['m.minutes', 'm.sequence', 'm.afterwards', 'm.revision'])
    .where('m.organisation_id', '=', own(actor))

/** The meetings of a body, the latest first. */
export const meetingsOf = (trx: Writer, actor: Actor, body: string): Promise<Meeting[]> =>
  meetings(trx, actor).where('m.body_id', '=', body).orderBy('m.starts_at', 'desc').orderBy('m.id').execute()

/** The next meeting of each body that has one. */
export const nextMeetings = (trx: Writer, actor: Actor, now: Date): Promise<Meeting[]> =>
  meetings(trx, actor)
    .distinctOn('m.body_id')
    .where('m.state', 'in', ['planned', 'convened'])
    .where('m.ends_at', '>', now)
    .orderBy('m.body_id')
    .orderBy('m.starts_at')
    .execute()

/** The meetings of all bodies that begin within days, both included. */
export const meetingsBetween = (
  trx: Writer,
  actor: Actor,
  { from, to }: { from: string; to: string },
): Promise<Meeting[]> =>
  meetings(trx, actor)
    .where('m.starts_at', '>=', parisInstant(from, '00:00'))
    .where('m.starts_at', '<', parisInstant(addDays(to, 1), '00:00'))
    .orderBy('m.starts_at')
    .orderBy('m.id')
    .execute()

/** One meeting of a body; null where there is none. */
export const meetingOf = async (trx: Writer, actor: Actor, body: string, id: string): Promise<Meeting | null> =>
  (await meetings(trx, actor).where('m.body_id', '=', body).where('m.id', '=', id).executeTakeFirst()) ?? null

/** A point of an agenda. */
export interface Item {
  id: string
  /** From 1. */
  position: number
  title: string
  words: string
  /** What is to be validated there, if anything. */
  case: string | null
}

/** The agenda of a meeting, in its order. */
export const itemsOf = (trx: Writer, actor: Actor, meeting: string): Promise<Item[]> =>
  trx
    .selectFrom('meeting_item')
    .select(['id', 'position', 'title', 'words', 'case_id as case'])
    .where('organisation_id', '=', own(actor))
    .where('meeting_id', '=', meeting)
    .orderBy('position')
    .orderBy('id')
    .execute()

/** What was said of each seat at a meeting. */
export const attendingOf = (trx: Writer, actor: Actor, meeting: string): Promise<Attending[]> =>
  trx
    .selectFrom('attendance')
    .select(['seat_id as seat', 'presence', 'by_seat as by'])
    .where('organisation_id', '=', own(actor))
    .where('meeting_id', '=', meeting)
    .execute()

/** A decision that was recorded for a meeting, and what it is about. */
export interface Decided {
  case: string
  title: string
  /** Whether the body decided it of itself. */
  own: boolean
  outcome: Outcome
  reason: string
  /** Null where they were not counted. */
  voices: Voices | null
}

/** What was decided at a meeting, in the order in which it was. */
export async function decidedAt(trx: Writer, actor: Actor, meeting: string): Promise<Decided[]> {
  const rows = await trx
    .selectFrom('body_decision as d')
    .innerJoin('validation_case as c', 'c.id', 'd.case_id')
    .select(['d.case_id as case', 'c.title', 'c.own', 'd.outcome', 'd.reason'])
    .select(['d.voices_for', 'd.voices_against', 'd.abstentions'])
    .where('d.organisation_id', '=', own(actor))
    .where('d.meeting_id', '=', meeting)
    .orderBy('d.recorded_at')
    .execute()
  return rows.map(({ voices_for, voices_against, abstentions, ...one }) => ({
    ...one,
    voices: voicesIn({ voices_for, voices_against, abstentions }),
  }))
}
