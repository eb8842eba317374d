import { type Actor, scopeOf } from '#features/organisations'
import { fold, parisClock, parisDay, parisInstant } from '#kernel'
import type { Database } from '#platform/db'
import type { BodyKind } from './bodies.ts'
import { decideInMeeting, type Matter } from './cases/deciding.ts'
import { HELD, type Held, OPENED } from './demo-meetings.ts'
import { addItem } from './meetings/agenda.ts'
import { presenceField, proxyField, recordAttendance, seatsOn } from './meetings/attending.ts'
import { readItem, readMeeting, readMinutes } from './meetings/fields.ts'
import { writeMinutes } from './meetings/minutes.ts'
import { planMeeting } from './meetings/planning.ts'
import { meetingsOf } from './meetings/reading.ts'
import { readBody, readSeat } from './seats/fields.ts'
import { openBody } from './seats/opening.ts'
import { bodiesOf, membersToday } from './seats/reading.ts'
import { addSeat } from './seats/seating.ts'

const SINCE = '2022-01-03'
const PLACE = 'Hôtel du Département, salle des commissions'
const DAY = 24 * 3600 * 1000

/** Opens the bodies of the example, with who sits in them. Those that are there already stay as they are. @returns their ids, by name */
async function openBodies(db: Database, actor: Actor): Promise<Map<string, string>> {
  const idsOf = async () =>
    new Map((await db.as(scopeOf(actor), trx => bodiesOf(trx, actor))).map(({ id, name }) => [name, id]))
  const known = await idsOf()
  const members = await db.as(scopeOf(actor), trx => membersToday(trx, actor))
  for (const { seats, ...body } of OPENED) {
    if (known.has(body.name)) continue
    const id = await openBody(db, actor, readBody(body))
    const byName = new Map<string, string>()
    for (const { name, for: holder, ...seat } of seats) {
      const person = members.find(one => one.name === name)?.id
      const email = `${fold(name).replaceAll(' ', '.')}@vallonne.example`
      const who = person ? { person } : { name, email }
      const substituteOf = byName.get(holder ?? '') ?? ''
      byName.set(name, await addSeat(db, actor, id, readSeat({ ...who, ...seat, substituteOf, since: SINCE })))
    }
  }
  return idsOf()
}

/** Holds a meeting as it was: planned before, its attendance and its minutes afterwards. */
async function hold(db: Database, actor: Actor, body: string, { day, hours, agenda, but = {}, minutes }: Held) {
  const [from, to] = hours
  const before = new Date(parisInstant(day, from).getTime() - 15 * DAY)
  const after = parisInstant(day, to)
  const meeting = await planMeeting(db, actor, body, readMeeting({ day, from, to, place: PLACE }), before)
  for (const title of agenda) await addItem(db, actor, body, meeting, readItem({ title }), before)
  const startsAt = parisInstant(day, from)
  const seats = await db.as(scopeOf(actor), trx => seatsOn(trx, actor, { body, startsAt }))
  const said = seats.flatMap(seat => {
    const how = but[seat.name] ?? (seat.substituteOf === null ? 'present' : null)
    if (how === null) return []
    if (typeof how === 'string') return [[presenceField(seat), how]]
    const by = seats.find(({ name }) => name === how.by)?.id ?? ''
    return [
      [presenceField(seat), 'represented'],
      [proxyField(seat), by],
    ]
  })
  await recordAttendance(db, actor, body, meeting, Object.fromEntries(said), after)
  await writeMinutes(db, actor, body, meeting, readMinutes({ minutes, revision: '0' }))
}

/** A day that is not of a weekend, three weeks from now. */
function soon(): string {
  const then = new Date(Date.now() + 21 * DAY)
  const weekend = then.getUTCDay() % 6 === 0
  return parisClock(weekend ? new Date(then.getTime() + 2 * DAY) : then).day
}

/**
 * Opens the bodies of the example, with what they met for, and one meeting to come. What is there already stays as it is.
 * @param actor who organises in the department that does not exist
 */
export async function openExampleBodies(db: Database, actor: Actor): Promise<void> {
  const bodies = await openBodies(db, actor)
  const met = new Map(
    await Promise.all(
      [...bodies.values()].map(
        async id => [id, await db.as(scopeOf(actor), trx => meetingsOf(trx, actor, id))] as const,
      ),
    ),
  )
  const has = (body: string, day: string) =>
    met.get(body)?.some(({ startsAt }) => parisClock(startsAt).day === day) ?? false
  for (const held of HELD) {
    const body = bodies.get(held.body)
    if (body && !has(body, held.day)) await hold(db, actor, body, held)
  }
  const technical = bodies.get(HELD[0]?.body ?? '')
  if (!technical || met.get(technical)?.some(({ startsAt }) => startsAt > new Date())) return
  const form = { day: soon(), from: '09:30', to: '11:30', place: PLACE }
  const meeting = await planMeeting(db, actor, technical, readMeeting(form))
  for (const title of ['Où en est le schéma', 'Ce qui attend une décision'])
    await addItem(db, actor, technical, meeting, readItem({ title }))
}

/**
 * Each body accepts a case in the first meeting that it held since its turn came, as the example’s did.
 * @param since the day on which it was submitted
 */
export async function acceptInMeetings(
  db: Database,
  actor: Actor,
  id: string,
  kinds: readonly BodyKind[],
  since: string,
  matters: readonly Matter[],
  reason = '',
): Promise<void> {
  let day = since
  for (const [level, kind] of kinds.entries()) {
    const meeting = await db.as(scopeOf(actor), async trx => {
      const body = (await bodiesOf(trx, actor)).find(one => one.kind === kind)
      const met = body ? await meetingsOf(trx, actor, body.id) : []
      return met.findLast(({ state, startsAt }) => state === 'held' && parisDay(startsAt) >= day)
    })
    if (meeting === undefined) return
    day = parisDay(meeting.startsAt)
    const asked = { case: id, level, outcome: 'accept' as const, reason, meeting: meeting.id, voices: null }
    await decideInMeeting(db, actor, asked, matters)
  }
}
