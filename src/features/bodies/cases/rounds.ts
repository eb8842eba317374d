import { randomUUID } from 'node:crypto'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { parisDay, tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { day as dayInWords, nb } from '#ui'
import { ORGANISERS } from '../access.ts'
import { holdsOn, type Seat } from '../bodies.ts'
import type { Voice } from './cases.ts'
import { holdTurn } from './deciding.ts'
import { refuse } from './labels.ts'
import { noRound } from './submitting.ts'

/** Signs that go with a voice. */
const LONGEST = 2000
/** A round lasts a year at most. */
const LATEST = 366

/** A body that is asked by mail about a case, between meetings. */
export interface Round {
  id: string
  case: string
  body: string
  words: string
  openedAt: Date
  /** The last day on which voices are received. */
  until: string
  closedAt: Date | null
  voices: readonly { seat: string; voice: Voice; words: string; by: string; at: Date }[]
}

/** A round as its mails call it. */
export interface Called extends Pick<Round, 'id' | 'case' | 'words' | 'until'> {
  title: string
  /** The name of the body. */
  body: string
}

/** The rounds of a case, the oldest first. */
export async function roundsOf(trx: Writer, { membership }: Actor, asked: string): Promise<Round[]> {
  const organisation = membership.organisation.id
  const rounds = await trx
    .selectFrom('round')
    .select([
      'id',
      'case_id as case',
      'body_id as body',
      'words',
      'opened_at as openedAt',
      'until',
      'closed_at as closedAt',
    ])
    .where('organisation_id', '=', organisation)
    .where('case_id', '=', asked)
    .orderBy('opened_at')
    .execute()
  const voices = await trx
    .selectFrom('round_voice as v')
    .innerJoin('round as r', 'r.id', 'v.round_id')
    .select(['v.round_id as round', 'v.seat_id as seat', 'v.voice', 'v.words', 'v.said_by as by', 'v.said_at as at'])
    .where('v.organisation_id', '=', organisation)
    .where('r.case_id', '=', asked)
    .orderBy('v.said_at')
    .execute()
  return rounds.map(one => ({ ...one, voices: voices.filter(({ round }) => round === one.id) }))
}

/** The seats of a body that answer a round: those that are held, without substitutes. */
export const seatsAsked = (seats: readonly Seat[], day: string) =>
  seats.filter(seat => seat.substituteOf === null && holdsOn(seat, day))

/**
 * Asks the body whose turn it is by mail, until a day.
 * @returns the id of the round, and the addresses that it is asked at
 * @throws Refusal `round-day` | `round-empty` | `round-pending` | `role-lost` | …
 */
export function openRound(
  db: Database,
  actor: Actor,
  opening: { case: string; level: number; until: string; words: string },
  told: (trx: Writer, round: Called, seats: readonly Seat[]) => Promise<void>,
): Promise<string> {
  return db.as(scopeOf(actor, 'open-round'), async trx => {
    if (!allows(ORGANISERS, await rolesHeld(trx, actor))) refuse('role-lost')
    const { body, seats, asked: about } = await holdTurn(trx, actor, opening.case, opening.level)
    await noRound(trx, actor, opening.case)
    const today = parisDay(new Date())
    const latest = parisDay(new Date(Date.now() + LATEST * 86_400_000))
    if (!/^\d{4}-\d\d-\d\d$/.test(opening.until) || opening.until <= today || opening.until > latest)
      refuse('round-day')
    const called = seatsAsked(seats, today)
    if (called.length === 0) refuse('round-empty', { name: body.name })
    const id = randomUUID()
    const words = tidy(opening.words)
    if (words.length > 5000) refuse('words-long', { most: nb(5000) })
    await trx
      .insertInto('round')
      .values({
        id,
        organisation_id: actor.membership.organisation.id,
        body_id: body.id,
        case_id: opening.case,
        words,
        opened_at: new Date(),
        opened_by: actor.person.id,
        until: opening.until,
      })
      .execute()
    await told(
      trx,
      { id, case: opening.case, title: about.title, body: body.name, until: opening.until, words },
      called,
    )
    return id
  })
}

/** An open round, with the case and the body that it is about, held. @throws Refusal `round-unknown` | `round-over` | those of {@link holdTurn} */
export async function holdRound(trx: Writer, actor: Actor, id: string) {
  const found =
    (await trx
      .selectFrom('round as r')
      .innerJoin('validation_case as c', 'c.id', 'r.case_id')
      .select(['r.id', 'r.case_id as case', 'r.until', 'r.closed_at as closedAt', 'c.level'])
      .where('r.id', '=', id)
      .where('r.organisation_id', '=', actor.membership.organisation.id)
      .forUpdate('r')
      .executeTakeFirst()) ?? refuse('round-unknown')
  if (found.closedAt !== null) refuse('round-over', { until: dayInWords(parisDay(found.closedAt)) })
  return { ...found, turn: await holdTurn(trx, actor, found.case, found.level) }
}

/**
 * Gives the voice of a seat: who holds it, their substitute, or whoever organises where it came by another way.
 * @throws Refusal `voice-missing` | `round-over` | `seat-unknown` | `not-in-body` | `voice-twice` | …
 */
export async function giveVoice(
  db: Database,
  actor: Actor,
  said: { round: string; seat: string; voice: Voice | null; words: string },
): Promise<void> {
  const voice = said.voice ?? refuse('voice-missing')
  const words = tidy(said.words)
  if (words.length > LONGEST) refuse('words-long', { most: nb(LONGEST) })
  return db.as(scopeOf(actor, 'give-voice'), async trx => {
    const roles = await rolesHeld(trx, actor)
    const { until, turn } = await holdRound(trx, actor, said.round)
    const today = parisDay(new Date())
    if (until < today) refuse('round-over', { until: dayInWords(until) })
    const seat = seatsAsked(turn.seats, today).find(({ id }) => id === said.seat) ?? refuse('seat-unknown')
    const speaks = turn.seats.some(
      one =>
        one.person === actor.person.id && holdsOn(one, today) && (one.id === seat.id || one.substituteOf === seat.id),
    )
    if ((!speaks && !allows(ORGANISERS, roles)) || roles.length === 0) refuse('not-in-body', { name: turn.body.name })
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('round_voice')
      .values({
        id: randomUUID(),
        organisation_id: actor.membership.organisation.id,
        body_id: turn.body.id,
        round_id: said.round,
        seat_id: seat.id,
        voice,
        words,
        said_by: actor.person.id,
        said_at: new Date(),
      })
      .onConflict(conflict => conflict.constraint('round_voice_once').doNothing())
      .executeTakeFirst()
    if (Number(numInsertedOrUpdatedRows) === 0) refuse('voice-twice', { who: seat.name })
  })
}
