import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from 'hono'
import pino from 'pino'
import { type Actor, forMembers, MEMBERS, mailChoiceRoutes, type Rule } from '#features/organisations'
import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { Mailer, mailJob } from '#platform/mail'
import { Page, PageHead } from '#ui'
import { openDoor, type Someone } from '../../../tests/support/actors.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import {
  Attachments,
  attachmentsOf,
  DISCUSSION_JOBS,
  Discussion,
  DiscussionDone,
  discussionRoutes,
  type Host,
  type Subject,
  talkOf,
  tellAgain,
  type View,
  viewOf,
} from './index.ts'

/** Everybody but suppliers reads. */
export const READERS: Rule = { words: 'à l’équipe', roles: ['administrator', 'buyer', 'pilot', 'elected'] }
export const WRITERS: Rule = { words: 'à qui écrit', roles: ['administrator', 'buyer', 'pilot'] }

/** A thing of an organisation, as its feature would name it. */
export const thing = (actor: Actor, name = 'papier'): Subject => ({
  subject: `essai/${name}`,
  title: `Action : ${name}`,
  path: `/organisations/${actor.membership.organisation.siren}/essai/${name}`,
  readers: READERS,
  writers: WRITERS,
})

/** A feature whose things are discussed, on a site of its own. */
export function discussing(db: Database) {
  const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-echanges-'))
  const jobs = new Jobs(db, [...DISCUSSION_JOBS, mailJob], { log: pino({ level: 'silent' }), poll: 0.5 })
  const means = { db, jobs, dataDir }
  const mail = new Mailer(db, jobs, { mailUrl: null, mailFrom: 'Essai <essai@exemple.fr>', dataDir })
  const page = async (_: Context, actor: Actor, about: Subject, view: View) => (
    <Page title={about.title} width="text">
      <PageHead title={about.title} lede="Ce que dit l’action." />
      <DiscussionDone view={view} />
      <Attachments about={about} actor={actor} found={await attachmentsOf(means, actor, about)} view={view} />
      <Discussion about={about} actor={actor} talk={await talkOf(db, actor, about, view.page)} view={view} />
    </Page>
  )
  const host: Host = {
    path: '/essai/:chose',
    readers: READERS,
    writers: WRITERS,
    subject: async (c, actor) => (c.req.param('chose') === 'rien' ? null : thing(actor, c.req.param('chose'))),
    page,
    frame: async () => ({}),
  }
  const door = openDoor()
  const routes = [
    ...discussionRoutes(means, host),
    ...mailChoiceRoutes(db, (trx, person) => tellAgain(jobs, trx, person)),
    forMembers('get', host.path, MEMBERS, async (c, actor) =>
      c.html(await page(c, actor, thing(actor, c.req.param('chose')), viewOf(c))),
    ),
  ]
  const app = plainSite(routes, door)

  async function send(path: string, someone: Someone, init: RequestInit = {}) {
    const answer = await app.request(path, { ...init, headers: door.as(someone) })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const { status, headers } = answer
    return {
      status,
      headers,
      bytes,
      to: headers.get('location'),
      text: bytes.toString().replace(/[\u00a0\u202f]/g, ' '),
    }
  }
  const formWith = (name: string, content: string | Uint8Array) => {
    const form = new FormData()
    form.append('piece', new Blob([content as Uint8Array<ArrayBuffer>]), name)
    return form
  }
  return {
    means,
    mail,
    jobs,
    routes,
    door,
    get: (path: string, someone: Someone) => send(path, someone),
    head: (path: string, someone: Someone) => send(path, someone, { method: 'HEAD' }),
    post: (path: string, fields: Record<string, string>, someone: Someone) =>
      send(path, someone, { method: 'POST', body: new URLSearchParams(fields) }),
    postFile: (path: string, name: string, content: string | Uint8Array, someone: Someone) =>
      send(path, someone, { method: 'POST', body: formWith(name, content) }),
    async close() {
      await jobs.stop()
      rmSync(dataDir, { recursive: true })
    },
  }
}
