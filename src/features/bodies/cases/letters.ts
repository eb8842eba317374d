import type { Actor } from '#features/organisations'
import { lineOf } from '#kernel'
import type { Writer } from '#platform/db'
import { day, typo } from '#ui'
import { personOf, type Seat } from '../bodies.ts'
import type { BodySite } from '../within.ts'
import type { Outcome } from './cases.ts'
import { OUTCOME_WORDS } from './labels.ts'
import type { Called } from './rounds.ts'
import { casePath } from './within.ts'

/** How a round ended. */
export interface Ended extends Called {
  /** Null where no decision was taken. */
  outcome: Outcome | null
  /** In a sentence: what was counted, or why nothing was decided. */
  says: string
}

/** Has those who were asked told how a round ended. */
export type TellEnd = (trx: Writer, ended: Ended, seats: readonly Seat[]) => Promise<void>

/** Tells each person who sits, once, that their body is asked: a mail each, so that a wrong address stops no other. */
export const tellRound =
  ({ mail, url }: Pick<BodySite, 'mail' | 'url'>, actor: Actor) =>
  async (trx: Writer, round: Called, seats: readonly Seat[]): Promise<void> => {
    for (const seat of eachOnce(seats))
      await mail.send(
        trx,
        {
          to: seat.email,
          subject: typo(`${round.body} : votre avis est demandé avant le ${day(round.until)}`),
          paragraphs: [
            typo(
              `« ${round.title} » est soumis à « ${round.body} », où vous siégez, et l’avis de l’instance est demandé par écrit.`,
            ),
            ...(round.words === '' ? [] : [round.words]),
            typo(
              seat.person === null
                ? `Répondez à ce message : pour, contre ou abstention, jusqu’au ${day(round.until)} inclus. Votre réponse sera inscrite par la personne qui vous écrit.`
                : `Lisez ce qui est soumis, puis répondez jusqu’au ${day(round.until)} inclus.`,
            ),
          ],
          ...(seat.person === null
            ? {}
            : { link: { label: 'Lire et répondre', href: url + casePath(actor, { id: round.case }) } }),
          replyTo: actor.person.email,
        },
        `round:${round.id}:${seat.id}`,
      )
  }

/** Tells those who were asked how a round ended. */
export const tellEnd =
  ({ mail, url }: Pick<BodySite, 'mail' | 'url'>, actor: Actor): TellEnd =>
  async (trx, { id, case: about, title, body, outcome, says }, seats) => {
    const how = outcome === null ? 'sans décision' : OUTCOME_WORDS[outcome].toLowerCase()
    for (const seat of eachOnce(seats))
      await mail.send(
        trx,
        {
          to: seat.email,
          subject: typo(`${lineOf(body, 120)} : consultation terminée, ${how}`),
          paragraphs: [
            typo(`La consultation écrite de « ${body} » sur « ${title} » est terminée : ${how}.`),
            typo(says),
          ],
          ...(seat.person === null
            ? {}
            : { link: { label: 'Lire le dossier', href: url + casePath(actor, { id: about }) } }),
        },
        `round-end:${id}:${seat.id}`,
      )
  }

/** The seats of those who have an address, each person once. */
function eachOnce(seats: readonly Seat[]): (Seat & { email: string })[] {
  const told = new Set<string>()
  return seats.flatMap(seat => {
    if (seat.email === null || told.has(personOf(seat))) return []
    told.add(personOf(seat))
    return [{ ...seat, email: seat.email }]
  })
}
