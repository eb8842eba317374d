import type { Database } from '#platform/db'
import { FAILED, SCHEMA } from './install.ts'
import { withoutAddresses } from './job.ts'

/** A job that failed for good. */
export interface FailedJob {
  kind: string
  id: string
  reason: string
  addedAt: Date
  failedAt: Date
  attempts: number
}

/** The jobs that failed for good in the last thirty days, the latest first. */
export async function failedJobs(db: Database): Promise<FailedJob[]> {
  const { rows } = await db.run(
    `select source_name, source_id, output, source_created_on, created_on, source_retry_count
    from ${SCHEMA}.job where name = $1 order by created_on desc limit 1000`,
    [FAILED],
  )
  return rows.map(row => {
    const output = row['output'] as { reason?: string; message?: string; value?: { message?: string } } | null
    return {
      kind: String(row['source_name']),
      id: String(row['source_id']),
      reason: output?.reason ?? withoutAddresses(output?.message ?? output?.value?.message ?? ''),
      addedAt: row['source_created_on'] as Date,
      failedAt: row['created_on'] as Date,
      attempts: Number(row['source_retry_count']) + 1,
    }
  })
}
