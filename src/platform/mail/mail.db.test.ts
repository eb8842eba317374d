import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '#platform/config'
import { examine } from '#platform/doctor'
import { defineJob, handler, Jobs } from '#platform/jobs'
import { testDatabase } from '../../../tests/support/database.ts'
import { startSmtp } from '../../../tests/support/smtp.ts'
import { until } from '../../../tests/support/until.ts'
import { Mailer, type Mailing, type Message, mailCheck, mailJob, outboxJob } from './index.ts'

const db = await testDatabase()
const smtp = await startSmtp()
const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-mail-'))
afterAll(() => smtp.close())
afterAll(() => rmSync(dataDir, { recursive: true }))

/** As the kind of the product, but tried again at once. */
const impatient = { ...mailJob, retry: { times: 2, first: 1, longest: 1 } }
const invitation = defineJob({ name: 'invitation', data: z.object({ invitation: z.uuid() }) })

const logged: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
let jobs: Jobs
beforeEach(() => {
  jobs = new Jobs(db, [impatient, invitation, outboxJob], { log, poll: 0.5 })
})
afterEach(async () => {
  await jobs.stop()
  smtp.received.length = 0
  await db.run('truncate mail_sent')
  await db.run('truncate jobs.job')
})

const mailer = (more: Partial<Mailing> = {}) =>
  new Mailer(db, jobs, { mailUrl: smtp.url, mailFrom: 'Mieuxdisant <achats@exemple.fr>', dataDir, ...more })

const to = 'camille.roy@exemple.fr'
const message: Message = {
  to,
  subject: 'Été : vos échéances à venir',
  paragraphs: ['Bonjour,', '.Un point au début d’une ligne.'],
  link: { label: 'Voir les échéances', href: 'https://achats.exemple.fr/echeances' },
}
const subjectOf = (source: string) => /^Subject: (.*(?:\r\n .*)*)/m.exec(source)?.[1] ?? ''
const idOfMail = (source: string) => /^Message-ID: (<.*>)\r$/m.exec(source)?.[1]

test('a mail leaves when its change is committed: envelope, headers, text and page', async () => {
  const mail = mailer()
  await jobs.start([mail.handler])
  const undone = db.transaction(async trx => {
    await mail.send(trx, message)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await db.identity.transaction().execute(trx => mail.send(trx, { ...message, replyTo: 'elu@exemple.fr' }))
  await until(() => smtp.received.length > 0)
  expect(smtp.received).toMatchObject([{ from: 'achats@exemple.fr', to: [to] }])
  const source = smtp.received[0]?.source ?? ''
  for (const line of [
    'From: Mieuxdisant <achats@exemple.fr>',
    `To: ${to}`,
    'Reply-To: elu@exemple.fr',
    'Auto-Submitted: auto-generated',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Type: text/html; charset=utf-8',
  ])
    expect(source).toContain(`${line}\r\n`)
  expect(subjectOf(source)).toMatch(/^=\?UTF-8\?/)
  expect(source).not.toMatch(/^Bcc:/im)
  expect(idOfMail(source)).toMatch(/^<[0-9a-f-]{36}@exemple\.fr>$/)
  expect(logged.join('')).not.toContain(to)
})

test('a file that goes with a mail is one of its parts', async () => {
  const mail = mailer()
  const attachment = {
    name: 'reunion.ics',
    type: 'text/calendar; charset=utf-8; method=REQUEST',
    text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
  }
  await mail.deliver('0', { ...message, attachment })
  const source = smtp.received[0]?.source ?? ''
  expect(source).toContain('Content-Type: text/calendar; charset=utf-8; method=REQUEST;\r\n name=reunion.ics\r\n')
  expect(source).toContain('Content-Disposition: attachment; filename=reunion.ics\r\n')
  expect(source).toContain(Buffer.from(attachment.text).toString('base64'))
})

test('a server that says later is asked again, for the same mail; one that says no is not', async () => {
  const mail = mailer()
  await jobs.start([mail.handler])
  smtp.refuse.push({ recipient: '450 4.2.0 later' }, { message: '451 4.3.0 later' })
  const before = smtp.begun()
  await db.transaction(trx => mail.send(trx, message))
  await until(() => smtp.received.length > 0)
  expect(smtp.begun() - before).toBe(3)
  expect(await jobs.failed()).toEqual([])
  smtp.refuse.push({ recipient: `550 5.1.1 <${to}>: unknown` }, { message: '554 5.7.1 unwanted' })
  await db.transaction(trx => mail.send(trx, message))
  await db.transaction(trx => mail.send(trx, message))
  await until(async () => (await jobs.failed()).length === 2)
  expect(smtp.begun() - before).toBe(5)
  expect(smtp.received).toHaveLength(1)
  expect(JSON.stringify(await jobs.failed())).not.toContain(to)
  expect((await jobs.failed()).map(({ reason }) => reason).join()).toMatch(/550 5\.1\.1 <…@…>.*|554 5\.7\.1/)
})

test('what is no message is refused where it is sent, and never tried again where it is written late', async () => {
  const mail = mailer()
  const two = { ...message, subject: 'Bonjour\r\nBcc: b@exemple.fr' }
  await jobs.open()
  await expect(db.transaction(trx => mail.send(trx, two))).rejects.toThrow(/subject/)
  await expect(mail.deliver('0', two)).rejects.toMatchObject({ name: 'GiveUp', message: 'not a message: subject' })
  expect(smtp.received).toEqual([])
})

test('a person is sent so many mails within an hour, however many are sent at once; what did not leave is not counted', async () => {
  const mail = mailer({ perHour: 3 })
  smtp.refuse.push({ recipient: '450 4.2.0 later' })
  await expect(mail.deliver('0', message)).rejects.toThrow('450')
  const all = await Promise.allSettled(['1', '2', '3', '4', '5'].map(id => mail.deliver(id, message)))
  expect(smtp.received).toHaveLength(3)
  const refusals = all.flatMap(one => (one.status === 'rejected' ? [String(one.reason.message)] : []))
  expect(refusals).toHaveLength(2)
  expect(refusals[0]).toBe('Cette personne a déjà reçu 3 messages en une heure : celui-ci partira plus tard.')
  await expect(mail.deliver('6', { ...message, to: to.toUpperCase() })).rejects.toMatchObject({ code: 'mail-limit' })
  await mail.deliver('7', { ...message, to: 'autre@exemple.fr' })
  await db.run("update mail_sent set since = now() - interval '61 minutes'")
  await mail.deliver('8', message)
  expect(smtp.received).toHaveLength(5)
  expect(JSON.stringify((await db.run('select * from mail_sent')).rows)).not.toContain('exemple')
})

test('without a server mails are written, whole, for their owner alone; a second attempt takes the place of the first', async () => {
  const mail = mailer({ mailUrl: null })
  const secret = { ...message, link: { label: 'Accepter', href: 'https://achats.exemple.fr/invitations/jeton-secret' } }
  // A job that writes its mail when it sends it: the queue never holds what the link opens.
  await jobs.start([handler(invitation, job => mail.deliver(job.id, secret))])
  await db.transaction(trx => jobs.add(trx, invitation, { invitation: '8b6c4a2e-0d53-4d0f-9b0a-5f5a2b7d9c11' }))
  await until(() => mail.outbox?.list().length === 1)
  expect(JSON.stringify((await db.run('select * from jobs.job')).rows)).not.toContain('jeton-secret')
  const [kept] = mail.outbox?.list() ?? []
  if (!kept) throw new Error('nothing was kept')
  expect(kept).toMatchObject({ ...secret, from: 'Mieuxdisant <achats@exemple.fr>' })
  const folder = join(dataDir, 'outbox')
  const eml = join(folder, `${kept.id}.eml`)
  expect(statSync(eml).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(idOfMail(readFileSync(eml, 'utf8'))).toBe(`<${kept.id}@exemple.fr>`)
  await mail.deliver(kept.id, secret)
  expect(readdirSync(folder).sort()).toEqual([`${kept.id}.eml`, `${kept.id}.json`])
  for (const id of ['../secret', '', 'nothing', '..']) expect(mail.outbox?.read(id)).toBeNull()
})

test('mails on disk are forgotten after thirty days, with what was cut while it was written', async () => {
  const mail = mailer({ mailUrl: null })
  for (const id of ['old', 'new']) await mail.deliver(id, { ...message, to: `${id}@exemple.fr` })
  const folder = join(dataDir, 'outbox')
  writeFileSync(join(folder, '.cut.json.1'), '{')
  const [kept, gone] = [29, 31].map(days => new Date(Date.now() - days * 24 * 3600 * 1000))
  for (const name of readdirSync(folder)) {
    const at = /old|cut/.test(name) ? gone : kept
    if (at) utimesSync(join(folder, name), at, at)
  }
  const before = readdirSync(folder).length
  // Even where a server sends the others now.
  await jobs.start([mailer().pruning])
  await db.transaction(trx => jobs.add(trx, outboxJob, {}))
  await until(() => readdirSync(folder).length === before - 3)
  expect(mail.outbox?.list().map(({ id }) => id)).not.toContain('old')
  expect(mail.outbox?.read('new')).not.toBeNull()
})

test.each<[settings: Record<string, string>, found: RegExp, mended: boolean]>([
  [{ MAIL_URL: smtp.url }, /^127\.0\.0\.1:\d+ répond$/, true],
  [{ MAIL_URL: 'smtp://nom:secret@127.0.0.1:1' }, /^127\.0\.0\.1:1 : .*ECONNREFUSED/, false],
  [{}, /^écrits dans DATA_DIR/, true],
  [{ PUBLIC_URL: 'https://achats.exemple.fr' }, /^écrits dans DATA_DIR/, false],
])('doctor says whether mails leave (%j)', async (settings, found, mended) => {
  const config = readConfig({ ...settings, ...(settings['MAIL_URL'] ? { MAIL_FROM: 'achats@exemple.fr' } : {}) })
  const [said] = await examine([mailCheck], config, null)
  expect(said?.found).toMatch(found)
  expect(said?.found).not.toContain('secret')
  expect(said?.remedy === null).toBe(mended)
})
