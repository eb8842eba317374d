import { sql } from 'kysely'
import { type Member, type Source, tableSource } from '#platform/search'
import { READERS } from './access.ts'

/** The surveys of an organisation: what they ask, never what is answered. */
export const SURVEY_SOURCES: readonly Source<Member>[] = [
  tableSource({
    kind: 'enquetes',
    noun: ['Enquête', 'Enquêtes'],
    roles: READERS.roles,
    of: own => sql`
      select id, xmin::text as version, title, null::text as code, jsonb_build_array(questionnaire -> 'intro',
          jsonb_path_query_array(questionnaire, '$.sections[*].title'), jsonb_path_query_array(questionnaire, '$.sections[*].text'),
          jsonb_path_query_array(questionnaire, '$.sections[*].questions[*].label')) as body,
        ${`/organisations/${own.siren}/enquetes/`}::text || id as path, null::text as note, null::text as readers
      from survey where organisation_id = ${own.organisation}`,
  }),
]
