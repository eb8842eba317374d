import { randomUUID } from 'node:crypto'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { parisDay, tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { day as dayInWords, nb } from '#ui'
import { ORGANISERS } from '../access.ts'
import { type Body, type BodyKind, holdsOn, type Seat } from '../bodies.ts'
import { peopleIn, quorumOf, takingPart } from '../rules.ts'
import { bodiesOf, seatsOf } from '../seats/reading.ts'
import type { Case, Outcome, Voices, Way } from './cases.ts'
import { refuse } from './labels.ts'
import { after, aloneTwice, carried, turnOf } from './rules.ts'
import { holdCase, noRound } from './submitting.ts'

/** Signs of a reason. */
export const LONGEST_REASON = 5000

/** What the features whose things are validated are told: where a matter is theirs. */
export interface Matter {
  /** As in `validation_case.matter`. */
  name: string
  /** French: « Choix des actions à évaluer ». */
  label: string
  /** What it is, in a sentence. */
  says: string
  /** The kinds of bodies that usually validate it, in their order. */
  usual: readonly BodyKind[]
  /** What all the bodies accepting it does, in the same transaction. */
  accepted?(trx: Writer, actor: Actor, asked: Case): Promise<void>
  /** Where what is validated is read. */
  href?(place: Place, asked: Pick<Case, 'subject' | 'fingerprint'>): string
  /** What of a scope another body may be asked to write, as it is written now. */
  written?(trx: Writer, actor: Actor, scope: string): Promise<readonly Pick<Ownable, 'subject' | 'title'>[]>
  /** What of it a body may decide of itself, without anything submitted. */
  own?(trx: Writer, actor: Actor): Promise<readonly Ownable[]>
}

/** What a scope is called, and its address. */
export interface Place {
  label: string
  href: string
}

/** Something that a body may decide of itself: as a list has it, and what its decision is called unless said. */
export interface Ownable extends Pick<Case, 'scope' | 'subject' | 'title'> {
  label: string
}

/** What is said of a case by whoever writes the decision down. */
export interface Deciding {
  case: string
  /** The level that was read: nobody decides of another one by an old page. */
  level: number
  outcome: Outcome
  reason: string
}

/** Whose turn it is, held: the case, the body, and who sits. */
export interface Turn {
  asked: Case
  body: Body
  seats: readonly Seat[]
  /** Every seat and body of the organisation, for what was decided before. */
  all: { seats: readonly Seat[]; bodies: readonly Body[] }
}

/** The case, and the body whose turn it is, held. @throws Refusal `case-unknown` | `case-closed` | `case-moved` | `body-closed` */
export async function holdTurn(trx: Writer, actor: Actor, id: string, level: number): Promise<Turn> {
  const asked = await holdCase(trx, actor, id)
  if (asked.level !== level) refuse('case-moved')
  const all = { bodies: await bodiesOf(trx, actor), seats: await seatsOf(trx, actor) }
  const body = all.bodies.find(one => one.id === turnOf(asked)) ?? refuse('case-moved')
  if (!body.open) refuse('body-closed', { name: body.name })
  return { asked, body, seats: all.seats.filter(seat => seat.body === body.id), all }
}

/** The body for which the only person who takes part accepted alone just before; null where there is none. */
export function aloneBefore({ asked, seats, all }: Turn, taking: readonly string[]): string | null {
  const previous = asked.decisions.at(-1)
  if (!previous || !aloneTwice(peopleIn(all.seats, previous.seats), peopleIn(seats, taking))) return null
  return all.bodies.find(({ id }) => id === previous.body)?.name ?? ''
}

/** What a body decided, and how. */
export interface Taken {
  outcome: Outcome
  reason: string
  way: Way
  meeting?: string
  round?: string
  seats: readonly string[]
  voices: Voices | null
  /** `YYYY-MM-DD` */
  on: string
}

/**
 * Writes down what the body whose turn it is decided; the next one’s turn comes, or the case ends.
 * @throws Refusal `reason-missing` | `words-long` | `quorum-missing` | `alone-twice` | `meeting-before-turn`
 */
export async function record(
  trx: Writer,
  actor: Actor,
  turn: Turn,
  taken: Taken,
  matters: readonly Matter[],
): Promise<void> {
  const { asked, body, seats } = turn
  const reason = tidy(taken.reason)
  if (taken.outcome !== 'accept' && reason === '') refuse('reason-missing')
  if (reason.length > LONGEST_REASON) refuse('words-long', { most: nb(LONGEST_REASON) })
  if (taken.way !== 'alone') {
    const { reached, ...quorum } = quorumOf(body, seats, taken.seats, taken.on)
    if (!reached) refuse('quorum-missing', quorum)
  }
  const previous = asked.decisions.at(-1)
  if (previous && taken.on < previous.on) refuse('meeting-before-turn', { previous: dayInWords(previous.on) })
  const before = taken.outcome === 'accept' ? aloneBefore(turn, taken.seats) : null
  if (before !== null) refuse('alone-twice', { before, now: body.name })
  const organisation_id = actor.membership.organisation.id
  await trx
    .insertInto('body_decision')
    .values({
      id: randomUUID(),
      organisation_id,
      body_id: body.id,
      case_id: asked.id,
      level: asked.level,
      outcome: taken.outcome,
      reason,
      way: taken.way,
      meeting_id: taken.meeting ?? null,
      round_id: taken.round ?? null,
      seats: [...taken.seats],
      voices_for: taken.voices?.for ?? null,
      voices_against: taken.voices?.against ?? null,
      abstentions: taken.voices?.abstentions ?? null,
      decided_on: taken.on,
      recorded_at: new Date(),
      recorded_by: actor.person.id,
    })
    .execute()
  const next = after(asked, taken.outcome)
  await trx
    .updateTable('validation_case')
    .set({ ...next, closed_at: next.state === 'open' ? null : new Date() })
    .where('id', '=', asked.id)
    .where('organisation_id', '=', organisation_id)
    .execute()
  if (next.state === 'accepted')
    await matters.find(({ name }) => name === asked.matter)?.accepted?.(trx, actor, { ...asked, ...next })
}

/**
 * Writes down what a body decided in a meeting that took place. Whoever organises may, and who chairs the body or is its secretary.
 * @throws Refusal `not-in-body` | `meeting-unknown` | `meeting-to-come` | `meeting-before-case` | `attendance-missing` | `quorum-missing` | `voices-many` | `voices-contradict` | …
 */
export function decideInMeeting(
  db: Database,
  actor: Actor,
  asked: Deciding & { meeting: string; voices: Voices | null },
  matters: readonly Matter[],
): Promise<void> {
  return db.as(scopeOf(actor, 'decide-in-meeting'), trx => answerInMeeting(trx, actor, asked, matters))
}

/** {@link decideInMeeting}, in a transaction of which it is a part. */
export async function answerInMeeting(
  trx: Writer,
  actor: Actor,
  asked: Deciding & { meeting: string; voices: Voices | null },
  matters: readonly Matter[],
): Promise<void> {
  const roles = await rolesHeld(trx, actor)
  const turn = await holdTurn(trx, actor, asked.case, asked.level)
  await noRound(trx, actor, asked.case)
  const keeps = turn.seats.some(
    ({ person, role, ...seat }) =>
      person === actor.person.id && role !== 'member' && holdsOn(seat, parisDay(new Date())),
  )
  if (!allows(ORGANISERS, roles) && !keeps) refuse('not-in-body', { name: turn.body.name })
  const held = await meetingHeld(trx, actor, turn, asked.meeting)
  const { voices, outcome } = asked
  if (voices) {
    const counted = voices.for + voices.against + voices.abstentions
    if (counted > held.seats.length) refuse('voices-many', { voices: counted, there: held.seats.length })
    if (carried(voices, turn.body.decides) !== (outcome === 'accept')) refuse('voices-contradict')
  }
  await record(trx, actor, turn, { ...asked, ...held, way: 'meeting', voices }, matters)
}

/** The day of a meeting of the body, and the seats that took part in it. */
async function meetingHeld(trx: Writer, actor: Actor, { asked, body }: Turn, meeting: string) {
  const organisation = actor.membership.organisation.id
  const found =
    (await trx
      .selectFrom('meeting')
      .select(['starts_at', 'state'])
      .where('id', '=', meeting)
      .where('body_id', '=', body.id)
      .where('organisation_id', '=', organisation)
      .executeTakeFirst()) ?? refuse('meeting-unknown')
  if (found.state === 'cancelled') refuse('meeting-unknown')
  if (found.starts_at > new Date()) refuse('meeting-to-come')
  const on = parisDay(found.starts_at)
  const opened = parisDay(asked.openedAt)
  if (on < opened) refuse('meeting-before-case', { opened: dayInWords(opened) })
  const attending = await trx
    .selectFrom('attendance')
    .select(['seat_id as seat', 'presence', 'by_seat as by'])
    .where('meeting_id', '=', meeting)
    .where('organisation_id', '=', organisation)
    .execute()
  const seats = takingPart(attending)
  if (seats.length === 0) refuse('attendance-missing')
  return { meeting, on, seats }
}

/**
 * Who chairs a body decides in its name, where the body allows it.
 * @throws Refusal `alone-not-allowed` | `not-chair` | `alone-twice` | …
 */
export function decideAlone(db: Database, actor: Actor, asked: Deciding, matters: readonly Matter[]): Promise<void> {
  return db.as(scopeOf(actor, 'decide-alone'), async trx => {
    // Somebody who left the organisation speaks no more, whatever seat they hold.
    if ((await rolesHeld(trx, actor)).length === 0) refuse('role-lost')
    const turn = await holdTurn(trx, actor, asked.case, asked.level)
    await noRound(trx, actor, asked.case)
    const { body, seats } = turn
    if (!body.alone) refuse('alone-not-allowed', { name: body.name })
    const on = parisDay(new Date())
    const seat = seats.find(one => one.person === actor.person.id && one.role === 'chair' && holdsOn(one, on))
    if (!seat) return refuse('not-chair', { name: body.name })
    await record(trx, actor, turn, { ...asked, way: 'alone', seats: [seat.id], voices: null, on }, matters)
  })
}
