import { type RawBuilder, sql } from 'kysely'
import { type Member, type Source, tableSource } from '#platform/search'

const rows = (where: RawBuilder<unknown>) => sql`
  select p.siren || '/' || p.number as id, p.sha256 as version, p.title, null::text as code, jsonb_build_array(p.name, p.period, p.changes) as body,
    '/publications/' || p.siren || '/' || p.number as path, p.name as note, null::text as readers
  from publication p where ${where} and not exists (select from publication_withdrawal w where w.publication_id = p.id)`

const source = <Own>(where: (own: Own) => RawBuilder<unknown>): Source<Own> =>
  tableSource({
    kind: 'publications',
    noun: ['Publication', 'Publications'],
    roles: 'any',
    of: own => rows(where(own)),
  })

/** What an organisation published, and what everybody did. */
export const PUBLICATION_SOURCE = source<Member>(({ organisation }) => sql`p.organisation_id = ${organisation}`)
export const PUBLIC_PUBLICATION_SOURCE = source<null>(() => sql`true`)
