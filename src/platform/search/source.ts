import { type RawBuilder, sql } from 'kysely'

/** What a feature lets be searched, of one kind. `Own` says for whom: nothing but what they may read is ever asked for. */
export interface Source<Own> {
  /** The kind, as addresses write it. */
  kind: string
  /** What its things are called, one and several. */
  noun: readonly [string, string]
  /** The roles that read all of it; every member without. */
  roles: 'any' | readonly string[]
  /** Statement of `segment`, `stamp`: parts of what may be read, and what is another word once something in one of them has changed. */
  state(own: Own): RawBuilder<unknown>
  /** Statement of {@link Row}, of some segments or of things by their ids. */
  rows(own: Own, which: Which): RawBuilder<unknown>
}

/** Which rows. */
export type Which = { segments: readonly string[] } | { ids: readonly string[] }

/** A thing as its feature tells it. */
export interface Row {
  segment: string
  id: string
  title: string
  code: string | null
  /** A text, or JSON of whose texts all is searched. */
  body: unknown
  /** The address of its page. */
  path: string
  /** Where it stands, in a few words; null without need. */
  note: string | null
}

/** For whom members search. */
export interface Member {
  organisation: string
  siren: string
  person: string
}

/** In how many parts the things of a kind are: a change makes one of them be read again. */
const PARTS = 32

/**
 * A source over rows of tables: a statement of `id`, `version`, `title`, `code`, `body`, `path`, `note` and `readers`. Of each row `version` is
 * another once it has changed (`xmin`, the transaction that wrote it); `readers` are the roles that read it, parted by commas, null for those
 * of the source.
 */
export function tableSource<Own>(
  source: Pick<Source<Own>, 'kind' | 'noun' | 'roles'> & { of(own: Own): RawBuilder<unknown> },
): Source<Own> {
  const { of, ...rest } = source
  const segment = sql`(hashtext(id::text) & ${sql.lit(PARTS - 1)}) || ':' || coalesce(readers, '')`
  return {
    ...rest,
    state: own => sql`select ${segment} as segment,
      count(*) || ' ' || sum(hashtextextended(id || ' ' || version, 0)) as stamp from (${of(own)}) as r group by 1`,
    rows: (own, which) => sql`select ${segment} as segment, id::text, title, code, to_jsonb(body) as body, path, note
      from (${of(own)}) as r where ${'ids' in which ? sql`id::text = any(${[...which.ids]})` : sql`${segment} = any(${[...which.segments]})`}`,
  }
}

/** Whether somebody of these roles reads a segment of a source. */
export function readsSegment(
  { roles }: Pick<Source<never>, 'roles'>,
  segment: string,
  mine: readonly string[],
): boolean {
  const readers = segment.split(':')[1] ?? ''
  const allowed = readers === '' ? roles : readers.split(',')
  return allowed === 'any' || allowed.some(role => mine.includes(role))
}

/** All the texts in a value of JSON, one after the other. */
export function textsIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textsIn).filter(Boolean).join(' · ')
  if (value !== null && typeof value === 'object') return textsIn(Object.values(value))
  return ''
}
