import type { Connection } from '#platform/db'
import { JOBS_SCHEMA } from '#platform/jobs'

/** A table as a backup names it. Columns that the database computes are left out. */
export interface Table {
  schema: string
  name: string
  columns: string[]
}

/** Where a sequence is. */
export interface Sequence {
  schema: string
  name: string
  last: number
  called: boolean
}

/** Ours, and that of the jobs. */
const SCHEMAS = ['public', JOBS_SCHEMA]

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const address = ({ schema, name }: { schema: string; name: string }) => `${quoted(schema)}.${quoted(name)}`

/** Every ordinary table of the catalogue, a partition like any other, with how many blocks it has; but for the daily statistics of jobs. */
export async function tablesOf(connection: Connection): Promise<(Table & { blocks: number })[]> {
  const { rows } = await connection.query(
    `select n.nspname::text as schema, c.relname::text as name,
       (pg_relation_size(c.oid) / current_setting('block_size')::int)::int as blocks,
       (select array_agg(attname::text order by attnum) from pg_attribute
         where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1)
       and not exists (select from pg_inherits where inhrelid = c.oid and inhparent = to_regclass('${JOBS_SCHEMA}.queue_stats'))
     order by 1, 2`,
    [SCHEMAS],
  )
  return rows as unknown as (Table & { blocks: number })[]
}

export async function sequencesOf(connection: Connection): Promise<Sequence[]> {
  const { rows } = await connection.query(
    `select n.nspname::text as schema, c.relname::text as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = any($1) order by 1, 2`,
    [SCHEMAS],
  )
  const sequences: Sequence[] = []
  for (const row of rows as unknown as Sequence[]) {
    const { rows: state } = await connection.query(
      `select last_value as last, is_called as called from ${address(row)}`,
      [],
    )
    sequences.push({ ...row, ...(state[0] as unknown as Pick<Sequence, 'last' | 'called'>) })
  }
  return sequences
}

/**
 * Takes away what would slow rows down, check them before all are there, or act upon them (indexes, keys, triggers), and empties the tables.
 * @returns what puts it all back as it was: foreign keys are then checked
 */
export async function setAside(connection: Connection): Promise<() => Promise<void>> {
  const { rows } = await connection.query(
    `with ours as (
       select c.oid, format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname = any($1)
     )
     select 2 as turn, format('drop index %s', indexrelid::regclass) as away, pg_get_indexdef(indexrelid) as back
     from pg_index i join ours on ours.oid = indrelid join pg_class c on c.oid = indexrelid
     where c.relkind = 'i' and not c.relispartition and not exists (select from pg_constraint where conindid = indexrelid)
     union all
     select case contype when 'f' then 1 else 2 end, format('alter table %s drop constraint %I', ours.name, conname),
       format('alter table %s add constraint %I %s', ours.name, conname, pg_get_constraintdef(k.oid))
     from pg_constraint k join ours on ours.oid = conrelid
     where contype in ('f', 'p', 'u', 'x') and conparentid = 0
     union all
     select 3, format('alter table %s disable trigger %I', ours.name, tgname),
       format('alter table %s enable %s trigger %I', ours.name, case tgenabled when 'A' then 'always' else '' end, tgname)
     from pg_trigger join ours on ours.oid = tgrelid
     where not tgisinternal and tgenabled in ('O', 'A') and tgparentid = 0
     order by turn, away`,
    [SCHEMAS],
  )
  for (const row of rows) await connection.script(String(row['away']))
  const tables = await tablesOf(connection)
  await connection.script(`truncate ${tables.map(address).join(', ')}`)
  return async () => {
    for (const row of rows.reverse()) await connection.script(String(row['back']))
    for (const table of tables) await connection.script(`analyze ${address(table)}`)
  }
}
