import type { Generated } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Scope } from '#platform/db'

declare module '#platform/db' {
  interface Tables {
    audit: {
      id: Generated<number>
      at: Date
      organisation_id: string | null
      person_id: string | null
      act: string | null
      relation: string
      row_id: string
      operation: Operation
      before: Record<string, unknown> | null
      after: Record<string, unknown> | null
      unspoken: string[]
    }
  }
}

export type Operation = 'insert' | 'update' | 'delete'

/** One line of the trail: who did what to which row. */
export interface Line {
  id: number
  at: Date
  /** Null when a command of the operator, or the program itself, did it. */
  person: string | null
  /** The verb of the code; null as above. */
  act: string | null
  /** The table, and the row of it. */
  relation: string
  row: string
  operation: Operation
  /** What changed; columns whose values are not kept (personal, secret) have their name only. */
  changes: readonly Change[]
}

/** What a column held before, and holds after; undefined where there was, or is, no row; `kept` false where values are not kept. */
export interface Change {
  column: string
  kept: boolean
  before?: unknown
  after?: unknown
}

const day = z.iso.date().optional().catch(undefined)
const word = z
  .string()
  .regex(/^[0-9a-z-]{1,60}$/)
  .optional()
  .catch(undefined)

/** Which lines are wanted: days are those of Paris, both included. What cannot be read is left out. */
export const filterOf = z.object({ du: day, au: day, acte: word, personne: z.uuid().optional().catch(undefined) })
export type Filter = z.infer<typeof filterOf>

/** What the line says already. */
const HIDDEN = ['id', 'organisation_id', 'created_at', 'updated_at']

/**
 * Lines of the trail that a scope may read, the latest first.
 * @param before the id of the line after which to go on
 */
export async function trail(
  db: Database,
  scope: Scope,
  filter: Filter,
  { limit, before }: { limit: number; before?: number },
): Promise<Line[]> {
  return db.as(scope, async trx => {
    let lines = trx.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit)
    // The scope's rows, so that the index is used; row-level security says the same.
    lines = lines.where('organisation_id', 'is not distinct from', scope.organisation)
    if (before !== undefined) lines = lines.where('id', '<', before)
    if (filter.acte) lines = lines.where('act', '=', filter.acte)
    if (filter.personne) lines = lines.where('person_id', '=', filter.personne)
    const start = (date: string) => sql<Date>`${date}::date::timestamp at time zone 'Europe/Paris'`
    if (filter.du) lines = lines.where('at', '>=', start(filter.du))
    if (filter.au)
      lines = lines.where('at', '<', sql<Date>`(${filter.au}::date + 1)::timestamp at time zone 'Europe/Paris'`)
    return (await lines.execute()).map(row => ({
      id: row.id,
      at: row.at,
      person: row.person_id,
      act: row.act,
      relation: row.relation,
      row: row.row_id,
      operation: row.operation,
      changes: changesOf(row),
    }))
  })
}

/** The acts of which the trail of a scope keeps a line, for the filter. */
export async function actsOf(db: Database, scope: Scope): Promise<string[]> {
  return db.as(scope, async trx => {
    const rows = await trx
      .selectFrom('audit')
      .select('act')
      .distinct()
      .where('organisation_id', 'is not distinct from', scope.organisation)
      .where('act', 'is not', null)
      .orderBy('act')
      .execute()
    return rows.flatMap(({ act }) => act ?? [])
  })
}

function changesOf(row: {
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  unspoken: string[]
}): Change[] {
  const spoken = [...new Set([...Object.keys(row.before ?? {}), ...Object.keys(row.after ?? {})])]
    .filter(column => !HIDDEN.includes(column))
    .map(column => ({
      column,
      kept: true,
      ...(row.before ? { before: row.before[column] } : {}),
      ...(row.after ? { after: row.after[column] } : {}),
    }))
  return [...spoken, ...row.unspoken.map(column => ({ column, kept: false }))].filter(
    ({ column, kept, ...held }) => !kept || Object.values(held).some(value => value !== null && value !== undefined),
  )
}
