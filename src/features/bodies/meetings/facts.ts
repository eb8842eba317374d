import type { Actor } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import type { Body, Presence } from '../bodies.ts'
import type { Orientation } from '../orientations/orientations.ts'
import { orientationsOf } from '../orientations/reading.ts'
import { type Attending, type Quorum, quorumOf, takingPart } from '../rules.ts'
import { bodiesOf, membersToday, type SeatHeld } from '../seats/reading.ts'
import { seatsOn } from './attending.ts'
import type { Meeting } from './meetings.ts'
import { attendingOf, type Decided, decidedAt, type Item, itemsOf, meetingOf } from './reading.ts'

/** All that is told of a meeting, in its page and in its documents. */
export interface MeetingFacts {
  body: Body
  meeting: Meeting
  items: readonly Item[]
  /** The seats that are held on that day. */
  seats: readonly SeatHeld[]
  attending: readonly Attending[]
  /** As who was there makes it; without any attendance nobody was. */
  quorum: Quorum
  decided: readonly Decided[]
  /** Given there, the first one first. */
  orientations: readonly Orientation[]
  /** Who called it, where they are still a member. */
  convenedBy: string | null
}

/** Reads all that is told of a meeting; null where there is none. */
export async function factsOf(trx: Writer, actor: Actor, body: string, id: string): Promise<MeetingFacts | null> {
  const meeting = await meetingOf(trx, actor, body, id)
  const of = (await bodiesOf(trx, actor)).find(one => one.id === body)
  if (!meeting || !of) return null
  const seats = await seatsOn(trx, actor, meeting)
  const attending = await attendingOf(trx, actor, id)
  const members = meeting.convenedBy === null ? [] : await membersToday(trx, actor)
  return {
    body: of,
    meeting,
    items: await itemsOf(trx, actor, id),
    seats,
    attending,
    quorum: quorumOf(of, seats, takingPart(attending), parisDay(meeting.startsAt)),
    decided: await decidedAt(trx, actor, id),
    orientations: (await orientationsOf(trx, actor, { meeting: id })).reverse(),
    convenedBy: members.find(one => one.id === meeting.convenedBy)?.name ?? null,
  }
}

/** Who was there in one way, by name and title; a substitute is said to be one. */
export function whoWas({ seats, attending }: MeetingFacts, presence: Presence) {
  return seats.flatMap(seat => {
    const found = attending.find(one => one.seat === seat.id && one.presence === presence)
    const by = seats.find(({ id }) => id === found?.by)
    const holder = seats.find(({ id }) => id === seat.substituteOf)
    return found ? [{ seat, by: by?.name ?? null, holder: holder?.name ?? null }] : []
  })
}
