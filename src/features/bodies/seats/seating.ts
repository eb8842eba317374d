import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { day } from '#ui'
import { personOf, type Seat } from '../bodies.ts'
import { refuse } from '../labels.ts'
import { sitsForHolder } from '../rules.ts'
import type { SeatChange, SeatInput } from './fields.ts'
import { holdBody } from './opening.ts'
import { membersToday, type SeatHeld, seatsIn } from './reading.ts'

/** How many a body may have, past ones included: the largest assemblies have fewer members. */
const MOST = 500

const own = ({ membership }: Actor) => membership.organisation.id
type Days = Pick<Seat, 'since' | 'until'>
const cross = (a: Days, b: Days) => (b.until === null || a.since <= b.until) && (a.until === null || b.since <= a.until)

/**
 * Adds a seat to a body: a function and who holds it, or who sits for it. A substitute is an ordinary member, whatever the seat.
 * @returns its id
 * @throws Refusal `role-lost` | `body-unknown` | `body-closed` | `seat-holder` | `seat-person` | `seat-until` | `seat-substitute` |
 *   `seat-substitute-days` | `seat-held` | `seats-many`
 */
export async function addSeat(db: Database, actor: Actor, body: string, input: SeatInput): Promise<string> {
  const { person, name, substituteOf, since, until } = input
  if ((person === null) === (name === null)) refuse('seat-holder')
  if (until !== null && until < since) refuse('seat-until')
  return db.as(scopeOf(actor, 'add-seat'), async trx => {
    await holdBody(trx, actor, body)
    if (person !== null && !(await membersToday(trx, actor)).some(({ id }) => id === person)) refuse('seat-person')
    const seats = await seatsIn(trx, actor, body)
    if (seats.length >= MOST) refuse('seats-many', { most: MOST })
    if (!sitsForHolder(seats, substituteOf)) refuse('seat-substitute')
    const holder = seats.find(({ id }) => id === substituteOf)
    if (holder && !cross(holder, input)) refuse('seat-substitute-days')
    const email = person === null ? input.email : null
    const who = personOf({ person, name: name ?? '', email })
    const twice = (seat: SeatHeld) =>
      seat.substituteOf === substituteOf && seat.title === input.title && personOf(seat) === who && cross(seat, input)
    if (seats.some(twice)) refuse('seat-held')
    const id = randomUUID()
    await trx
      .insertInto('body_seat')
      .values({
        ...{ id, organisation_id: own(actor), body_id: body, person_id: person, name, email, title: input.title },
        ...{ role: holder ? 'member' : input.role, substitute_of: substituteOf, since, until },
      })
      .execute()
    return id
  })
}

/** A seat of an open body, which is held. @throws Refusal as {@link holdBody}, `seat-unknown` */
async function holdSeat(trx: Writer, actor: Actor, body: string, seat: string) {
  await holdBody(trx, actor, body)
  const seats = await seatsIn(trx, actor, body)
  return { seats, seat: seats.find(({ id }) => id === seat) ?? refuse('seat-unknown') }
}

/** The last day on which a seat was at a meeting or spoke; null where it never did. */
async function lastServed(trx: Writer, actor: Actor, seat: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(day)::text as day from (
      select (m.starts_at at time zone 'Europe/Paris')::date as day from attendance a join meeting m on m.id = a.meeting_id
      where a.organisation_id = ${own(actor)} and ${seat} in (a.seat_id, a.by_seat)
      union all select (said_at at time zone 'Europe/Paris')::date from round_voice
      where organisation_id = ${own(actor)} and seat_id = ${seat}
      union all select decided_on from body_decision where organisation_id = ${own(actor)} and ${seat} = any(seats)
    ) as served`.execute(trx)
  return rows[0]?.day ?? null
}

/**
 * Changes what a seat is, or says its last day: who sits for it stops with it.
 * @throws Refusal as {@link holdBody}, `seat-unknown` | `seat-name` | `seat-until` | `seat-served-after` | `seat-substitute-days`
 */
export function changeSeat(db: Database, actor: Actor, body: string, id: string, input: SeatChange): Promise<void> {
  const { title, until } = input
  return db.as(scopeOf(actor, 'change-seat'), async trx => {
    const { seat, seats } = await holdSeat(trx, actor, body, id)
    if (until !== null && until < seat.since) refuse('seat-until')
    if (seat.person === null && input.name === null) refuse('seat-name')
    const served = until === null ? null : await lastServed(trx, actor, id)
    if (served !== null && until !== null && until < served) refuse('seat-served-after', { on: day(served) })
    const substitutes = seats.filter(one => one.substituteOf === id && (one.until ?? '9999') > (until ?? '9999'))
    if (substitutes.some(({ since }) => until !== null && since > until)) refuse('seat-substitute-days')
    const named = seat.person === null ? { name: input.name, email: input.email } : {}
    const role = seat.substituteOf === null ? input.role : 'member'
    const set = (ids: readonly string[], values: Partial<Omit<SeatChange, 'name'>>) =>
      trx
        .updateTable('body_seat')
        .set(values)
        .where('organisation_id', '=', own(actor))
        .where('id', 'in', ids)
        .execute()
    await set([id], { title, role, until, ...named })
    if (substitutes.length > 0) await set(substitutes.map(one => one.id), { until }) // biome-ignore format: one line
  })
}

/** Removes a seat that never served: an error of who entered it. @throws Refusal as {@link holdBody}, `seat-unknown` | `seat-served` */
export function removeSeat(db: Database, actor: Actor, body: string, id: string): Promise<void> {
  return db.as(scopeOf(actor, 'remove-seat'), async trx => {
    const { seats } = await holdSeat(trx, actor, body, id)
    if (seats.some(({ substituteOf }) => substituteOf === id)) refuse('seat-served')
    if ((await lastServed(trx, actor, id)) !== null) refuse('seat-served')
    await trx.deleteFrom('body_seat').where('organisation_id', '=', own(actor)).where('id', '=', id).execute()
  })
}

/** Whether a seat is held, was, or will be. @param today `YYYY-MM-DD` */
export const seatTense = ({ since, until }: Days, today = parisDay(new Date())): 'past' | 'now' | 'ahead' =>
  until !== null && until < today ? 'past' : since > today ? 'ahead' : 'now'
