import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { parisDay, tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { ORGANISERS } from '../access.ts'
import { holdsOn } from '../bodies.ts'
import type { Matter } from '../cases/deciding.ts'
import { bodiesOf, seatsIn } from '../seats/reading.ts'
import { refuse } from './labels.ts'
import { isOwed, type Orientation, type Written } from './orientations.ts'
import { orientationsOf } from './reading.ts'

/** What may answer an orientation, as it is written now: nothing where its matter is no more. */
export const writableIn = async (
  trx: Writer,
  actor: Actor,
  { matter, scope }: Pick<Orientation, 'matter' | 'scope'>,
  matters: readonly Matter[],
): Promise<readonly Written[]> =>
  (await matters.find(({ name }) => name === matter)?.written?.(trx, actor, scope)) ?? []

/**
 * An orientation that awaits its answer, held, for whoever organises or sits in the body that is to write.
 * @throws Refusal `orientation-unknown` | `orientation-over` | `orientation-sitting`
 */
async function holdOwed(trx: Writer, actor: Actor, id: string): Promise<Orientation> {
  await trx
    .selectFrom('orientation')
    .select('id')
    .where('id', '=', id)
    .where('organisation_id', '=', actor.membership.organisation.id)
    .forUpdate()
    .execute()
  const [found] = await orientationsOf(trx, actor, { id })
  if (found === undefined) return refuse('orientation-unknown')
  if (!isOwed(found)) refuse('orientation-over')
  if (!(await mayAnswer(trx, actor, found))) {
    const body = (await bodiesOf(trx, actor)).find(one => one.id === found.to)
    refuse('orientation-sitting', { name: body?.name ?? '' })
  }
  return found
}

/** Whether the actor answers for the body that is to write: they organise, or sit in it today. */
export async function mayAnswer(trx: Writer, actor: Actor, { to }: Pick<Orientation, 'to'>): Promise<boolean> {
  const roles = await rolesHeld(trx, actor)
  if (allows(ORGANISERS, roles)) return true
  const today = parisDay(new Date())
  const seats = await seatsIn(trx, actor, to)
  return roles.length > 0 && seats.some(seat => seat.person === actor.person.id && holdsOn(seat, today))
}

const change = (trx: Writer, actor: Actor, id: string) =>
  trx.updateTable('orientation').where('id', '=', id).where('organisation_id', '=', actor.membership.organisation.id)

/** Says that an orientation is being written. @throws Refusal as {@link answerOrientation}, `orientation-taken` */
export function takeUp(db: Database, actor: Actor, id: string): Promise<void> {
  return db.as(scopeOf(actor, 'take-up-orientation'), async trx => {
    const { state } = await holdOwed(trx, actor, id)
    if (state === 'taken-up') refuse('orientation-taken')
    await change(trx, actor, id).set({ state: 'taken-up', taken_up_at: new Date() }).execute()
  })
}

/**
 * Answers an orientation by what was written, or says why nothing was: then it does not change.
 * @param subjects of what may answer it; none declines it
 * @throws Refusal `orientation-unknown` | `orientation-over` | `orientation-sitting` | `orientation-written` | `orientation-reason` | `orientation-words`
 */
export function answerOrientation(
  db: Database,
  actor: Actor,
  id: string,
  { subjects, answer: sent, declines }: { subjects: readonly string[]; answer: string; declines: boolean },
  matters: readonly Matter[],
  now = new Date(),
): Promise<void> {
  return db.as(scopeOf(actor, 'answer-orientation'), async trx => {
    const orientation = await holdOwed(trx, actor, id)
    const answer = tidy(sent)
    if (answer.length > 5000) refuse('orientation-words')
    if (declines && answer === '') refuse('orientation-reason')
    const known = declines ? [] : await writableIn(trx, actor, orientation, matters)
    const written = known.filter(({ subject }) => subjects.includes(subject))
    if (!declines && (written.length === 0 || written.length < new Set(subjects).size)) refuse('orientation-written')
    await change(trx, actor, id)
      .set({
        state: declines ? 'declined' : 'answered',
        subjects: written.map(({ subject }) => subject),
        called: written.map(({ title }) => title.slice(0, 300)),
        ...{ answer, answered_at: now, answered_by: actor.person.id },
      })
      .execute()
  })
}
