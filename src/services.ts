import type { Config } from '#platform/config'
import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import type { Log } from '#platform/log'
import { Mailer, mailJob } from '#platform/mail'

/** What features act through. */
export interface Services {
  db: Database
  /** Opened before a job is added, started where jobs are done. */
  jobs: Jobs
  mail: Mailer
}

/** Everything that this process may do later. */
const KINDS = [mailJob]

/** The services over a database. Nothing is opened or begun yet. */
export function servicesOf(db: Database, config: Pick<Config, 'mailUrl' | 'mailFrom' | 'dataDir'>, log: Log): Services {
  const jobs = new Jobs(db, KINDS, { log })
  return { db, jobs, mail: new Mailer(db, jobs, config) }
}

/** Begins to do jobs; the services stop by `jobs.stop()`. */
export const startJobs = ({ jobs, mail }: Services): Promise<void> => jobs.start([mail.handler])
