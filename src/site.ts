import { randomBytes } from 'node:crypto'
import { ROUND_JOBS, roundsHandler } from '#features/bodies'
import { type Intake, sweep, UPLOAD_JOBS, uploadHandlers } from '#features/contracts'
import { DISCUSSION_JOBS, discussionHandlers } from '#features/discussion'
import { COMPUTING_JOBS, computingHandlers, EXPECTED_JOBS, expectedHandlers } from '#features/indicators'
import {
  Accounts,
  Invitations,
  LETTER_JOBS,
  type Letters,
  letterHandlers,
  lettersBy,
  Members,
  Registry,
} from '#features/organisations'
import { REMINDER_JOBS, reminderHandlers } from '#features/reminders'
import { SURVEY_JOBS, surveyHandlers } from '#features/surveys'
import { type Config, type LegalNotice, NO_NOTICE, type OidcConfig } from '#platform/config'
import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import type { Log } from '#platform/log'
import { Mailer, mailJob, outboxJob } from '#platform/mail'
import { MATTERS } from './matters.ts'
import { measuresOf } from './measures.ts'
import { OWED } from './owed.ts'

/** What features act through. */
export interface Services {
  db: Database
  /** Opened before a job is added, started where jobs are done. */
  jobs: Jobs
  mail: Mailer
  log: Log
  /** Where files that are sent come in. */
  intake: Intake
}

/** Everything that this process may do later. */
const KINDS = [
  mailJob,
  outboxJob,
  ...LETTER_JOBS,
  ...UPLOAD_JOBS,
  ...DISCUSSION_JOBS,
  ...EXPECTED_JOBS,
  ...COMPUTING_JOBS,
  ...SURVEY_JOBS,
  ...ROUND_JOBS,
  ...REMINDER_JOBS,
]

/** The services over a database. Nothing is opened or begun yet. */
export function servicesOf(db: Database, config: Pick<Config, 'mailUrl' | 'mailFrom' | 'dataDir'>, log: Log): Services {
  const jobs = new Jobs(db, KINDS, { log })
  return { db, log, jobs, mail: new Mailer(db, jobs, config), intake: { db, jobs, dataDir: config.dataDir } }
}

/** Where the application runs. */
export interface Hosting {
  /**
   * The address under which people reach it, without a final slash, for what leaves the site (exported files, mails); without it, those
   * addresses start at the root of the site.
   */
  publicUrl: string
  /** What cookies are signed with. */
  secret: string
  /** How many proxies stand in front of it. */
  proxies: number
  /** Where people may sign in besides here. */
  oidc: OidcConfig | null
  /** What its legal pages tell of who runs it. */
  legal: LegalNotice
}

/** What the pages of a site call, once it is known where it runs. */
export interface Site extends Services, Hosting {
  accounts: Accounts
  members: Members
  invitations: Invitations
  registry: Registry
  letters: Letters
}

/** The address of the site in mails, which lead nowhere without one. */
export const addressOf = ({ publicUrl }: Pick<Hosting, 'publicUrl'>) => publicUrl || 'http://localhost'

/** A site over its services; without a secret, sessions end with this process. */
export function siteOf(services: Services, hosting: Partial<Hosting> = {}): Site {
  const { db, jobs, mail, log } = services
  const publicUrl = hosting.publicUrl ?? ''
  const secret = hosting.secret ?? randomBytes(32).toString('hex')
  const oidc = hosting.oidc ?? null
  const url = addressOf({ publicUrl })
  const letters = lettersBy(jobs, mail)
  return {
    ...services,
    publicUrl,
    secret,
    proxies: hosting.proxies ?? 0,
    oidc,
    legal: hosting.legal ?? NO_NOTICE,
    accounts: new Accounts(db, {
      url,
      secret,
      provider: oidc ? { ...oidc, report: why => log.warn({ why }, 'provider refused') } : undefined,
    }),
    members: new Members(db),
    invitations: new Invitations(db, letters, url),
    registry: new Registry(db, letters),
    letters,
  }
}

/** Begins to do jobs; they stop by `jobs.stop()`. */
export async function startJobs(site: Site): Promise<void> {
  const { db, jobs, mail, accounts, invitations, intake } = site
  // What a restore or a crash left behind.
  await sweep(intake)
  const letters = letterHandlers(accounts, invitations, mail)
  const post = { ...intake, mail, url: addressOf(site) }
  const told = [
    ...discussionHandlers(post),
    ...expectedHandlers(post),
    ...surveyHandlers(post),
    roundsHandler(post, MATTERS),
    ...reminderHandlers(post, OWED),
  ]
  const computing = computingHandlers({ db, jobs, measures: measuresOf(db) })
  await jobs.start([mail.handler, mail.pruning, ...letters, ...uploadHandlers(intake), ...told, ...computing])
}
