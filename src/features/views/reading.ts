import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { SavedView } from './views.ts'

/** The views that somebody finds: their own and those that are shared, by name; of one list with `path`. */
export async function viewsOf(trx: Writer, actor: Actor, path?: string): Promise<SavedView[]> {
  const rows = await trx
    .selectFrom('saved_view')
    .select(['id', 'name', 'path', 'query', 'shared', 'person_id'])
    .where('organisation_id', '=', actor.membership.organisation.id)
    .where(eb => eb.or([eb('shared', '=', true), eb('person_id', '=', actor.person.id)]))
    .$if(path !== undefined, query => query.where('path', '=', path ?? ''))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ person_id, ...view }) => ({ ...view, mine: person_id === actor.person.id }))
}
