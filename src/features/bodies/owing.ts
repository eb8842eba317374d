import { type Owed, type OwedOf, presentWith } from '#features/reminders'
import { lineOf, parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { READERS } from './access.ts'
import { holdsOn, type Seat } from './bodies.ts'
import type { Case } from './cases/cases.ts'
import { casesOf } from './cases/reading.ts'
import { roundsOf, seatsAsked } from './cases/rounds.ts'
import { turnOf } from './cases/rules.ts'
import { casePath } from './cases/within.ts'
import { bodiesOf, seatsOf } from './seats/reading.ts'

/** The cases that a meeting to come has on its agenda: their bodies will answer there. */
async function onAgendas(trx: Writer, organisation: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('meeting_item as i')
    .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
    .select('i.case_id as id')
    .where('i.organisation_id', '=', organisation)
    .where('i.case_id', 'is not', null)
    .where('m.state', 'in', ['planned', 'convened'])
    .where('m.ends_at', '>', new Date())
    .execute()
  return new Set(rows.flatMap(({ id }) => id ?? []))
}

/** The day on which the turn of the body came. */
const turnSince = ({ decisions, openedAt }: Case): string => parisDay(decisions.at(-1)?.recordedAt ?? openedAt)

/**
 * Whom an open case waits for: those who were asked by mail and did not answer; otherwise who chairs the body whose turn it is or keeps its
 * secretariat, everybody who sits where nobody does, and nobody where a meeting to come has it on its agenda.
 */
export const casesOwed: OwedOf = async (trx, actor) => {
  const today = parisDay(new Date())
  const open = await casesOf(trx, actor, { state: 'open' })
  if (open.length === 0) return []
  const present = new Set((await presentWith(trx, actor, READERS)).map(({ person }) => person))
  const seats = (await seatsOf(trx, actor)).filter(seat => holdsOn(seat, today))
  const names = new Map((await bodiesOf(trx, actor)).map(({ id, name }) => [id, name]))
  const later = await onAgendas(trx, actor.membership.organisation.id)
  const owed: Owed[] = []
  for (const asked of open) {
    const held = seats.filter(({ body }) => body === turnOf(asked))
    const round = (await roundsOf(trx, actor, asked.id)).find(({ closedAt }) => closedAt === null)
    const line = (seat: Seat, when: Pick<Owed, 'since' | 'by' | 'told'>): Owed[] =>
      seat.person !== null && present.has(seat.person)
        ? [
            {
              ...{ ...when, person: seat.person, topic: `case:${asked.id}`, path: casePath(actor, asked) },
              subject: round ? `round:${round.id}` : `case:${asked.id}/${asked.level}`,
              title: `Se prononcer sur « ${lineOf(asked.title, 150)} » (${names.get(seat.body) ?? ''})`,
            },
          ]
        : []
    if (round) {
      const told = parisDay(round.openedAt)
      const silent = seatsAsked(held, today).filter(({ id }) => round.voices.every(({ seat }) => seat !== id))
      owed.push(...silent.flatMap(seat => line(seat, { since: told, told, by: round.until })))
    } else if (!later.has(asked.id)) {
      const keeping = held.filter(({ role }) => role !== 'member')
      owed.push(
        ...(keeping.length > 0 ? keeping : held).flatMap(seat => line(seat, { since: turnSince(asked), by: null })),
      )
    }
  }
  // Whoever holds two seats is reminded once.
  return [...new Map(owed.map(one => [`${one.person} ${one.subject}`, one])).values()]
}
