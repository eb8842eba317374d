import { createHash } from 'node:crypto'
import type { ConstructorOptions, PgBoss } from 'pg-boss'
import { type Database, WRITING_ROLES } from '#platform/db'
import type { AnyKind } from './job.ts'

/** Where the library keeps its tables: it makes them at a first start, not our migrations. */
export const SCHEMA = 'jobs'
/** Where jobs that failed for good are kept. */
export const FAILED = 'failed'

const DAY = 24 * 3600
/** A process that says nothing for so many seconds is dead, and its jobs are another's. */
const HEARTBEAT = 30
/** The version of pg-boss whose tables are made: another one makes its changes at the next start. */
export const LIBRARY = '12.30.0'
/** Any constant works: it only has to be the same for every process. */
const LOCK = 7_418_337

/** Opens the library over our connections, without its background work. */
export async function openBoss(db: Database, more: ConstructorOptions): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss')
  return new PgBoss({
    schema: SCHEMA,
    backend: db.engine,
    db: { executeSql: (text, values) => db.run(text, values) },
    ...more,
  })
}

const queueOf = ({ retry, longest }: AnyKind) => ({
  retryLimit: retry.times,
  retryDelay: retry.first,
  retryBackoff: true,
  retryDelayMax: retry.longest,
  expireInSeconds: longest,
  heartbeatSeconds: HEARTBEAT,
  retentionSeconds: 60 * DAY,
  deleteAfterSeconds: DAY,
  deadLetter: FAILED,
})

/**
 * Makes or updates the library's tables, the queue of each kind, and the rights of who adds jobs. What was done is signed on the schema, so
 * that the next start asks one question.
 */
export async function install(db: Database, kinds: readonly AnyKind[]): Promise<void> {
  const { rows } = await db.run(
    "select obj_description(to_regnamespace($1), 'pg_namespace') as signature, array(select rolname::text from pg_roles where rolname = any($2) order by 1) as roles",
    [SCHEMA, WRITING_ROLES],
  )
  const roles = (rows[0]?.['roles'] ?? []) as string[]
  const queues = kinds.map(kind => ({ name: kind.name, ...queueOf(kind) }))
  const signature = createHash('sha256')
    .update(JSON.stringify([LIBRARY, queues, roles]))
    .digest('base64url')
  if (rows[0]?.['signature'] === signature) return
  const boss = await openBoss(db, { supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    await boss.createQueue(FAILED, { retentionSeconds: 30 * DAY })
    for (const { name, ...options } of queues) {
      await boss.createQueue(name, options)
      await boss.updateQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  // Who adds a job reads the settings of its queue, and no job. Two processes that grant at once would collide.
  const grants = roles.map(
    role =>
      `grant usage on schema ${SCHEMA} to ${role}; grant select on ${SCHEMA}.queue to ${role}; grant insert on ${SCHEMA}.job_common to ${role};`,
  )
  await db.run(
    `begin; select pg_advisory_xact_lock(${LOCK}); ${grants.join(' ')} comment on schema ${SCHEMA} is '${signature}'; commit`,
  )
}
