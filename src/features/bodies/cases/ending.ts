import { z } from 'zod'
import { type Actor, allows, nobodyOf, rolesHeld, scopeOf } from '#features/organisations'
import { parisDay, Refusal } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { defineJob, type Handler, handler } from '#platform/jobs'
import { day as dayInWords, fr } from '#ui'
import { ORGANISERS } from '../access.ts'
import { quorumOf } from '../rules.ts'
import { seatsIn } from '../seats/reading.ts'
import type { BodySite } from '../within.ts'
import type { Voices } from './cases.ts'
import { aloneBefore, LONGEST_REASON, type Matter, record } from './deciding.ts'
import { refuse, voicesWords } from './labels.ts'
import { type TellEnd, tellEnd } from './letters.ts'
import { type Called, holdRound, roundsOf, seatsAsked } from './rounds.ts'
import { carried, countVoices } from './rules.ts'

type Held = Awaited<ReturnType<typeof holdRound>>

const close = (trx: Writer, actor: Actor, id: string) =>
  trx
    .updateTable('round')
    .set({ closed_at: new Date() })
    .where('id', '=', id)
    .where('organisation_id', '=', actor.membership.organisation.id)
    .execute()

async function calledOf(trx: Writer, actor: Actor, { id, turn, case: about, until }: Held): Promise<Called> {
  const words = (await roundsOf(trx, actor, about)).find(one => one.id === id)?.words ?? ''
  return { id, case: about, until, words, title: turn.asked.title, body: turn.body.name }
}

/** Counts the voices of a held round and writes down what they give, as of its last day where that is past. @returns whether a decision was taken */
async function tally(
  trx: Writer,
  actor: Actor,
  held: Held,
  matters: readonly Matter[],
  tell: TellEnd,
): Promise<boolean> {
  const { id, turn, until } = held
  const today = parisDay(new Date())
  const on = until < today ? until : today
  const round = (await roundsOf(trx, actor, held.case)).find(one => one.id === id) ?? refuse('round-unknown')
  const called = await calledOf(trx, actor, held)
  const asked = seatsAsked(turn.seats, on)
  await close(trx, actor, id)
  const voices = countVoices(round.voices.map(({ voice }) => voice))
  const seats = round.voices.map(({ seat }) => seat)
  if (seats.length === 0 || !quorumOf(turn.body, turn.seats, seats, on).reached) {
    await tell(trx, { ...called, outcome: null, says: fewWords(voices) }, asked)
    return false
  }
  const outcome = carried(voices, turn.body.decides) ? 'accept' : 'return'
  const before = outcome === 'accept' ? aloneBefore(turn, seats) : null
  // A refusal would leave the round open for good, and its case with it.
  if (before !== null) {
    await tell(trx, { ...called, outcome: null, says: ALONE(before) }, asked)
    return false
  }
  const against = round.voices.filter(({ voice, words }) => voice === 'against' && words !== '')
  const said = against.map(({ words }) => words).join('\n\n') || 'Les voix ne portent pas ce texte.'
  // What each one said stays whole beside their voice.
  const cut = said.length > LONGEST_REASON ? `${said.slice(0, LONGEST_REASON - 1)}…` : said
  const reason = outcome === 'accept' ? '' : cut
  await record(trx, actor, turn, { outcome, reason, way: 'round', round: id, seats, voices, on }, matters)
  await tell(trx, { ...called, outcome, says: fr`${voicesWords(voices)}.` }, asked)
  return true
}

const ALONE = (before: string) =>
  fr`Une seule personne a répondu, et elle avait déjà validé seule pour « ${before} » : rien n’est décidé. Le dossier attend toujours cette instance.`

const fewWords = (voices: Voices) =>
  fr`Trop peu ont répondu pour décider : ${voicesWords(voices)}. Le dossier attend toujours cette instance.`

/**
 * Ends a round once all have answered or its last day is past, and writes down what its voices give: accepted, or sent back with what was said
 * against; without a decision where too few answered, or one person alone who accepted alone just before.
 * @returns whether a decision was taken
 * @throws Refusal `round-not-over` | `role-lost` | …
 */
export function closeRound(
  db: Database,
  actor: Actor,
  id: string,
  matters: readonly Matter[],
  tell: TellEnd,
): Promise<boolean> {
  return db.as(scopeOf(actor, 'close-round'), async trx => {
    if (!allows(ORGANISERS, await rolesHeld(trx, actor))) refuse('role-lost')
    const held = await holdRound(trx, actor, id)
    const today = parisDay(new Date())
    const round = (await roundsOf(trx, actor, held.case)).find(one => one.id === id) ?? refuse('round-unknown')
    const missing = seatsAsked(held.turn.seats, today).filter(
      seat => !round.voices.some(({ seat: said }) => said === seat.id),
    )
    if (held.until >= today && missing.length > 0)
      refuse('round-not-over', { until: dayInWords(held.until), missing: missing.length })
    return tally(trx, actor, held, matters, tell)
  })
}

/** Ends the rounds whose last day is past. */
const roundsJob = defineJob({ name: 'rounds-over', data: z.object({}), every: '20 0 * * *' })

/** The kinds of jobs of rounds. */
export const ROUND_JOBS = [roundsJob] as const

/** Whoever opened a round, as its end is written down: no member speaks, and no role is looked at. */
const openerOf = (row: { opened_by: string; organisation_id: string; siren: string; name: string }): Actor => ({
  ...nobodyOf({ id: row.organisation_id, siren: row.siren, name: row.name }),
  person: { id: row.opened_by, name: '', email: '' },
})

/** Ends a round without a decision, for a reason that a member would have been told. */
async function giveUp(trx: Writer, actor: Actor, id: string, why: string, tell: TellEnd): Promise<void> {
  const round = await trx
    .selectFrom('round as r')
    .innerJoin('validation_case as c', 'c.id', 'r.case_id')
    .innerJoin('body as b', 'b.id', 'r.body_id')
    .select(['r.id', 'r.case_id as case', 'r.until', 'r.words', 'c.title', 'b.name as body', 'r.body_id'])
    .where('r.id', '=', id)
    .where('r.organisation_id', '=', actor.membership.organisation.id)
    .where('r.closed_at', 'is', null)
    .forUpdate('r')
    .executeTakeFirst()
  if (!round) return
  await close(trx, actor, id)
  const { body_id, ...called } = round
  await tell(trx, { ...called, outcome: null, says: why }, seatsAsked(await seatsIn(trx, actor, body_id), round.until))
}

/** Ends the rounds whose last day is past, one transaction each: counted, written down and told. What may not be decided so is ended without a decision. */
export const roundsHandler = (site: Pick<BodySite, 'db' | 'mail' | 'url'>, matters: readonly Matter[]): Handler =>
  handler(roundsJob, async () => {
    const over = await site.db.transaction(trx =>
      trx
        .selectFrom('round as r')
        .innerJoin('organisation as o', 'o.id', 'r.organisation_id')
        .select(['r.id', 'r.opened_by', 'r.organisation_id', 'o.siren', 'o.name'])
        .where('r.closed_at', 'is', null)
        .where('r.until', '<', parisDay(new Date()))
        .execute(),
    )
    for (const row of over) {
      const actor = openerOf(row)
      const scope = { organisation: row.organisation_id, person: null, act: 'end-round' }
      const tell = tellEnd(site, actor)
      await site.db
        .as(scope, async trx => tally(trx, actor, await holdRound(trx, actor, row.id), matters, tell))
        .catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error
          return site.db.as(scope, trx => giveUp(trx, actor, row.id, error.message, tell))
        })
    }
  })
