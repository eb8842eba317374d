import { randomUUID } from 'node:crypto'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdsOn } from '../bodies.ts'
import { refuse } from '../labels.ts'
import { holdBody } from '../seats/opening.ts'
import { seatsIn } from '../seats/reading.ts'
import { MOST_ITEMS } from './agenda.ts'
import { type Call, tell } from './convening.ts'
import type { MeetingInput } from './fields.ts'
import { holdMeeting, own } from './holding.ts'

/** Somebody must sit on that day. @throws Refusal `body-empty` */
async function holdSitting(trx: Writer, actor: Actor, body: string, { startsAt }: MeetingInput): Promise<void> {
  const day = parisDay(startsAt)
  const seats = await seatsIn(trx, actor, body)
  if (!seats.some(seat => seat.substituteOf === null && holdsOn(seat, day))) refuse('body-empty')
}

/** Somebody must sit on that day, and the hour be to come. @throws Refusal `meeting-past` | `body-empty` */
async function check(trx: Writer, actor: Actor, body: string, input: MeetingInput, now: Date): Promise<void> {
  if (input.startsAt <= now) refuse('meeting-past')
  await holdSitting(trx, actor, body, input)
}

const columns = ({ startsAt, endsAt, ...rest }: MeetingInput) => ({ ...rest, starts_at: startsAt, ends_at: endsAt })

/** Plans a meeting; nobody is told yet. @returns its id @throws Refusal as `holdBody`, `meeting-past` | `body-empty` */
export function planMeeting(
  db: Database,
  actor: Actor,
  body: string,
  input: MeetingInput,
  now = new Date(),
): Promise<string> {
  return db.as(scopeOf(actor, 'plan-meeting'), async trx => {
    await holdBody(trx, actor, body)
    await check(trx, actor, body, input, now)
    const id = randomUUID()
    await trx
      .insertInto('meeting')
      .values({ id, organisation_id: own(actor), body_id: body, ...columns(input) })
      .execute()
    return id
  })
}

/**
 * Enters a meeting that took place before it was known here, with what was on its agenda: who was there and what was said come next.
 * @returns its id
 * @throws Refusal as `holdBody`, `meeting-not-over` | `body-empty` | `agenda-many`
 */
export function enterMeeting(
  db: Database,
  actor: Actor,
  body: string,
  input: MeetingInput,
  agenda: readonly string[],
  now = new Date(),
): Promise<string> {
  return db.as(scopeOf(actor, 'enter-meeting'), async trx => {
    await holdBody(trx, actor, body)
    if (input.endsAt > now) refuse('meeting-not-over')
    if (agenda.length > MOST_ITEMS) refuse('agenda-many', { most: MOST_ITEMS })
    await holdSitting(trx, actor, body, input)
    const id = randomUUID()
    await trx
      .insertInto('meeting')
      .values({ id, organisation_id: own(actor), body_id: body, afterwards: true, ...columns(input) })
      .execute()
    if (agenda.length > 0)
      await trx
        .insertInto('meeting_item')
        .values(
          agenda.map((title, rank) => ({
            ...{ id: randomUUID(), organisation_id: own(actor), meeting_id: id, position: rank + 1 },
            ...{ title, words: '', case_id: null },
          })),
        )
        .execute()
    return id
  })
}

/**
 * Moves a meeting that has not begun, in time or in space; those who were called are called again.
 * @returns whether some were
 * @throws Refusal as `holdMeeting`, `meeting-begun` | `meeting-cancelled` | `meeting-past` | `body-empty`
 */
export function changeMeeting(
  call: Call,
  actor: Actor,
  body: string,
  id: string,
  input: MeetingInput,
): Promise<boolean> {
  const now = call.now ?? new Date()
  return call.db.as(scopeOf(actor, 'change-meeting'), async trx => {
    const meeting = await holdMeeting(trx, actor, body, id, now, 'ahead')
    await check(trx, actor, body, input, now)
    const { state, sequence } = meeting
    const told = state === 'convened'
    await trx
      .updateTable('meeting')
      .set({ ...columns(input), sequence: told ? sequence + 1 : sequence })
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
    return told && (await tell(call, trx, actor, body, id, 'changed')) > 0
  })
}

/**
 * Cancels a meeting that did not take place; those who were called to one to come are told.
 * @param why in words, for them
 * @throws Refusal as `holdMeeting`, `meeting-held` | `meeting-cancelled`
 */
export function cancelMeeting(call: Call, actor: Actor, body: string, id: string, why: string): Promise<void> {
  const now = call.now ?? new Date()
  return call.db.as(scopeOf(actor, 'cancel-meeting'), async trx => {
    const { state, sequence, endsAt } = await holdMeeting(trx, actor, body, id, now, 'any')
    if (state === 'held') refuse('meeting-held')
    await trx
      .updateTable('meeting')
      .set({ state: 'cancelled', sequence: sequence + 1 })
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
    if (state === 'convened' && endsAt > now) await tell(call, trx, actor, body, id, 'cancelled', why)
  })
}
