import { getConstructionPlans } from 'pg-boss'
import type { Connection } from '#platform/db'
import { JOBS_SCHEMA } from '#platform/jobs'

/** Makes the tables of jobs in the transaction of the connection, where nothing has. */
export async function makeJobs(connection: Connection): Promise<void> {
  const { rows } = await connection.query('select to_regnamespace($1) is null as absent', [JOBS_SCHEMA])
  if (rows[0]?.['absent'] !== true) return
  const plan = getConstructionPlans(JOBS_SCHEMA)
    .replace(/^\s*BEGIN;/, '')
    .replace(/COMMIT;\s*$/, '')
  await connection.script(plan)
  // The plan sets them for its own transaction, which is ours.
  await connection.script('set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0')
}
