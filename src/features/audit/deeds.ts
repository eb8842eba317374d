import { sql } from 'kysely'
import type { Writer } from '#platform/db'
import type { Operation } from './audit.ts'

/** Something that somebody did at once: an act and all the rows that it changed. */
export interface Deed {
  /** That of its last line. */
  id: number
  at: Date
  /** Null when the program itself did it. */
  person: string | null
  act: string
  /** How many rows it changed. */
  rows: number
  /** The first row of each table that it changed, and of each `kind` where a table has several. */
  lines: readonly DeedLine[]
}

export interface DeedLine {
  relation: string
  row: string
  operation: Operation
  /** What changed only, but for rows that were added or removed. */
  before: Readonly<Record<string, unknown>> | null
  after: Readonly<Record<string, unknown>> | null
}

/** Which deeds of an organisation are wanted. */
export interface WhichDeeds {
  organisation: string
  acts: readonly string[]
  person?: string
  /** Without those of this person. */
  notBy?: string
  /** After this moment only. */
  since?: Date
  /** The id of the deed after which to go on. */
  before?: number
  limit: number
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The deeds of an organisation, the latest first. The lines of a transaction bear its moment, so that one act of one person at one moment is one deed. */
export async function deedsOf(trx: Writer, asked: WhichDeeds): Promise<Deed[]> {
  const { organisation, acts, person, notBy, since, before, limit } = asked
  if (acts.length === 0) return []
  const place = sql`(at, coalesce(person_id, ${NOBODY}), act)`
  const { rows } = await sql<Omit<Deed, 'id'> & { id: number }>`
    with head as (
      select max(id) as id, at, person_id, act, count(*)::int as rows from audit
      where organisation_id = ${organisation} and act = any(${[...acts]})
        ${person === undefined ? sql`` : sql`and person_id = ${person}`}
        ${notBy === undefined ? sql`` : sql`and person_id is distinct from ${notBy}`}
        ${since === undefined ? sql`` : sql`and at > ${since}`}
        ${
          before === undefined
            ? sql``
            : sql`and at <= (select at from audit where id = ${before} and organisation_id = ${organisation})
                and ${place} < (select at, coalesce(person_id, ${NOBODY}), act from audit where id = ${before} and organisation_id = ${organisation})`
        }
      group by at, person_id, act
      order by at desc, coalesce(person_id, ${NOBODY}) desc, act desc limit ${limit}
    )
    select id, at, person_id as person, act, rows, (
      select json_agg(json_build_object('relation', relation, 'row', row_id, 'operation', operation, 'before', before, 'after', after) order by id)
      from (
        select distinct on (l.relation, coalesce(l.before, l.after) ->> 'kind') l.id, l.relation, l.row_id, l.operation, l.before, l.after from audit l
        where l.organisation_id = ${organisation} and l.at = head.at and l.act = head.act and l.person_id is not distinct from head.person_id
        order by l.relation, coalesce(l.before, l.after) ->> 'kind', l.id
      ) as first
    ) as lines
    from head order by at desc, coalesce(person_id, ${NOBODY}) desc, act desc`.execute(trx)
  return rows
}

/** The line of a deed about a table; undefined where it changed none of its rows. */
export const lineOf = ({ lines }: Deed, ...relations: string[]): DeedLine | undefined =>
  lines.find(({ relation }) => relations.includes(relation))

/** What a column of a line holds, or held: a text, or empty where it is no text or did not change. */
export function saidIn({ before, after }: DeedLine, column: string): string {
  const value = after?.[column] ?? before?.[column]
  return typeof value === 'string' ? value : ''
}

/** The rows of some tables that deeds are about. */
export const rowsOf = (deeds: readonly Deed[], ...relations: string[]): string[] => [
  ...new Set(
    deeds.flatMap(({ lines }) => lines.flatMap(({ relation, row }) => (relations.includes(relation) ? [row] : []))),
  ),
]
