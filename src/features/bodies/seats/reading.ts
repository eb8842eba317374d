import { sql } from 'kysely'
import { type Actor, isPresent } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { BODY_KINDS, type Body, holdsOn, personOf, type Seat } from '../bodies.ts'

const own = ({ membership }: Actor) => membership.organisation.id

/** A seat, and whether who holds it has left the organisation. */
export interface SeatHeld extends Seat {
  gone: boolean
}

/** The bodies of the actor's organisation, those that are open first, from who decides to who writes. */
export async function bodiesOf(trx: Writer, actor: Actor): Promise<Body[]> {
  const rows = await trx
    .selectFrom('body')
    .select(['id', 'kind', 'name', 'mandate', 'quorum', 'decides', 'alone', 'closed_at'])
    .where('organisation_id', '=', own(actor))
    .orderBy(sql`closed_at is not null`)
    .orderBy(sql`array_position(${[...BODY_KINDS]}::text[], kind)`)
    .orderBy('name')
    .execute()
  return rows.map(({ closed_at, ...body }) => ({ ...body, open: closed_at === null }))
}

/** The seats of all the bodies of the actor's organisation, past ones included: who chairs first, then as they were added to. */
export async function seatsOf(trx: Writer, actor: Actor): Promise<SeatHeld[]> {
  return trx
    .selectFrom('body_seat as s')
    .leftJoin('person as p', 'p.id', 's.person_id')
    .leftJoin('membership as m', join =>
      join.onRef('m.person_id', '=', 's.person_id').onRef('m.organisation_id', '=', 's.organisation_id'),
    )
    .select(['s.id', 's.body_id as body', 's.person_id as person', 's.title', 's.role'])
    .select(['s.substitute_of as substituteOf', 's.since', 's.until'])
    .select(sql<string>`coalesce(s.name, p.name, 'Compte effacé')`.as('name'))
    .select(sql<string | null>`coalesce(s.email, p.email)`.as('email'))
    .select(sql<boolean>`s.person_id is not null and (m.id is null or not ${isPresent('m')})`.as('gone'))
    .where('s.organisation_id', '=', own(actor))
    .orderBy(sql`array_position(array['chair', 'secretary', 'member'], s.role)`)
    .orderBy('s.since')
    .orderBy('s.title')
    .orderBy('s.id')
    .execute()
}

/** The seats of one body. */
export const seatsIn = async (trx: Writer, actor: Actor, body: string): Promise<SeatHeld[]> =>
  (await seatsOf(trx, actor)).filter(seat => seat.body === body)

/** The other open bodies where who holds a seat sits today, by name. */
export function alsoSits(seat: Seat, seats: readonly Seat[], bodies: readonly Body[], day = parisDay(new Date())) {
  const who = personOf(seat)
  const where = new Set(seats.filter(one => holdsOn(one, day) && personOf(one) === who).map(({ body }) => body))
  return bodies.filter(({ id, open }) => open && id !== seat.body && where.has(id)).map(({ name }) => name)
}

/** What waits for the decision of bodies of the actor's organisation, the oldest first. */
export const awaitedBy = (trx: Writer, actor: Actor): Promise<{ id: string; title: string; body: string }[]> =>
  trx
    .selectFrom('validation_case')
    .select(['id', 'title', sql<string>`bodies[level + 1]`.as('body')])
    .where('organisation_id', '=', own(actor))
    .where('state', '=', 'open')
    .orderBy('opened_at')
    .orderBy('id')
    .execute()

/** The members of the actor's organisation today, by name: who may hold a seat. */
export const membersToday = (trx: Writer, actor: Actor): Promise<{ id: string; name: string }[]> =>
  trx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .where('m.organisation_id', '=', own(actor))
    .where(isPresent('m'))
    .orderBy('p.name')
    .execute()
