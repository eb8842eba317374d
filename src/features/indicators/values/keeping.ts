import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#features/organisations'
import type { Period } from '#kernel'
import type { Writer } from '#platform/db'
import type { Act, Content, Place, State, Value } from './values.ts'

/** One buyer’s values of a scheme change one act after the other: what is read under this hold is what is replaced. */
export async function holdValues(trx: Writer, organisation: string, scheme: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`values ${scheme} ${organisation}`}, 0))`.execute(trx)
}

/** The periods that are closed for a buyer. */
export async function closedFor(trx: Writer, organisation: string, scheme: string): Promise<Period[]> {
  const rows = await trx
    .selectFrom('period_closure')
    .select('period')
    .where('organisation_id', '=', organisation)
    .where('scheme_id', '=', scheme)
    .where('reopened_at', 'is', null)
    .orderBy('period')
    .execute()
  return rows.map(({ period }) => period)
}

/** A revision to make: what is said at a place, in which state, over which other. */
export interface Revision extends Place, Content {
  origin: Value['origin']
  state: State
  /** The acts that entered and judged what it says; `own` is the one that is being written. */
  entered: number | 'own'
  judged: number | 'own' | null
  replaces: string | null
  lineage?: unknown
}

/**
 * Writes revisions and the act that makes them, over those that they replace, which must be current and held ({@link holdValues}).
 * @returns the number of the act
 */
export async function writeAct(
  trx: Writer,
  { person, membership }: Pick<Actor, 'membership'> & { person: { id: string } | null },
  scheme: string,
  act: Act,
  revisions: readonly Revision[],
  reason = '',
): Promise<number> {
  const organisation_id = membership.organisation.id
  const { number } = await trx
    .insertInto('value_act')
    .values(next => ({
      id: randomUUID(),
      organisation_id,
      scheme_id: scheme,
      number: next
        .selectFrom('value_act')
        .select(last => sql<number>`coalesce(${last.fn.max('number')}, 0) + 1`.as('number'))
        .where('scheme_id', '=', scheme)
        .where('organisation_id', '=', organisation_id),
      act,
      reason,
      cells: revisions.length,
      author_id: person?.id ?? null,
    }))
    .returning('number')
    .executeTakeFirstOrThrow()
  const replaced = revisions.flatMap(({ replaces }) => (replaces === null ? [] : [replaces]))
  if (replaced.length > 0)
    await sql`
      update indicator_value set ended_at = now()
      where id = any(${replaced}::uuid[]) and organisation_id = ${organisation_id} and scheme_id = ${scheme} and ended_at is null`.execute(
      trx,
    )
  const rows = revisions.map(({ entered, judged, row, lineage = null, ...one }) => ({
    ...one,
    id: randomUUID(),
    row_key: row,
    lineage,
    entered_in: entered === 'own' ? number : entered,
    judged_in: judged === 'own' ? number : judged,
  }))
  await sql`
    insert into indicator_value (id, organisation_id, scheme_id, indicator, period, row_key, origin, numerator, denominator, value, words, comment,
      lineage, state, act, entered_in, judged_in, replaces)
    select id, ${organisation_id}, ${scheme}, indicator, period, row_key, origin, numerator, denominator, value, words, comment, lineage, state,
      ${number}, entered_in, judged_in, replaces
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, indicator text, period text, row_key text, origin text, numerator numeric,
      denominator numeric, value numeric, words text, comment text, lineage jsonb, state text, entered_in integer, judged_in integer,
      replaces uuid)`.execute(trx)
  return number
}
