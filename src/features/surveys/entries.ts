import type { EntriesOf, Entry } from '#features/calendar'
import { allows } from '#features/organisations'
import { parisDay } from '#kernel'
import { READERS } from './access.ts'
import { pathOf } from './pages/frame.ts'
import { surveysOf } from './reading.ts'

/** The last days of surveys. */
export const surveyEntries: EntriesOf = async (trx, actor, span) => {
  const { organisation, roles } = actor.membership
  if (!allows(READERS, roles)) return []
  const today = parisDay(new Date())
  const rows = await surveysOf(trx, organisation.id)
    .select(['id', 'title', 'state'])
    .select(({ fn }) => fn.coalesce('closed_on', 'closes_on').as('to'))
    .where(({ eb, fn }) => eb(fn.coalesce('closed_on', 'closes_on'), '>=', span.from))
    .where(({ eb, fn }) => eb(fn.coalesce('closed_on', 'closes_on'), '<=', span.to))
    .orderBy('id')
    .execute()
  return rows.flatMap((one): Entry[] =>
    one.to === null
      ? []
      : [
          {
            ...{ id: one.id, kind: 'survey', title: `Fin de l’enquête : ${one.title}`, column: 'others', who: '' },
            ...{ from: one.to, to: one.to, scheme: null, path: pathOf(actor, one), sequence: 0 },
            standing: one.state === 'closed' ? 'done' : one.to < today ? 'past' : 'to-come',
          },
        ],
  )
}
