import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { Mailer, mailJob } from '#platform/mail'
import { openDoor, type Someone } from '../../../tests/support/actors.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { SURVEY_JOBS } from './jobs.ts'
import { surveyRoutes } from './routes.tsx'

/** The surveys of a database as a site serves them, with jobs that nobody does until they are asked to. */
export function surveying(db: Database) {
  const dataDir = mkdtempSync(join(tmpdir(), 'enquetes-'))
  const jobs = new Jobs(db, [mailJob, ...SURVEY_JOBS], { log: pino({ level: 'silent' }), poll: 1 })
  const mail = new Mailer(db, jobs, { mailUrl: null, mailFrom: 'essai@exemple.test', dataDir })
  const door = openDoor()
  const url = 'https://exemple.test'
  const app = plainSite(surveyRoutes({ db, jobs, publicUrl: url }), door)
  async function send(path: string, someone?: Someone, fields?: Record<string, string | readonly string[]>) {
    const body = new FormData()
    for (const [name, sent] of Object.entries(fields ?? {})) for (const one of [sent].flat()) body.append(name, one)
    const headers = someone ? door.as(someone) : {}
    const answer = await app.request(path, fields ? { method: 'POST', body, headers } : { headers })
    const html = await answer.clone().text()
    const text = html
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#39;/g, '\u2019')
      .replace(/[\u00a0\u202f\s]+/g, ' ')
    return { status: answer.status, to: answer.headers.get('location') ?? '', html, text, headers: answer.headers }
  }
  const close = async () => {
    await jobs.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { jobs, mail, send, close, post: { db, jobs, mail, url } }
}

/** Answers as forms send them. */
export const typedBy = (answers: Readonly<Record<string, string | readonly string[]>>) =>
  new Map(Object.entries(answers).map(([name, sent]) => [`r-${name}`, [sent].flat()]))

/** An address that nobody has. */
export const someId = randomUUID
