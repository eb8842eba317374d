import type { Column, EntriesOf, Entry, Standing } from '#features/calendar'
import { standingOn } from '#features/calendar'
import { allows } from '#features/organisations'
import { parisDay } from '#kernel'
import { READERS } from './access.ts'
import type { BodyKind, MeetingState } from './bodies.ts'
import { casePath } from './cases/within.ts'
import { meetingsBetween } from './meetings/reading.ts'
import { bodiesOf } from './seats/reading.ts'
import { meetingPath } from './within.ts'

const COLUMN: Readonly<Record<BodyKind, Column>> = {
  political: 'political',
  technical: 'technical',
  'working-group': 'working-group',
  assembly: 'assembly',
  other: 'others',
}

function standingOf(state: MeetingState, endsAt: Date, now: Date): Standing {
  if (state === 'cancelled') return 'cancelled'
  return state === 'held' ? 'done' : endsAt < now ? 'past' : 'to-come'
}

/** The meetings of bodies, and the last days of what they are asked by mail. */
export const bodyEntries: EntriesOf = async (trx, actor, span) => {
  if (!allows(READERS, actor.membership.roles)) return []
  const bodies = new Map((await bodiesOf(trx, actor)).map(body => [body.id, body]))
  const now = new Date()
  const of = (id: string) => ({
    column: COLUMN[bodies.get(id)?.kind ?? 'other'],
    who: bodies.get(id)?.name ?? '',
    scheme: null,
  })
  const meetings = (await meetingsBetween(trx, actor, span)).map((meeting): Entry => {
    const day = parisDay(meeting.startsAt)
    const { id, body, startsAt, endsAt, place, link, state, sequence } = meeting
    return {
      ...of(body),
      ...{ id, kind: 'meeting', title: bodies.get(body)?.name ?? 'Réunion', from: day, to: day, sequence },
      hours: { from: startsAt, to: endsAt, place: place || link },
      path: meetingPath(actor, meeting),
      standing: standingOf(state, endsAt, now),
    }
  })
  const rounds = await trx
    .selectFrom('round as r')
    .innerJoin('validation_case as c', 'c.id', 'r.case_id')
    .select(['r.id', 'r.body_id as body', 'r.until', 'r.closed_at as closedAt', 'r.case_id as case', 'c.title'])
    .where('r.organisation_id', '=', actor.membership.organisation.id)
    .where('r.until', '>=', span.from)
    .where('r.until', '<=', span.to)
    .execute()
  return [
    ...meetings,
    ...rounds.map(({ id, body, until, closedAt, title, ...asked }): Entry => {
      const days = { from: until, to: until }
      return {
        ...of(body),
        ...{ id, kind: 'round', title, ...days, sequence: 0, path: casePath(actor, { id: asked.case }) },
        standing: closedAt ? 'done' : standingOn(days, parisDay(now)),
      }
    }),
  ]
}
