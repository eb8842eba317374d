import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { readerBy } from '#platform/http'
import { day } from '#ui'
import { ORGANISERS } from '../access.ts'
import { holdsOn } from '../bodies.ts'
import { line, orNothing, text } from '../seats/fields.ts'
import { bodiesOf, seatsIn } from '../seats/reading.ts'
import { refuse } from './labels.ts'

/** What the form of an orientation was sent with. */
export const readOrientation = readerBy((code: Parameters<typeof refuse>[0]) => refuse(code as 'orientation-title'))(
  z.object({
    title: line(300),
    words: text(5000),
    /** A scope and a matter of what may be oriented. */
    scope: z.string().min(1).max(100),
    matter: z.string().min(1).max(40),
    to: z.uuid(),
    meeting: orNothing(z.uuid()),
    due: orNothing(z.iso.date()),
  }),
  {
    title: 'orientation-title',
    words: 'orientation-words',
    scope: 'orientation-scope',
    matter: 'orientation-scope',
    to: 'orientation-body',
    meeting: 'orientation-meeting',
    due: 'orientation-due',
  },
)
export type OrientationInput = ReturnType<typeof readOrientation>

/**
 * Whoever organises, or keeps the records of a body: chairs it, or is its secretary.
 * @throws Refusal `role-lost`
 */
async function holdAsKeeper(trx: Writer, actor: Actor, body: string): Promise<void> {
  const roles = await rolesHeld(trx, actor)
  const today = parisDay(new Date())
  const keeps = (await seatsIn(trx, actor, body)).some(
    seat => seat.person === actor.person.id && seat.role !== 'member' && holdsOn(seat, today),
  )
  if (!allows(ORGANISERS, roles) && !(keeps && roles.length > 0)) refuse('role-lost')
}

/**
 * Records what a body asks another one to write, in a meeting that has begun or outside any.
 * @param places the scopes that there are, by what cases call them
 * @returns its id
 * @throws Refusal `role-lost` | `orientation-scope` | `orientation-body` | `orientation-meeting` | `orientation-due`
 */
export function giveOrientation(
  db: Database,
  actor: Actor,
  by: string,
  { to, meeting, due, ...said }: OrientationInput,
  places: (trx: Writer, actor: Actor) => Promise<ReadonlyMap<string, unknown>>,
): Promise<string> {
  return db.as(scopeOf(actor, 'give-orientation'), async trx => {
    const open = (await bodiesOf(trx, actor)).filter(body => body.open).map(({ id }) => id)
    if (!open.includes(by) || !open.includes(to) || by === to) refuse('orientation-body')
    await holdAsKeeper(trx, actor, by)
    if (!(await places(trx, actor)).has(said.scope)) refuse('orientation-scope')
    const on = meeting === null ? parisDay(new Date()) : await dayOf(trx, actor, by, meeting)
    if (due !== null && due < on) refuse('orientation-due', { on: day(on) })
    const id = randomUUID()
    await trx
      .insertInto('orientation')
      .values({
        ...{ id, organisation_id: actor.membership.organisation.id, by_body: by, to_body: to, meeting_id: meeting },
        ...{ given_on: on, due, ...said, recorded_by: actor.person.id },
      })
      .execute()
    return id
  })
}

/** The day of a meeting of a body that has begun. @throws Refusal `orientation-meeting` */
async function dayOf(trx: Writer, actor: Actor, body: string, meeting: string): Promise<string> {
  const found = await trx
    .selectFrom('meeting')
    .select('starts_at')
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where('body_id', '=', body)
    .where('id', '=', meeting)
    .where('state', '<>', 'cancelled')
    .where('starts_at', '<=', new Date())
    .executeTakeFirst()
  return parisDay((found ?? refuse('orientation-meeting')).starts_at)
}
