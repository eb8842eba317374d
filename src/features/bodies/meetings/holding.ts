import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { refuse } from '../labels.ts'
import { holdBody } from '../seats/opening.ts'
import type { Meeting } from './meetings.ts'
import { meetingOf } from './reading.ts'

export const own = ({ membership }: Actor) => membership.organisation.id

/**
 * A meeting of an open body that is not cancelled, held with its body until the transaction ends: whatever concerns one body comes one after the
 * other.
 * @param when whether it must not have begun, must have, or either
 * @throws Refusal `role-lost` | `body-unknown` | `body-closed` | `meeting-unknown` | `meeting-cancelled` | `meeting-begun` | `meeting-ahead`
 */
export async function holdMeeting(
  trx: Writer,
  actor: Actor,
  body: string,
  id: string,
  now: Date,
  when: 'ahead' | 'begun' | 'any',
): Promise<Meeting> {
  await holdBody(trx, actor, body)
  const meeting = (await meetingOf(trx, actor, body, id)) ?? refuse('meeting-unknown')
  if (meeting.state === 'cancelled') refuse('meeting-cancelled')
  if (when === 'ahead' && (meeting.state === 'held' || meeting.startsAt <= now)) refuse('meeting-begun')
  if (when === 'begun' && meeting.startsAt > now) refuse('meeting-ahead')
  return meeting
}
