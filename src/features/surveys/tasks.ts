import { sql } from 'kysely'
import { scopeOf, type Tasks } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { day, fr } from '#ui'
import { pathOf } from './pages/frame.ts'
import { surveysOf } from './reading.ts'

/** How many surveys a dashboard speaks of. */
const AT_ONCE = 3

/** The open surveys that whoever reads is asked to answer, and has not. */
export const surveyTasks =
  (db: Database): Tasks =>
  async actor => {
    const { organisation, roles } = actor.membership
    const open = await db.as(scopeOf(actor), trx =>
      surveysOf(trx, organisation.id)
        .select(['id', 'title', 'closes_on'])
        .where('state', '=', 'open')
        .where(sql<boolean>`roles && ${[...roles]}::text[]`)
        .where(({ eb, or }) => or([eb('closes_on', 'is', null), eb('closes_on', '>=', parisDay(new Date()))]))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('survey_invitation as i')
                .select('i.id')
                .whereRef('i.survey_id', '=', 'survey.id')
                .where('i.person_id', '=', actor.person.id),
            ),
          ),
        )
        .orderBy('closes_on')
        .limit(AT_ONCE)
        .execute(),
    )
    return open.map(one => ({
      state: 'info',
      when: one.closes_on === null ? 'Enquête' : fr`Avant le ${day(one.closes_on, 'short')}`,
      ...(one.closes_on === null ? {} : { due: one.closes_on }),
      title: 'Répondre à une enquête',
      text: one.title,
      action: { label: 'Répondre', href: `${pathOf(actor, one)}/repondre` },
    }))
  }
