import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import { day, typo } from '#ui'
import { personOf, type Seat } from '../bodies.ts'
import type { BodySite } from '../within.ts'
import { casePath } from './within.ts'

/** A round as its mails tell it. */
export interface Told {
  id: string
  case: string
  title: string
  body: string
  until: string
  words: string
}

/** Tells each person who sits, once, that their body is asked: a mail each, so that a wrong address stops no other. */
export const tellRound =
  ({ mail, url }: Pick<BodySite, 'mail' | 'url'>, actor: Actor) =>
  async (trx: Writer, round: Told, seats: readonly Seat[]): Promise<void> => {
    const told = new Set<string>()
    for (const seat of seats) {
      if (seat.email === null || told.has(personOf(seat))) continue
      told.add(personOf(seat))
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
  }
