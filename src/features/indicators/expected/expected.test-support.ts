import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { DISCUSSION_JOBS } from '#features/discussion'
import { adoptVersion, openScheme, submitVersion } from '#features/scheme'
import type { Period } from '#kernel'
import type { Database } from '#platform/db'
import { Jobs } from '#platform/jobs'
import { Mailer, mailJob } from '#platform/mail'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { read, SMALL } from '../indicators.test-support.ts'
import { enterValues } from '../values/entering.ts'
import { EXPECTED_JOBS, expectedHandlers } from './letters.ts'

export const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

/** The letters of a site, written to a folder: begun anew before each test. */
export function posting(db: Database) {
  const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-attendus-'))
  const jobs = new Jobs(db, [...EXPECTED_JOBS, ...DISCUSSION_JOBS, mailJob], {
    log: pino({ level: 'silent' }),
    poll: 0.5,
  })
  const handlers = (mailUrl: string | null) => {
    const mail = new Mailer(db, jobs, { mailUrl, mailFrom: 'Essai <essai@exemple.fr>', dataDir })
    return { mail, handlers: expectedHandlers({ db, jobs, mail, url: 'https://achats.vallonne.test' }) }
  }
  const { mail, handlers: own } = handlers(null)
  // A clock that is stopped says nothing of files.
  const forget = () => mail.outbox?.prune(new Date('2099-01-01'))
  const letters = (someone: Someone) => mail.outbox?.list().filter(({ to }) => to === someone.person.email) ?? []
  /** Does a job of the handler of this rank, the week or a letter. */
  const run = (
    rank: 0 | 1,
    data: object,
    {
      id = crypto.randomUUID() as string,
      done = async () => {},
      by = own,
    }: { id?: string; done?: () => Promise<void>; by?: typeof own } = {},
  ) => by[rank]?.run({ id, data, attempt: 1, signal: new AbortController().signal, done })
  const write = ({ person }: Someone, more?: Parameters<typeof run>[2]) =>
    run(1, { person: person.id, week: '2026-11-23' }, more)
  /** The links of what was last written to somebody, by what stands before them. */
  function linksIn(someone: Someone): Map<string, string> {
    const said = letters(someone)[0]?.paragraphs ?? []
    return new Map(
      said.flatMap(paragraph => {
        const [, path] = /https:\/\/achats\.vallonne\.test(\/formulaire\S+)/.exec(paragraph) ?? []
        return path ? [[plain(paragraph.split('\n')[0] ?? ''), path] as const] : []
      }),
    )
  }
  async function linksOf(someone: Someone) {
    forget()
    await write(someone)
    return linksIn(someone)
  }
  beforeAll(() => jobs.open(), 60_000)
  beforeEach(async () => {
    forget()
    for (const table of ['form_link', 'jobs.job', 'mail_sent', 'sign_in_failure']) await db.run(`delete from ${table}`)
  })
  afterAll(async () => {
    await jobs.stop()
    rmSync(dataDir, { recursive: true })
  })
  return { jobs, mail, handlers, own, letters, run, write, linksIn, linksOf }
}

const CALENDAR = [{ key: 'guide', title: 'Écrire le guide', from: null, to: '2026-06-30' }]

/** A scheme that was adopted, whose first action has a pilot, a scheme lead who has what nobody pilots, and people who are told nothing. */
export async function expecting(db: Database) {
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected', 'supplier')
  const theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'scheme-lead', 'pilot')
  const lead = mine['scheme-lead']
  const actions = SMALL.actions.map((action, rank) => (rank === 0 ? { ...action, calendar: CALENDAR } : action))
  const scheme = await openScheme(db, lead, read({ ...SMALL, actions }))
  const voted = { on: '2024-02-26', deliberation: '2024-01', vote: '' }
  await adoptVersion(db, lead, SMALL.code, { ...(await submitVersion(db, lead, SMALL.code)), ...voted })
  const pilots = (action: string, on = true) =>
    db.transaction(trx =>
      on
        ? sql`
            insert into action_pilot (id, organisation_id, scheme_id, action, membership_id)
            values (gen_random_uuid(), ${mine.pilot.membership.organisation.id}, ${scheme}, ${action}, ${mine.pilot.membership.id})`.execute(
            trx,
          )
        : sql`update action_pilot set ended_at = now() where action = ${action}`.execute(trx),
    )
  await pilots('papier')
  const enter = (indicator: string, period: string, ...rows: string[]) =>
    enterValues(
      db,
      mine.pilot,
      scheme,
      (rows.length > 0 ? rows : ['']).map(row => ({
        indicator,
        period: period as Period,
        row,
        texts: { value: indicator === 'guide' ? 'oui' : '12' },
        seen: 0,
      })),
    )
  return { mine, theirs, lead, pilot: mine.pilot, scheme, pilots, enter }
}
