import { sql } from 'kysely'
import { READERS, standsInSchemes } from '#features/scheme'
import { type Member, type Source, tableSource } from '#platform/search'

/** What an organisation judges of the actions of its schemes, year by year. */
export const EVALUATION_SOURCES: readonly Source<Member>[] = [
  tableSource({
    kind: 'evaluations',
    noun: ['Évaluation', 'Évaluations'],
    roles: READERS.roles,
    of: own => sql`
      select e.id, e.xmin || ' ' || a.xmin as version, a.title, nullif(a.code, '') as code,
        jsonb_build_array(e.strengths, e.obstacles, e.evidence, e.advice, jsonb_path_query_array(e.judgements, '$.**.words')) as body,
        ${`/organisations/${own.siren}/schemas/`}::text || s.code || '/evaluation/' || c.year || '/actions/' || e.action as path,
        'Campagne ' || c.year as note, null::text as readers
      from evaluation e join campaign c on c.id = e.campaign_id join campaign_action a on a.campaign_id = c.id and a.action = e.action
        join scheme s on s.id = c.scheme_id
      where e.organisation_id = ${own.organisation} and not a.removed
        and ${standsInSchemes(own, sql`('scheme/' || s.code || '/action/' || e.action)`)}`,
  }),
]
