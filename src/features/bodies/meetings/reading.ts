import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Meeting } from './meetings.ts'

const own = ({ membership }: Actor) => membership.organisation.id

const meetings = (trx: Writer, actor: Actor) =>
  trx
    .selectFrom('meeting as m')
    .select(['m.id', 'm.body_id as body', 'm.starts_at as startsAt', 'm.ends_at as endsAt', 'm.place', 'm.link'])
    .select(['m.words', 'm.state', 'm.convened_at as convenedAt', 'm.convened_by as convenedBy'])
    .select(['m.minutes', 'm.sequence', 'm.revision'])
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

/** One meeting of a body; null where there is none. */
export const meetingOf = async (trx: Writer, actor: Actor, body: string, id: string): Promise<Meeting | null> =>
  (await meetings(trx, actor).where('m.body_id', '=', body).where('m.id', '=', id).executeTakeFirst()) ?? null
