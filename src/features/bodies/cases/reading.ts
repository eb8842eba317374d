import { sql } from 'kysely'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Case, CaseState, Decision, Voices } from './cases.ts'

/** Which cases; all of the organisation’s unless said. */
export interface WhichCases {
  id?: string
  scope?: string
  /** One, or one of several. */
  matter?: string | readonly string[]
  subject?: string
  state?: CaseState
}

const CASE = [
  'id',
  'scope',
  'matter',
  'subject',
  'title',
  'fingerprint',
  'bodies',
  'level',
  'state',
  'opened_at as openedAt',
  'opened_by as openedBy',
  'closed_at as closedAt',
  'own',
] as const

/** Cases with their decisions, the oldest first. @param limit of the latest ones */
export async function casesOf(
  trx: Writer,
  { membership }: Actor,
  which: WhichCases = {},
  limit = 1000,
): Promise<Case[]> {
  const organisation = membership.organisation.id
  let asked = trx
    .selectFrom('validation_case')
    .select([...CASE, 'words'])
    .where('organisation_id', '=', organisation)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(limit)
  for (const column of ['id', 'scope', 'matter', 'subject', 'state'] as const) {
    const value = which[column]
    if (typeof value === 'string') asked = asked.where(column, '=', value)
    else if (value !== undefined) asked = asked.where(column, 'in', value)
  }
  const rows = (await asked.execute()).reverse()
  const decided = await decisionsOf(
    trx,
    organisation,
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({ ...row, decisions: decided.get(row.id) ?? [] }))
}

async function decisionsOf(
  trx: Writer,
  organisation: string,
  cases: readonly string[],
): Promise<Map<string, Decision[]>> {
  const found = new Map<string, Decision[]>()
  if (cases.length === 0) return found
  const rows = await trx
    .selectFrom('body_decision')
    .selectAll()
    .select(sql<string>`decided_on::text`.as('on'))
    .where('organisation_id', '=', organisation)
    .where('case_id', '=', sql<string>`any(${[...cases]}::uuid[])`)
    .orderBy('level')
    .execute()
  for (const row of rows)
    found.set(row.case_id, [
      ...(found.get(row.case_id) ?? []),
      {
        level: row.level,
        body: row.body_id,
        outcome: row.outcome,
        reason: row.reason,
        way: row.way,
        meeting: row.meeting_id,
        round: row.round_id,
        seats: row.seats,
        voices: voicesIn(row),
        on: row.on,
        recordedAt: row.recorded_at,
        recordedBy: row.recorded_by,
      },
    ])
  return found
}

/** The voices of a decision as a row keeps them; null where they were not counted. */
export const voicesIn = (row: {
  voices_for: number | null
  voices_against: number | null
  abstentions: number | null
}): Voices | null =>
  row.voices_for === null
    ? null
    : { for: row.voices_for, against: row.voices_against ?? 0, abstentions: row.abstentions ?? 0 }

/** The last case of each subject of a matter. */
export function lastOfEach(cases: readonly Case[]): Map<string, Case> {
  return new Map(cases.map(one => [one.subject, one]))
}
