import { sql } from 'kysely'
import { type Member, type Source, tableSource } from '#platform/search'
import { isPresent } from './memberships.ts'

/** The members of an organisation today, for one another. */
export const MEMBER_SOURCE: Source<Member> = tableSource({
  kind: 'membres',
  noun: ['Membre', 'Membres'],
  roles: 'any',
  of: own => sql`
    select m.id, m.xmin || ' ' || coalesce(d.xmin::text, '') || ' ' || p.name as version, p.name as title, null::text as code,
      coalesce(d.name, '') as body, ${`/organisations/${own.siren}/membres`}::text as path, d.name as note, null::text as readers
    from membership m join person p on p.id = m.person_id left join directorate d on d.id = m.directorate_id
    where m.organisation_id = ${own.organisation} and ${isPresent('m')}`,
})
