import { sql } from 'kysely'
import { type Member, type Source, tableSource } from '#platform/search'
import { READERS } from './access.ts'

const base = ({ siren }: Member) => `/organisations/${siren}`

/** The bodies of an organisation, their meetings, what they were asked and what they decided. */
export const BODY_SOURCES: readonly Source<Member>[] = [
  tableSource({
    kind: 'instances',
    noun: ['Instance', 'Instances'],
    roles: READERS.roles,
    of: own => sql`
      select id, xmin::text as version, name as title, null::text as code, mandate as body, ${`${base(own)}/instances/`}::text || id as path,
        null::text as note, null::text as readers
      from body where organisation_id = ${own.organisation}`,
  }),
  tableSource({
    kind: 'reunions',
    noun: ['Réunion', 'Réunions'],
    roles: READERS.roles,
    of: own => sql`
      select m.id, m.xmin || ' ' || b.xmin || coalesce((
          select string_agg(i.id || ' ' || i.xmin, ' ' order by i.id) from meeting_item i
          where i.organisation_id = m.organisation_id and i.meeting_id = m.id), '') as version,
        b.name || ', ' || to_char(m.starts_at at time zone 'Europe/Paris', 'DD/MM/YYYY') as title, null::text as code,
        jsonb_build_array(m.words, m.minutes, m.place, (
          select jsonb_agg(jsonb_build_array(i.title, i.words) order by i.position) from meeting_item i
          where i.organisation_id = m.organisation_id and i.meeting_id = m.id)) as body,
        ${`${base(own)}/instances/`}::text || b.id || '/reunions/' || m.id as path, null::text as note, null::text as readers
      from meeting m join body b on b.id = m.body_id where m.organisation_id = ${own.organisation}`,
  }),
  tableSource({
    kind: 'decisions',
    noun: ['Décision', 'Décisions'],
    roles: READERS.roles,
    of: own => sql`
      select c.id, c.xmin || coalesce((
          select string_agg(d.id || ' ' || d.xmin, ' ' order by d.id) from body_decision d
          where d.organisation_id = c.organisation_id and d.case_id = c.id), '') as version,
        c.title, null::text as code, jsonb_build_array(c.words, (
          select jsonb_agg(d.reason order by d.level) from body_decision d
          where d.organisation_id = c.organisation_id and d.case_id = c.id)) as body,
        ${`${base(own)}/decisions/`}::text || c.id as path, null::text as note, null::text as readers
      from validation_case c where c.organisation_id = ${own.organisation}`,
  }),
]
