import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import type { Message } from '#platform/mail'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock, TODAY } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { asking, bodyOf, caseOf, plain, refused, seatOf, siteWith } from '../bodies.test-support.ts'
import { seatsOfPerson } from '../own-data.ts'
import { bodyRoutes } from '../routes.tsx'
import { addItem, changeItem, removeItem } from './agenda.ts'
import { recordAttendance } from './attending.ts'
import { convene } from './convening.ts'
import { readItem, readMeeting, readMinutes } from './fields.ts'
import { writeMinutes } from './minutes.ts'
import { cancelMeeting, changeMeeting, planMeeting } from './planning.ts'
import { itemsOf, meetingOf } from './reading.ts'

const db = await testDatabase()
stopClock()
const door = openDoor()
const site = siteWith(db)
const app = plainSite(bodyRoutes(site), door)
const LATER = new Date('2027-03-12T12:00:00Z')

let lead: Someone
let elected: Someone
let stranger: Someone
let body: string
let seats: { lead: string; elected: string; named: string; substitute: string; silent: string }

const FORM = { day: '2027-03-12', from: '09:30', to: '11:00', place: 'Salle 12', link: 'https://visio.exemple.fr/1' }
const planned = (sent: Record<string, string> = {}) => planMeeting(db, lead, body, readMeeting({ ...FORM, ...sent }))
const item = (meeting: string, title: string, more: Record<string, string> = {}) =>
  addItem(db, lead, body, meeting, readItem({ title, ...more }))
const convened = async () => {
  const meeting = await planned()
  await item(meeting, 'Le choix des actions')
  await convene(site, lead, body, meeting)
  return meeting
}
/** The mails that wait to leave. */
const mails = async () => {
  const { rows } = await db.run("select data from jobs.job where name = 'mail' order by created_on, id")
  return rows.map(({ data }) => data as Message).sort((a, b) => a.to.localeCompare(b.to))
}
const found = (id: string) => db.as(scopeOf(lead), trx => meetingOf(trx, lead, body, id))

const ask = asking(app, door, () => lead)

beforeAll(async () => {
  await site.means.jobs.open()
  const mine = await organisationOf(db, '22990099800019', 'Département', 'scheme-lead', 'elected')
  const theirs = await organisationOf(db, '21990001600011', 'Commune', 'administrator')
  ;[lead, elected, stranger] = [mine['scheme-lead'], mine.elected, theirs.administrator]
  body = await bodyOf(db, lead, { name: 'Comité\ttechnique', quorum: 60 })
  seats = {
    lead: await seatOf(db, lead, body, { person: lead.person.id, title: 'Responsable', role: 'chair' }),
    elected: await seatOf(db, lead, body, { person: elected.person.id, title: 'Élue' }),
    named: await seatOf(db, lead, body, { name: 'Ada', email: 'ada@exemple.fr', title: 'Directrice' }),
    substitute: '',
    silent: await seatOf(db, lead, body, { name: 'Léo', title: 'Chef' }),
  }
  seats.substitute = await seatOf(db, lead, body, {
    person: lead.person.id,
    title: 'Remplaçant',
    substituteOf: seats.named,
  })
})
beforeEach(() => db.run("delete from jobs.job where name = 'mail'"))

test('a meeting is to come, on a day when somebody sits, for an hour or more, by a link that is safe', async () => {
  await expect(planned({ day: TODAY, from: '08:59' })).rejects.toEqual(refused('meeting-past'))
  await expect(planned({ day: '2023-12-31' })).rejects.toEqual(refused('meeting-past'))
  await expect(planMeeting(db, lead, body, readMeeting({ ...FORM, day: '2023-12-31' }), new Date('2023-01-01'))).rejects.toEqual(refused('body-empty')) // biome-ignore format: one line
  const empty = await bodyOf(db, lead, { name: 'Vide' })
  await expect(planMeeting(db, lead, empty, readMeeting(FORM))).rejects.toEqual(refused('body-empty'))
  await expect(planMeeting(db, elected, body, readMeeting(FORM))).rejects.toEqual(refused('role-lost'))
  for (const [code, wrong] of [
    ['meeting-day', { day: '2027-02-30' }],
    ['meeting-times', { to: '09:30' }],
    ['meeting-link', { link: 'http://visio.exemple.fr' }],
    ['meeting-link', { link: 'javascript:alert(1)' }],
    ['meeting-words', { words: 'x'.repeat(4001) }],
  ] as const)
    expect(() => readMeeting({ ...FORM, ...wrong })).toThrow(refused(code))
  const page = await ask(`/${body}/reunions/nouvelle`, lead, { ...FORM, day: TODAY, from: '08:00' })
  expect(page).toMatchObject({ status: 422, words: expect.stringContaining('une heure à venir') })
  expect(await found(await planned())).toMatchObject({ startsAt: new Date('2027-03-12T08:30:00Z'), state: 'planned' })
})

test('an agenda keeps its order, and takes what waits for its body alone', async () => {
  const meeting = await planned()
  const titles = async () => (await db.as(scopeOf(lead), trx => itemsOf(trx, lead, meeting))).map(one => one.title)
  await expect(item(meeting, ' ')).rejects.toEqual(refused('item-title'))
  await item(meeting, 'Un')
  await item(meeting, 'Trois')
  await item(meeting, 'Deux', { rank: '2' })
  expect(await titles()).toEqual(['Un', 'Deux', 'Trois'])
  const [one] = await db.as(scopeOf(lead), trx => itemsOf(trx, lead, meeting))
  const at = { body, meeting, item: one?.id ?? '' }
  await changeItem(db, lead, at, readItem({ title: 'Zéro', rank: '3' }))
  expect(await titles()).toEqual(['Deux', 'Trois', 'Zéro'])
  await removeItem(db, lead, at)
  await expect(removeItem(db, lead, at)).rejects.toEqual(refused('item-unknown'))
  const asked = await caseOf(db, lead, [body], 'Fiche 1-1.3')
  await item(meeting, '', { case: asked })
  expect(await titles()).toEqual(['Deux', 'Trois', 'Fiche 1-1.3'])
  await db.transaction(trx => sql`update validation_case set state = 'withdrawn', closed_at = now()`.execute(trx))
  await expect(item(meeting, 'Encore', { case: asked })).rejects.toEqual(refused('item-case'))
})

test('convening writes once to each person who sits and has an address, whatever seats they hold', async () => {
  const meeting = await planned({ words: 'Merci de prévenir.' })
  await expect(convene(site, lead, body, meeting)).rejects.toEqual(refused('agenda-empty'))
  await item(meeting, 'Le choix', { words: '**Sept** actions' })
  expect(await convene(site, lead, body, meeting)).toBe(3)
  await expect(convene(site, lead, body, meeting)).rejects.toEqual(refused('already-convened'))
  const sent = await mails()
  expect(sent.map(({ to }) => to)).toEqual(['ada@exemple.fr', 'elected@229900998.test', 'scheme-lead@229900998.test'])
  const said = (message: Message | undefined) => plain(message?.paragraphs.join('\n') ?? '')
  expect(plain(sent[0]?.subject ?? '')).toBe('Convocation : Comité technique, 12 mars 2027 à 9 h 30')
  expect(said(sent[0])).toContain('Quand : 12 mars 2027, de 9 h 30 à 11 h 00 Où : Salle 12, en ligne : https://visio.exemple.fr/1') // biome-ignore format: one line
  expect(said(sent[0])).toContain('Ordre du jour : 1. Le choix Sept actions')
  expect(said(sent[2])).toContain('où vous siégez : Responsable ; Remplaçant, en suppléance.')
  // Who has no account could not follow a link.
  expect(sent.map(({ link }) => link?.href)).toEqual([undefined, ...Array(2).fill(`${site.url}/organisations/229900998/instances/${body}/reunions/${meeting}`)]) // biome-ignore format: one line
  expect(sent[0]?.attachment).toMatchObject({ name: 'reunion-2027-03-12.ics', type: 'text/calendar; charset=utf-8; method=REQUEST' }) // biome-ignore format: one line
  expect(sent[0]?.attachment?.text).toMatch(/SEQUENCE:0\r\n[\s\S]*DTSTART:20270312T083000Z/)
})

test('two who convene at once write once', async () => {
  const meeting = await planned()
  await item(meeting, 'Un')
  const both = await Promise.allSettled([convene(site, lead, body, meeting), convene(site, lead, body, meeting)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await mails()).toHaveLength(3)
})

test('moving or cancelling a meeting tells those who were called, and nobody else', async () => {
  const silent = await planned()
  expect(await changeMeeting(site, lead, body, silent, readMeeting({ ...FORM, place: 'Salle 1' }))).toBe(false)
  await cancelMeeting(site, lead, body, silent, '')
  expect(await mails()).toEqual([])
  const meeting = await convened()
  await db.run("delete from jobs.job where name = 'mail'")
  expect(await changeMeeting(site, lead, body, meeting, readMeeting({ ...FORM, from: '10:00' }))).toBe(true)
  await convene(site, lead, body, meeting, true)
  const changed = await mails()
  expect(changed).toHaveLength(6)
  const sequences = changed.map(({ attachment }) => /SEQUENCE:(\d)/.exec(attachment?.text ?? '')?.[1])
  expect(sequences.sort()).toEqual(['1', '1', '1', '2', '2', '2'])
  await db.run("delete from jobs.job where name = 'mail'")
  await cancelMeeting(site, lead, body, meeting, 'La salle est inondée.')
  const [first, ...others] = await mails()
  expect(others).toHaveLength(2)
  expect(first).toMatchObject({ subject: expect.stringContaining('Réunion annulée'), attachment: { type: expect.stringContaining('CANCEL') } }) // biome-ignore format: one line
  expect(first?.paragraphs).toContain('La salle est inondée.')
  expect(first?.attachment?.text).toMatch(/SEQUENCE:3\r\n[\s\S]*STATUS:CANCELLED/)
  await expect(cancelMeeting(site, lead, body, meeting, '')).rejects.toEqual(refused('meeting-cancelled'))
  await expect(item(meeting, 'Trop tard')).rejects.toEqual(refused('meeting-cancelled'))
})

test('who was there is said once it has begun; a voice is given to somebody who is there', async () => {
  const meeting = await convened()
  const said = (more: Record<string, string> = {}) => ({
    [`presence-${seats.lead}`]: 'present',
    [`presence-${seats.elected}`]: 'represented',
    [`par-${seats.elected}`]: seats.lead,
    [`presence-${seats.named}`]: 'excused',
    [`presence-${seats.silent}`]: 'away',
    ...more,
  })
  const record = (more: Record<string, string> = {}, now = LATER) =>
    recordAttendance(db, lead, body, meeting, said(more), now)
  await expect(record({}, new Date())).rejects.toEqual(refused('meeting-ahead'))
  await expect(record({ [`presence-${seats.silent}`]: '' })).rejects.toThrow(/Il manque.: Léo\./)
  const circle = { [`presence-${seats.lead}`]: 'represented', [`par-${seats.lead}`]: seats.elected }
  await expect(record(circle)).rejects.toEqual(refused('attendance-proxy'))
  await expect(record({ [`par-${seats.elected}`]: seats.silent })).rejects.toEqual(refused('attendance-proxy'))
  await expect(record({ [`par-${seats.elected}`]: 'nobody' })).rejects.toEqual(refused('attendance-proxy'))
  await record()
  await record({ [`presence-${seats.substitute}`]: 'present' })
  expect(await found(meeting)).toMatchObject({ state: 'held' })
  const kept = await db.transaction(trx => seatsOfPerson.copy(trx, elected.person.id))
  expect(kept).toMatchObject({ seats: [{ title: 'Élue' }], meetings: [{ presence: 'represented' }] })
  await expect(changeMeeting(site, lead, body, meeting, readMeeting(FORM))).rejects.toEqual(refused('meeting-begun'))
  await expect(cancelMeeting(site, lead, body, meeting, '')).rejects.toEqual(refused('meeting-held'))
  const page = await ask(`/${body}/reunions/${meeting}`, elected)
  expect(page.words).toContain('3 sur 4 sièges, pour un quorum de 3 : atteint')
  expect(page.words).toContain('Personne elected, Élue, représenté·e par Personne scheme-lead')
  expect(page.words).toContain('Personne scheme-lead, Remplaçant, supplée Ada')
})

test('minutes are written by one after the other, and read as documents with what was decided', async () => {
  const meeting = await convened()
  const write = (minutes: string, revision: string) =>
    writeMinutes(db, lead, body, meeting, readMinutes({ minutes, revision }))
  await expect(write('Trop tôt.', '0')).rejects.toEqual(refused('minutes-unheld'))
  expect((await ask(`/${body}/reunions/${meeting}/compte-rendu/pdf`, lead)).status).toBe(404)
  const everybody = Object.fromEntries([seats.lead, seats.elected, seats.named, seats.silent].map(id => [`presence-${id}`, 'present'])) // biome-ignore format: one line
  await recordAttendance(db, lead, body, meeting, everybody, LATER)
  await write('## Échanges\n\nTout va **bien**.', '0')
  await expect(write('Autre chose.', '0')).rejects.toEqual(refused('minutes-changed'))
  const late = await ask(`/${body}/reunions/${meeting}/compte-rendu`, lead, { minutes: 'Ma version.', revision: '0' })
  expect(late).toMatchObject({ status: 422, words: expect.stringMatching(/Échanges Tout va bien.*Ma version/) })
  expect(() => readMinutes({ minutes: 'x'.repeat(20_001), revision: '1' })).toThrow(refused('minutes-length'))
  const asked = await caseOf(db, lead, [body], 'Fiche 2-1')
  await db.transaction(trx =>
    sql`
      insert into body_decision (id, organisation_id, body_id, case_id, level, outcome, reason, way, meeting_id, seats, voices_for, voices_against,
        abstentions, decided_on, recorded_by)
      values (gen_random_uuid(), ${lead.membership.organisation.id}, ${body}, ${asked}, 0, 'return', 'Les pilotes manquent.', 'meeting', ${meeting},
        ${[seats.lead]}, 3, 1, 0, '2027-03-12', ${lead.person.id})`.execute(trx),
  )
  await expect(recordAttendance(db, lead, body, meeting, everybody, LATER)).rejects.toEqual(
    refused('attendance-decided'),
  )
  expect((await ask(`/${body}/reunions/${meeting}`, lead)).words).toContain('Renvoyé : Fiche 2-1 3 voix pour, 1 contre, 0 abstention Les pilotes manquent.') // biome-ignore format: one line
  const docx = await ask(`/${body}/reunions/${meeting}/compte-rendu/docx`, elected)
  const xml = Buffer.from(unzipSync(docx.bytes)['word/document.xml'] ?? []).toString()
  const words = plain(xml)
  for (const said of ['Compte rendu : Comité technique', 'Salle 12', '4 sur 4 sièges', 'Le choix des actions', 'Fiche 2-1', 'Les pilotes manquent', 'Échanges']) // biome-ignore format: one line
    expect(words).toContain(said)
  const pdf = await ask(`/${body}/reunions/${meeting}/compte-rendu/pdf`, elected)
  expect(Buffer.from(pdf.bytes.slice(0, 5)).toString()).toBe('%PDF-')
  expect((await ask(`/${body}/reunions/${meeting}/compte-rendu/odt`, elected)).status).toBe(404)
})

test('a meeting is a file for calendars, for whoever reads it; another organisation finds nothing', async () => {
  const meeting = await convened()
  const calendar = await ask(`/${body}/reunions/${meeting}/reunion.ics`, elected)
  expect(calendar.words).toMatch(/METHOD:PUBLISH.*UID:.*SUMMARY:Comité technique/)
  for (const path of [
    `reunions/${meeting}`,
    `reunions/${meeting}/reunion.ics`,
    `reunions/${meeting}/compte-rendu/pdf`,
  ]) {
    expect((await ask(`/${body}/${path}`, stranger)).status).toBe(404)
    const own = `/organisations/219900016/instances/${body}/${path}`
    expect((await app.request(own, { headers: door.as(stranger) })).status).toBe(404)
  }
  await expect(cancelMeeting(site, stranger, body, meeting, '')).rejects.toEqual(refused('body-unknown'))
  const other = await bodyOf(db, lead, { name: 'Autre comité' })
  await expect(convene(site, lead, other, meeting, true)).rejects.toEqual(refused('meeting-unknown'))
  expect((await ask(`/${other}/reunions/${meeting}`, lead)).status).toBe(404)
  expect((await ask(`/${body}/reunions/${meeting}/presences`, elected)).status).toBe(403)
})
