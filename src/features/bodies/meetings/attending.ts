import { randomUUID } from 'node:crypto'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import type { Sent } from '#platform/http'
import { holdsOn, type Presence, type Seat } from '../bodies.ts'
import { refuse } from '../labels.ts'
import { type Attending, wronglyRepresented } from '../rules.ts'
import { seatsIn } from '../seats/reading.ts'
import { holdMeeting, own } from './holding.ts'
import { decidedAt } from './reading.ts'

export const PRESENCES: readonly Presence[] = ['present', 'excused', 'away', 'represented']
/** The names of the fields of a seat. */
export const presenceField = ({ id }: Pick<Seat, 'id'>) => `presence-${id}`
export const proxyField = ({ id }: Pick<Seat, 'id'>) => `par-${id}`

/** What a form says of the seats that were held on the day of a meeting; nothing of those that it leaves blank. */
export function readAttendance(sent: Sent, seats: readonly Seat[]): Attending[] {
  return seats.flatMap(seat => {
    const presence = PRESENCES.find(one => one === sent[presenceField(seat)])
    const by = seats.find(({ id }) => id === sent[proxyField(seat)])?.id ?? null
    return presence ? [{ seat: seat.id, presence, by: presence === 'represented' ? by : null }] : []
  })
}

/** The seats that were held on the day of a meeting: who may have been there. */
export const seatsOn = async (trx: Writer, actor: Actor, { body, startsAt }: { body: string; startsAt: Date }) =>
  (await seatsIn(trx, actor, body)).filter(seat => holdsOn(seat, parisDay(startsAt)))

/**
 * Says who was at a meeting that has begun, which then took place: each titular seat, and the substitutes that came. Written again as a whole, until
 * something was decided by who was there.
 * @throws Refusal as `holdMeeting`, `meeting-ahead` | `attendance-decided` | `attendance-missing` | `attendance-proxy`
 */
export function recordAttendance(
  db: Database,
  actor: Actor,
  body: string,
  id: string,
  sent: Sent,
  now = new Date(),
): Promise<void> {
  return db.as(scopeOf(actor, 'record-attendance'), async trx => {
    const meeting = await holdMeeting(trx, actor, body, id, now, 'begun')
    if ((await decidedAt(trx, actor, id)).length > 0) refuse('attendance-decided')
    const seats = await seatsOn(trx, actor, meeting)
    const attending = readAttendance(sent, seats)
    const missing = seats.filter(seat => seat.substituteOf === null && !attending.some(one => one.seat === seat.id))
    if (seats.length === 0) refuse('body-empty')
    if (missing.length > 0) refuse('attendance-missing', { names: missing.slice(0, 5).map(({ name }) => name).join(', ') }) // biome-ignore format: one line
    const wrong = wronglyRepresented(attending)
    if (wrong) refuse('attendance-proxy', { name: seats.find(seat => seat.id === wrong.seat)?.name ?? '' })
    await trx.deleteFrom('attendance').where('organisation_id', '=', own(actor)).where('meeting_id', '=', id).execute()
    const rows = attending.map(({ seat, presence, by }) => ({
      ...{ id: randomUUID(), organisation_id: own(actor), body_id: body, meeting_id: id },
      ...{ seat_id: seat, presence, by_seat: by },
    }))
    await trx.insertInto('attendance').values(rows).execute()
    await trx
      .updateTable('meeting')
      .set({ state: 'held' })
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
  })
}
