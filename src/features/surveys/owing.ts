import { sql } from 'kysely'
import { type Owed, type OwedOf, presentWith } from '#features/reminders'
import { lineOf, parisDay } from '#kernel'
import { pathOf } from './pages/frame.ts'
import { surveysOf } from './reading.ts'

/** Who may answer an open survey by their role, and did not; nobody is asked again of one that has no last day. */
export const surveysOwed: OwedOf = async (trx, actor) => {
  const { id: organisation } = actor.membership.organisation
  const open = await surveysOf(trx, organisation)
    .select(['id', 'title', 'roles', 'opened_on', 'closes_on'])
    .where('state', '=', 'open')
    .where('closes_on', '>=', parisDay(new Date()))
    .where(sql<boolean>`roles <> '{}'`)
    .execute()
  const owed: Owed[] = []
  for (const one of open) {
    const answered = await trx
      .selectFrom('survey_invitation')
      .select('person_id')
      .where('organisation_id', '=', organisation)
      .where('survey_id', '=', one.id)
      .where('person_id', 'is not', null)
      .execute()
    const done = new Set(answered.map(({ person_id }) => person_id))
    const asked = await presentWith(trx, actor, { words: '', roles: one.roles })
    for (const { person } of asked)
      if (!done.has(person))
        owed.push({
          ...{ person, subject: `survey:${one.id}`, topic: `survey:${one.id}` },
          title: `Répondre à l’enquête « ${lineOf(one.title, 200)} »`,
          path: `${pathOf(actor, one)}/repondre`,
          since: one.opened_on ?? '',
          by: one.closes_on,
        })
  }
  return owed
}
