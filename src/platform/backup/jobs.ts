import { getConstructionPlans } from 'pg-boss'
import type { Connection } from '#platform/db'

/** Where pg-boss keeps jobs: it makes its tables at a first start, not our migrations. */
export const JOBS = 'jobs'

/** Makes these tables in the transaction of the connection, where a start has not. */
export async function makeJobs(connection: Connection): Promise<void> {
  const { rows } = await connection.query('select to_regnamespace($1) is null as absent', [JOBS])
  if (rows[0]?.['absent'] !== true) return
  const plan = getConstructionPlans(JOBS)
    .replace(/^\s*BEGIN;/, '')
    .replace(/COMMIT;\s*$/, '')
  await connection.script(plan)
  // The plan sets them for its own transaction, which is ours.
  await connection.script('set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0')
}
