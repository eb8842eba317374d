import { type Actor, isPresent, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import type { Mailer } from '#platform/mail'
import { type Body, holdsOn } from '../bodies.ts'
import { refuse } from '../labels.ts'
import { bodiesOf, type SeatHeld, seatsIn } from '../seats/reading.ts'
import { holdMeeting, own } from './holding.ts'
import { type Letter, letterTo } from './letters.ts'
import { itemsOf, meetingOf } from './reading.ts'

/** What calling people acts through. */
export interface Call {
  db: Database
  mail: Mailer
  /** The address of the site, without a final slash. */
  url: string
  now?: Date
}

/** A member of the actor’s organisation today; null for who left it. */
const memberOf = async (trx: Writer, actor: Actor, person: string) =>
  (await trx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.name', 'p.email'])
    .where('m.organisation_id', '=', own(actor))
    .where('m.person_id', '=', person)
    .where(isPresent('m'))
    .executeTakeFirst()) ?? null

/** Whoever is called: each person once, with all the seats that they hold that day; who left the organisation is not. */
export function calledTo(seats: readonly SeatHeld[], day: string): (readonly SeatHeld[])[] {
  const people = new Map<string, SeatHeld[]>()
  for (const seat of seats)
    if (holdsOn(seat, day) && !seat.gone && seat.email !== null) {
      const who = seat.email.toLowerCase()
      people.set(who, [...(people.get(who) ?? []), seat])
    }
  return [...people.values()]
}

/**
 * Writes to whoever sits in a body of a meeting as it stands now: a mail each, once for each of its sequences. One that does not arrive keeps no
 * other from leaving.
 */
export async function tell(
  { mail, url }: Call,
  trx: Writer,
  actor: Actor,
  body: string,
  id: string,
  about: Letter['about'],
  why = '',
): Promise<number> {
  const meeting = await meetingOf(trx, actor, body, id)
  const of = (await bodiesOf(trx, actor)).find(one => one.id === body) as Body
  if (!meeting) return refuse('meeting-unknown')
  const by = (meeting.convenedBy && (await memberOf(trx, actor, meeting.convenedBy))) || actor.person
  const items = await itemsOf(trx, actor, id)
  const called = calledTo(await seatsIn(trx, actor, body), parisDay(meeting.startsAt))
  for (const seats of called) {
    const [first] = seats
    if (!first?.email) continue
    const letter = { about, body: of, meeting, items, seats, to: first.email, by, why, actor, url }
    await mail.send(trx, letterTo(letter), `meeting ${id} ${meeting.sequence} ${first.email.toLowerCase()}`)
  }
  return called.length
}

/**
 * Calls a body together: everybody who sits in it on that day and has an address is written to, with the agenda and the appointment.
 * @param again once it was called already: all are written to again, with the agenda as it is now
 * @returns how many are written to
 * @throws Refusal as `holdMeeting`, `already-convened` | `not-convened` | `agenda-empty` | `body-empty`
 */
export function convene(call: Call, actor: Actor, body: string, id: string, again = false): Promise<number> {
  const now = call.now ?? new Date()
  return call.db.as(scopeOf(actor, 'convene'), async trx => {
    const { state, sequence, startsAt } = await holdMeeting(trx, actor, body, id, now, 'ahead')
    if (!again && state === 'convened') refuse('already-convened')
    if (again && state !== 'convened') refuse('not-convened')
    if ((await itemsOf(trx, actor, id)).length === 0) refuse('agenda-empty')
    const day = parisDay(startsAt)
    if (!(await seatsIn(trx, actor, body)).some(seat => seat.substituteOf === null && holdsOn(seat, day)))
      refuse('body-empty')
    await trx
      .updateTable('meeting')
      .set(
        again
          ? { sequence: sequence + 1 }
          : { state: 'convened', convened_at: now, convened_by: actor.person.id, sequence },
      )
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
    return tell(call, trx, actor, body, id, again ? 'changed' : 'called')
  })
}
