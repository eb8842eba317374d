import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GiveUp } from '#platform/jobs'
import { organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { until } from '../../../../tests/support/until.ts'
import { openSurvey } from '../life.ts'
import { FORMAT, trustedQuestionnaire } from '../questionnaire/questionnaire.ts'
import { someId, surveying } from '../surveys.test-support.ts'
import { beginSurvey, readSettings } from '../writing.ts'
import { invite, remind } from './inviting.ts'
import { letterHandlers } from './letters.ts'

const db = await testDatabase()
const { jobs, mail, send, close, post } = surveying(db)
afterAll(close)
let mine: Record<'administrator', Someone>
beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'administrator')
  await jobs.open()
}, 60_000)

const base = '/organisations/229900998/enquetes'
const options = ['oui', 'non'].map(key => ({ key, label: key }))
const questions = [{ kind: 'single', key: 'choix', label: 'Choix', required: true, options }]
const ASKED = trustedQuestionnaire({ format: FORMAT, sections: [{ key: 's', questions }] })

test('those who are invited get a link that serves once; those who did not answer are reminded, three times at most', async () => {
  const account = mine.administrator.person
  await db.run(`insert into mail_choice (person_id, surveys) values ('${account.id}', 'once')`)
  const emails = [account.email, 'un@exemple.test', 'deux@exemple.test', 'trois@exemple.test', 'refus@exemple.test']
  const settings = readSettings({ titre: 'À vous\r\nBcc: x\u2028\u202e' }, [])
  const id = await beginSurvey(db, mine.administrator, settings, ASKED)
  await invite({ db, jobs }, mine.administrator, id, emails)
  await openSurvey({ db, jobs }, mine.administrator, id)
  const place = { organisation: mine.administrator.membership.organisation.id, id }
  const deliver = mail.deliver.bind(mail)
  vi.spyOn(mail, 'deliver').mockImplementation(async (id, message) => {
    if (message.to.startsWith('refus')) throw new GiveUp('550 no such user')
    await deliver(id, message)
  })
  await jobs.start(letterHandlers(post))
  const settled = () =>
    until(async () => {
      const { rows } = await db.run(
        `select count(*)::int as n from jobs.job where state < 'completed' and name like 'survey-%'`,
      )
      return rows[0]?.['n'] === 0
    })
  const lettersTo = (to: string) => mail.outbox?.list().filter(one => one.to === to) ?? []
  const linkOf = (to: string, at = 0) => lettersTo(to)[at]?.link?.href.replace('https://exemple.test', '') ?? ''
  await settled()
  expect(emails.map(to => lettersTo(to).length)).toEqual([1, 1, 1, 1, 0])
  // Who has an account chose to be invited and not reminded, and is told where.
  expect(lettersTo(account.email)[0]?.paragraphs.at(-1)).toContain('/mon-compte/courriels')
  expect(lettersTo('un@exemple.test')[0]?.paragraphs.join()).not.toContain('mon-compte')
  expect(lettersTo('un@exemple.test')[0]?.subject.replace(/\s/g, ' ')).toBe('Votre avis : À vous Bcc: x')
  const first = linkOf('un@exemple.test')
  const fields = { vues: 'choix', 'r-choix': 'oui' }
  expect((await send(first)).text).toContain('Choix')
  expect((await send(first.replace(/.$/, 'Z'))).status).toBe(404)
  expect((await send(first.split('?')[0] ?? '')).text).toContain('par ce chemin')
  const twice = await Promise.all([send(first, undefined, fields), send(first, undefined, fields)])
  expect(twice.map(({ status }) => status).sort()).toEqual([303, 422])
  expect((await send(first)).text).toContain('Vous avez déjà répondu')
  expect(await remind({ db, jobs }, mine.administrator, place.id)).toBe(3)
  await expect(remind({ db, jobs }, mine.administrator, place.id)).rejects.toMatchObject({ code: 'reminded-today' })
  await settled()
  expect(emails.map(to => lettersTo(to).length)).toEqual([1, 1, 2, 2, 0])
  // The process died once the letter had left: doing its job again sends nothing.
  const { rows } = await db.run(`select id from survey_invitation where email = 'deux@exemple.test'`)
  const data = { organisation: place.organisation, id: place.id, wave: 1, invitation: rows[0]?.['id'] }
  const again = { id: someId(), data, attempt: 2, signal: new AbortController().signal, done: async () => {} }
  await letterHandlers(post)[1]?.run(again)
  expect(lettersTo('deux@exemple.test')).toHaveLength(2)
  const page = await send(`${base}/${place.id}/invitations`, mine.administrator)
  expect(page.text).toContain('1 sur 5')
  // Nobody is named but those whom nothing reaches.
  expect(page.text.match(/\S+@exemple\.test/g)).toEqual(['refus@exemple.test'])
  // The first letter's link still serves.
  expect((await send(linkOf('deux@exemple.test', 1))).status).toBe(200)
  expect((await send(linkOf('deux@exemple.test', 0), undefined, fields)).status).toBe(303)
  await db.run(`update survey set reminders = 3, reminded_on = '2020-01-01' where id = '${place.id}'`)
  await expect(remind({ db, jobs }, mine.administrator, place.id)).rejects.toMatchObject({ code: 'reminders-spent' })
  const sent = await send(`${base}/${place.id}/invitations`, mine.administrator, {
    adresses: 'quatre@exemple.test\nx@x\r\nBcc: y',
  })
  expect(sent).toMatchObject({ status: 422, text: expect.stringContaining('« x@x » n’est pas une adresse') })
  expect(sent.html).toContain('quatre@exemple.test')
}, 60_000)
