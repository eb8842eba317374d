import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import type { Log } from '#platform/log'

/** What features act through. */
export interface Services {
  db: Database
  /** Opened before a job is added, started where jobs are done. */
  jobs: Jobs
}

/** The services over a database. Nothing is opened or begun yet. */
export function servicesOf(db: Database, log: Log): Services {
  return { db, jobs: new Jobs(db, [], { log }) }
}

/** Begins to do jobs; the services stop by `jobs.stop()`. */
export const startJobs = ({ jobs }: Services): Promise<void> => jobs.start([])
