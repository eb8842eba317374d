import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Jobs } from '#platform/jobs'
import { openLog } from '#platform/log'
import { Mailer } from '#platform/mail'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { until } from '../../../tests/support/until.ts'
import { Invitations } from './invitations.ts'
import { LETTER_JOBS, letterHandlers, lettersBy } from './letters.ts'
import { Accounts } from './sign-in/accounts.ts'

const db = await testDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-letters-'))
const jobs = new Jobs(db, LETTER_JOBS, { log: openLog('silent'), poll: 0.5 })
const mail = new Mailer(db, jobs, { mailUrl: null, mailFrom: 'achats@exemple.fr', dataDir })
const url = 'https://achats.vallonne.test'
const invitations = new Invitations(db, lettersBy(jobs, mail), url)
afterAll(async () => {
  await jobs.stop()
  rmSync(dataDir, { recursive: true })
})

let admin: Someone
beforeAll(async () => {
  admin = (await organisationOf(db, '22990099800019', 'Vallonne', 'administrator')).administrator
  await jobs.start(
    letterHandlers(new Accounts(db, { url, secret: 'x'.repeat(32), provider: undefined }), invitations, mail),
  )
})

const as = { roles: ['buyer' as const], directorate: null, until: null }
const mailsTo = (email: string) => (mail.outbox?.list() ?? []).filter(({ to }) => to === email)
const reminders = async (state: string) =>
  (await db.run(`select id from jobs.job where name = 'invitation-reminder' and state = '${state}'`)).rows.length

/** Twelve days later; everybody who is to be reminded has been. */
async function twelveDaysLater() {
  await db.run("update jobs.job set start_after = now() where name = 'invitation-reminder' and state = 'created'")
  await until(async () => (await reminders('created')) + (await reminders('active')) === 0)
}

test('who has not answered is reminded once, two days before the end, by a link that takes the place of the first', async () => {
  const email = 'camille@vallonne.test'
  await invitations.invite(admin, { ...as, email })
  await until(() => mailsTo(email).length === 1)
  const { rows } = await db.run(
    "select round(extract(epoch from start_after - created_on) / 86400)::int as days from jobs.job where name = 'invitation-reminder'",
  )
  expect(rows).toEqual([{ days: 12 }])
  const tokenOf = (href = '') => new URL(href).searchParams.get('jeton') ?? ''
  const first = tokenOf(mailsTo(email)[0]?.link?.href)
  expect(await invitations.offer(first)).toMatchObject({ email })
  await twelveDaysLater()
  expect(
    mailsTo(email)
      .map(({ subject }) => subject)
      .sort(),
  ).toEqual(['Invitation\u00a0: Vallonne', 'Rappel\u00a0: invitation de Vallonne'])
  const second = mailsTo(email).find(({ subject }) => subject.startsWith('Rappel'))
  await expect(invitations.offer(first)).rejects.toMatchObject({ code: 'invitation-unusable' })
  expect(await invitations.offer(tokenOf(second?.link?.href))).toMatchObject({ email })
  await twelveDaysLater()
  expect(mailsTo(email)).toHaveLength(2)
})

test('nobody is reminded of what was withdrawn, ended, or sent again; of what was sent again, once', async () => {
  const [withdrawn, ended, renewed] = ['retiree@vallonne.test', 'finie@vallonne.test', 'renvoyee@vallonne.test']
  const ids = new Map<string, string>()
  for (const email of [withdrawn, ended, renewed]) {
    ids.set(email, await invitations.invite(admin, { ...as, email }))
    await until(() => mailsTo(email).length === 1)
  }
  await invitations.withdraw(admin, ids.get(withdrawn) ?? '')
  await db.run(`update invitation set expires_at = now() - interval '1 minute' where email = '${ended}'`)
  await invitations.renew(admin, ids.get(renewed) ?? '')
  await until(() => mailsTo(renewed).length === 2)
  await twelveDaysLater()
  expect([withdrawn, ended, renewed].map(email => mailsTo(email).length)).toEqual([1, 1, 3])
})
