// A process that sends the letters of surveys and reminders until none is left: `node --import tsx tests/faults/letter-worker.test-support.ts ADDRESS DIR`.
// Mails are written into the outbox of DIR. It says so when it begins.
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type OwedOf, presentWith, REMINDER_JOBS, reminderHandlers } from '#features/reminders'
import { SURVEY_JOBS, surveyHandlers } from '#features/surveys'
import { type Database, openDatabase } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { Mailer, mailJob, outboxJob } from '#platform/mail'

/** Tried again at once, so that what a kill left is done while somebody waits. */
const impatient = <K extends object>(kind: K): K => ({ ...kind, retry: { times: 20, first: 1, longest: 1 } })

/** What sends letters into a folder. */
export function lettersOf(db: Database, dataDir: string) {
  const jobs = new Jobs(db, [mailJob, outboxJob, ...REMINDER_JOBS, ...SURVEY_JOBS].map(impatient), {
    log: openLog('silent'),
    poll: 0.5,
  })
  return { jobs, mail: new Mailer(db, jobs, { mailUrl: null, mailFrom: 'achats@exemple.fr', dataDir }) }
}

/** Each pilot owes something since long. */
const owed: OwedOf = async (trx, actor) =>
  (await presentWith(trx, actor, { words: '', roles: ['pilot'] })).map(({ person }) => ({
    ...{ person, subject: 's', topic: 't', title: 'Évaluer une action', path: '/' },
    ...{ since: '2020-01-01', by: new Date().toISOString().slice(0, 10) },
  }))

async function work(address: string, dataDir: string): Promise<void> {
  const db = await openDatabase(JSON.parse(address))
  const { jobs, mail } = lettersOf(db, dataDir)
  const post = { db, jobs, mail, url: 'https://exemple.test' }
  await jobs.start([mail.handler, ...reminderHandlers(post, [owed]), ...surveyHandlers(post)])
  process.stdout.write('working\n')
  for (;;) {
    // Letters that wait for what other organisations have to say wait no more.
    await db.run(
      "update jobs.job set start_after = now() where state < 'active' and start_after > now() and name like 'reminder-%'",
    )
    const { rows } = await db.run(
      "select 1 from jobs.job where name in ('mail', 'survey-wave', 'survey-letter') and state <> 'completed' or name like 'reminder-%' and state <> 'completed' limit 1",
    )
    if (rows.length === 0) break
    await pause(50)
  }
  await jobs.stop()
  await db.close()
}

const [, program = '', address = '', dataDir = ''] = process.argv
if (import.meta.url === pathToFileURL(program).href) await work(address, dataDir)
