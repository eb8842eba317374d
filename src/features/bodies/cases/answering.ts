import { sql } from 'kysely'
import { type Actor, allows } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { ORGANISERS } from '../access.ts'
import { type Body, holdsOn, type Seat } from '../bodies.ts'
import { leadingTo } from '../orientations/reading.ts'
import { bodiesOf, seatsOf } from '../seats/reading.ts'
import type { Case } from './cases.ts'
import type { Answering } from './pages/props.ts'
import { casesOf } from './reading.ts'
import { roundsOf, seatsAsked } from './rounds.ts'
import { turnOf } from './rules.ts'

/** All that the page of a case tells; null where the organisation has none of that identifier. */
export async function caseRead(trx: Writer, actor: Actor, id: string) {
  const [asked] = await casesOf(trx, actor, { id })
  if (asked === undefined) return null
  const { scope, matter, subject } = asked
  const bodies = await bodiesOf(trx, actor)
  const seats = await seatsOf(trx, actor)
  const others = (await casesOf(trx, actor, { scope, matter, subject })).filter(one => one.id !== id)
  const people = await trx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [asked.openedBy, ...asked.decisions.map(({ recordedBy }) => recordedBy)])
    .execute()
  return {
    asked,
    others,
    bodies,
    seats,
    rounds: await roundsOf(trx, actor, id),
    orientations: await leadingTo(trx, actor, asked),
    people: new Map(people.map(person => [person.id, person.name])),
    answering: await answeringOf(trx, actor, asked, bodies, seats),
  }
}

async function answeringOf(
  trx: Writer,
  actor: Actor,
  asked: Case,
  bodies: readonly Body[],
  seats: readonly Seat[],
): Promise<Answering> {
  const today = parisDay(new Date())
  const turn = turnOf(asked)
  const held = seats.filter(seat => seat.body === turn && holdsOn(seat, today))
  const own = held.filter(({ person }) => person === actor.person.id)
  const titular = seatsAsked(held, today)
  return {
    organises: allows(ORGANISERS, actor.membership.roles),
    keeps: own.some(({ role }) => role !== 'member'),
    alone: bodies.some(({ id, alone }) => id === turn && alone) && own.some(({ role }) => role === 'chair'),
    submitted: asked.openedBy === actor.person.id,
    meetings: turn === null ? [] : await meetingsSince(trx, actor, turn, asked),
    mine: titular.filter(({ id }) => own.some(one => one.id === id || one.substituteOf === id)).map(({ id }) => id),
    asked: titular,
  }
}

/** The meetings of a body that began since a case was submitted, the latest first. */
const meetingsSince = (trx: Writer, actor: Actor, body: string, { openedAt }: Case) =>
  trx
    .selectFrom('meeting')
    .select(['id', 'starts_at as startsAt'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('body_id', '=', body)
    .where('state', '<>', 'cancelled')
    .where('starts_at', '<=', new Date())
    .where(sql<boolean>`(starts_at at time zone 'Europe/Paris')::date >= ${parisDay(openedAt)}`)
    .orderBy('starts_at', 'desc')
    .execute()

/** The bodies where somebody sits today. */
export const bodiesOfPerson = (seats: readonly Seat[], person: string): Set<string> =>
  new Set(seats.filter(seat => seat.person === person && holdsOn(seat, parisDay(new Date()))).map(({ body }) => body))
