import type { Actor } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import type { Case } from '../cases/cases.ts'
import { casesOf } from '../cases/reading.ts'
import type { Orientation } from './orientations.ts'

/** Which orientations; all of the organisation’s unless said. */
export interface WhichOrientations {
  id?: string
  scope?: string
  /** That gave it, or is to write. */
  body?: string
  meeting?: string
  /** That what was written answers: of a scope and a matter. */
  answeredBy?: Pick<Case, 'scope' | 'matter' | 'subject'>
}

/** Orientations, the latest first. */
export async function orientationsOf(
  trx: Writer,
  { membership }: Actor,
  { id, scope, body, meeting, answeredBy }: WhichOrientations,
): Promise<Orientation[]> {
  let asked = trx
    .selectFrom('orientation')
    .select(['id', 'scope', 'matter', 'by_body as by', 'to_body as to', 'meeting_id as meeting', 'given_on as on'])
    .select(['due', 'title', 'words', 'state', 'taken_up_at as takenUpAt', 'subjects', 'called', 'answer'])
    .select('answered_at as answeredAt')
    .where('organisation_id', '=', membership.organisation.id)
    .orderBy('given_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(500)
  if (id !== undefined) asked = asked.where('id', '=', id)
  if (scope !== undefined) asked = asked.where('scope', '=', scope)
  if (body !== undefined) asked = asked.where(or => or.or([or('by_body', '=', body), or('to_body', '=', body)]))
  if (meeting !== undefined) asked = asked.where('meeting_id', '=', meeting)
  if (answeredBy !== undefined)
    asked = asked
      .where('scope', '=', answeredBy.scope)
      .where('matter', '=', answeredBy.matter)
      .where(({ eb, val, fn }) => eb(val(answeredBy.subject), '=', fn.any('subjects')))
  return (await asked.execute()).map(({ subjects, called, ...one }) => ({
    ...one,
    written: subjects.map((subject, rank) => ({ subject, title: called[rank] ?? subject })),
  }))
}

/** What a case comes from: the orientations given before it that its subject answers. */
export const leadingTo = async (trx: Writer, actor: Actor, asked: Case): Promise<Orientation[]> =>
  (await orientationsOf(trx, actor, { answeredBy: asked })).filter(({ on }) => on <= parisDay(asked.openedAt))

/** What was submitted of what answers an orientation since it was given, the oldest first. */
export async function casesFrom(trx: Writer, actor: Actor, { scope, matter, on, written }: Orientation) {
  if (written.length === 0) return []
  const subjects = new Set(written.map(({ subject }) => subject))
  const asked = await casesOf(trx, actor, { scope, matter })
  return asked.filter(({ subject, openedAt }) => subjects.has(subject) && parisDay(openedAt) >= on)
}
