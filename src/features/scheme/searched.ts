import { type RawBuilder, sql } from 'kysely'
import { type Member, type Source, tableSource } from '#platform/search'
import { READERS } from './access.ts'
import type { PartKind } from './document/document.ts'

/** Whether the scheme `s` of a statement is led by the organisation of who searches, or has it as a buyer. */
const mine = ({ organisation }: Member) => sql<boolean>`(s.organisation_id = ${organisation} or exists (
  select from scheme_buyer b where b.scheme_id = s.id and b.organisation_id = ${organisation} and b.joined_at is not null and b.ended_at is null))`

const base = ({ siren }: Member) => sql`${`/organisations/${siren}/schemas/`}::text || s.code`
const scheme = sql`s.cover ->> 'title'`

const source = (kind: string, noun: Source<Member>['noun'], of: (own: Member) => RawBuilder<unknown>): Source<Member> =>
  tableSource({ kind, noun, roles: READERS.roles, of })

/** Parts of the working texts. @param path of a part, after that of its scheme @param fields what is searched besides the title and the code */
const parts = (own: Member, kind: PartKind, path: RawBuilder<unknown>, fields: readonly string[]) => sql`
  select p.scheme_id || '/' || p.key as id, p.xmin || ' ' || s.xmin as version,
    coalesce(p.content ->> 'title', p.content ->> 'label') as title, p.content ->> 'code' as code,
    jsonb_build_array(${sql.join(fields.map(field => sql`jsonb_path_query_array(p.content, ${`$.${field}`}::jsonpath)`))}) as body,
    ${base(own)} || ${path} as path, ${scheme} as note, null::text as readers
  from scheme_part p join scheme s on s.id = p.scheme_id where p.kind = ${kind} and ${mine(own)}`

/** The schemes of an organisation, drafts included, what their text says, and what was said of their actions since. */
export const SCHEME_SOURCES: readonly Source<Member>[] = [
  source('schemas', ['Schéma', 'Schémas'], own => sql`
    select s.id, s.xmin::text as version, s.cover ->> 'title' as title, s.code,
      jsonb_build_array(s.cover -> 'edition', s.cover -> 'summary', s.cover -> 'notice', jsonb_path_query_array(s.cover, '$.buyers[*].name')) as body,
      ${base(own)} as path, nullif(s.cover ->> 'edition', '') as note, null::text as readers
    from scheme s where ${mine(own)}`),
  source('axes', ['Axe ou objectif', 'Axes et objectifs'], own => sql`
    ${parts(own, 'axis', sql`'#axe-' || p.key`, ['text'])} union all ${parts(own, 'objective', sql`''`, ['text'])}`),
  source('actions', ['Action', 'Actions'], own =>
    parts(own, 'action', sql`'/actions/' || p.key`, ['aim', 'description', 'pilots[*]', 'impacted[*]', 'partners[*]', 'calendar[*].title', 'evaluation[*]', 'projects[*]', 'plans[*]', 'families[*]', 'themes[*]', 'legal[*]', 'remark'])),
  source('indicateurs', ['Indicateur', 'Indicateurs'], own =>
    parts(own, 'indicator', sql`'/indicateurs/' || p.key`, ['unit', 'numerator', 'denominator', 'counted', 'excluded', 'collected', 'remark', 'breakdown.by', 'breakdown.rows[*].label', 'levels[*]', 'baseline.none', 'targets.none'])),
  source('suivi', ['Point de suivi', 'Points de suivi'], own => sql`
    select e.id, e.xmin || ' ' || p.xmin || ' ' || s.xmin as version, p.content ->> 'title' as title, p.content ->> 'code' as code, e.words as body,
      ${base(own)} || '/actions/' || p.key as path, ${scheme} as note, null::text as readers
    from action_event e join scheme s on s.id = e.scheme_id join scheme_part p on p.scheme_id = e.scheme_id and p.key = e.action
    where e.organisation_id = ${own.organisation} and e.words <> '' and ${mine(own)}`),
] // biome-ignore format: statements

/**
 * Whether what a name of a discussion calls (`scheme/…/action/…`) still stands in a scheme of who searches: its page is there.
 * @param subject the column of the name
 */
export const standsInSchemes = (own: Member, subject: RawBuilder<unknown>) => sql<boolean>`exists (
  select from scheme s join scheme_part p on p.scheme_id = s.id
  where s.code = split_part(${subject}, '/', 2) and p.key = split_part(${subject}, '/', 4) and p.kind = split_part(${subject}, '/', 3)
    and ${subject} like 'scheme/%' and ${mine(own)})`

/** The latest adopted text of the schemes that everybody reads, one segment each. */
const published = sql`
  select distinct on (s.id) s.id::text as segment, s.code as scheme, v.sha256, v.document
  from scheme s join scheme_version v on v.scheme_id = s.id
  where s.public_since is not null and v.state = 'adopted' order by s.id, v.number desc`

const PLACE = 36

function publicSource(kind: string, noun: Source<null>['noun'], rows: RawBuilder<unknown>): Source<null> {
  return {
    kind,
    noun,
    roles: 'any',
    state: () => sql`select segment, sha256 as stamp from (${published}) as t`,
    rows: (_, which) => {
      const [column, list] = 'ids' in which
        ? [sql`t.segment || '/' || part.key`, which.ids]
        : [sql`t.segment`, which.segments] // biome-ignore format: pairs
      const segments = list.map(one => one.slice(0, PLACE))
      return sql`select t.segment, t.segment || '/' || part.key as id, part.title, part.code, part.body, part.path, part.note
        from (${published}) as t cross join lateral (${rows}) as part(key, title, code, body, path, note)
        where t.segment = any(${segments}) and ${column} = any(${[...list]})`
    },
  }
}

const address = sql`'/schemas/' || t.scheme`
const called = sql`t.document ->> 'title'`

/** What everybody reads of schemes: their texts in force. */
export const PUBLIC_SCHEME_SOURCES: readonly Source<null>[] = [
  publicSource('schemas', ['Schéma', 'Schémas'], sql`
    select '', t.document ->> 'title', t.scheme, jsonb_build_array(t.document -> 'edition', t.document -> 'summary',
      jsonb_path_query_array(t.document, '$.buyers[*].name'), jsonb_path_query_array(t.document, '$.axes[*].title'),
      jsonb_path_query_array(t.document, '$.objectives[*].title')), ${address}, nullif(t.document ->> 'edition', '')`),
  publicSource('actions', ['Action', 'Actions'], sql`
    select a ->> 'key', a ->> 'title', a ->> 'code', jsonb_build_array(a -> 'aim', a -> 'description', a -> 'pilots', a -> 'partners', a -> 'themes'),
      ${address} || '#' || (a ->> 'key'), ${called} from jsonb_array_elements(t.document -> 'actions') as a where a ->> 'left' is null`),
  publicSource('indicateurs', ['Indicateur', 'Indicateurs'], sql`
    select i ->> 'key', i ->> 'label', i ->> 'code', jsonb_build_array(i -> 'unit', i -> 'numerator', i -> 'denominator', i -> 'counted'),
      ${address} || '/indicateurs/' || (i ->> 'key'), ${called} from jsonb_array_elements(t.document -> 'indicators') as i`),
] // biome-ignore format: statements
