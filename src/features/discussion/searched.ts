import { type RawBuilder, sql } from 'kysely'
import { type Member, type Source, tableSource } from '#platform/search'

/**
 * What members say to one another, for whoever reads what it is about.
 * @param stands whether the page of a subject is there, as the feature whose it is says of the column that names it
 */
export const commentSource = (
  stands: (own: Member, subject: RawBuilder<unknown>) => RawBuilder<boolean>,
): Source<Member> =>
  tableSource({
    kind: 'commentaires',
    noun: ['Commentaire', 'Commentaires'],
    roles: 'any',
    of: own => sql`
      select c.id, c.xmin::text as version, c.title, null::text as code, c.body,
        c.path || '/commentaires/' || c.id as path, null::text as note, array_to_string(c.readers, ',') as readers
      from comment c where c.organisation_id = ${own.organisation} and c.body is not null and ${stands(own, sql`c.subject`)}`,
  })
