import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { asking, bodyOf, caseOf, refused, seatOf } from '../bodies.test-support.ts'
import { bodyRoutes } from '../routes.tsx'
import { readBody, readSeat, readSeatChange } from './fields.ts'
import { changeBody, closeBody } from './opening.ts'
import { bodiesOf, seatsIn } from './reading.ts'
import { addSeat, changeSeat, removeSeat } from './seating.ts'

const db = await testDatabase()
stopClock()
const door = openDoor()
const app = plainSite(bodyRoutes({ db, mail: {} as never, url: 'https://exemple.test' }), door)
let lead: Someone
let elected: Someone
let stranger: Someone
let technical: string
let chair: string

const seats = (body = technical) => db.as(scopeOf(lead), trx => seatsIn(trx, lead, body))
const NAMED = { name: 'Yves Martin', title: 'Directeur' }

const ask = asking(app, door, () => lead)

beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Département', 'scheme-lead', 'elected')
  const theirs = await organisationOf(db, '21990001600011', 'Commune', 'administrator')
  ;[lead, elected, stranger] = [mine['scheme-lead'], mine.elected, theirs.administrator]
  technical = await bodyOf(db, lead)
  chair = await seatOf(db, lead, technical, { person: elected.person.id, title: 'Directrice', role: 'chair' })
})

test('a body is opened and changed by who organises, under a name that no other open one has', async () => {
  const { to } = await ask('/nouvelle', lead, { kind: 'other', name: ' Comité\r\nBcc: a@b.fr ', decides: 'consent' })
  expect(to).toMatch(/instances\/[0-9a-f-]{36}\?fait=ouverte$/)
  const found = (await db.as(scopeOf(lead), trx => bodiesOf(trx, lead))).find(({ kind }) => kind === 'other')
  expect(found).toMatchObject({
    name: 'Comité Bcc: a@b.fr',
    quorum: null,
    decides: 'consent',
    alone: false,
    open: true,
  })
  await expect(bodyOf(db, lead, { name: 'COMITÉ TECHNIQUE' })).rejects.toEqual(refused('body-known'))
  await expect(bodyOf(db, elected, { name: 'Autre' })).rejects.toEqual(refused('role-lost'))
  const again = await ask('/nouvelle', lead, { kind: 'other', name: 'Un', decides: 'majority', quorum: '101' })
  expect(again).toMatchObject({ status: 422, words: expect.stringContaining('un quorum entre 1 et 100') })
  expect((await ask('/nouvelle', elected)).status).toBe(403)
})

test('each field of a body is refused by its own sentence', () => {
  const read = (sent: Record<string, string>) => () =>
    readBody({ kind: 'other', name: 'Un', decides: 'majority', ...sent })
  expect(read({ kind: 'jury' })).toThrow(refused('body-kind'))
  expect(read({ name: ' \n ' })).toThrow(refused('body-name'))
  expect(read({ name: 'x'.repeat(121) })).toThrow(refused('body-name'))
  expect(read({ mandate: 'x'.repeat(5001) })).toThrow(refused('body-mandate'))
  expect(read({ quorum: '0' })).toThrow(refused('body-quorum'))
  expect(read({ decides: 'dice' })).toThrow(refused('body-decides'))
})

test('a seat is held by a member, or by somebody who is named: one of the two', async () => {
  const add = (sent: Record<string, string>) =>
    addSeat(db, lead, technical, readSeat({ title: 'Membre', since: '2024-01-01', ...sent }))
  await expect(add({})).rejects.toEqual(refused('seat-holder'))
  await expect(add({ person: lead.person.id, name: 'Yves' })).rejects.toEqual(refused('seat-holder'))
  await expect(add({ person: stranger.person.id })).rejects.toEqual(refused('seat-person'))
  await expect(add({ ...NAMED, until: '2023-12-31' })).rejects.toEqual(refused('seat-until'))
  expect(() => readSeat({ ...NAMED, since: '2024-02-30' })).toThrow(refused('seat-since'))
  expect(() => readSeat({ ...NAMED, since: '2024-02-01', email: 'a@b.fr\r\nBcc: c@d.fr' })).toThrow(
    refused('seat-email'),
  )
  await expect(add({ person: elected.person.id, title: 'Directrice' })).rejects.toEqual(refused('seat-held'))
  const id = await add({ ...NAMED, email: ' Yves@Exemple.FR ' })
  expect((await seats()).find(one => one.id === id)).toMatchObject({ name: 'Yves Martin', email: 'yves@exemple.fr', gone: false }) // biome-ignore format: one line
})

test('a substitute sits for a titular seat of the same body, as an ordinary member, and stops with it', async () => {
  const titular = await seatOf(db, lead, technical, { name: 'Ada', title: 'Cheffe' })
  const substitute = await seatOf(db, lead, technical, { name: 'Léo', substituteOf: titular, role: 'chair' })
  const other = await bodyOf(db, lead, { name: 'Autre comité' })
  const sits = (body: string, substituteOf: string) => seatOf(db, lead, body, { name: 'Zoé', substituteOf })
  await expect(sits(technical, substitute)).rejects.toEqual(refused('seat-substitute'))
  await expect(sits(other, titular)).rejects.toEqual(refused('seat-substitute'))
  expect((await seats()).find(({ id }) => id === substitute)).toMatchObject({ role: 'member', substituteOf: titular })
  await expect(removeSeat(db, lead, technical, titular)).rejects.toEqual(refused('seat-served'))
  await changeSeat(db, lead, technical, titular, readSeatChange({ title: 'Cheffe de service', name: 'Ada L.', until: '2026-06-30' })) // biome-ignore format: one line
  const after = (await seats()).filter(({ id }) => id === titular || id === substitute)
  expect(after.map(({ until }) => until)).toEqual(['2026-06-30', '2026-06-30'])
  await removeSeat(db, lead, technical, substitute)
  await removeSeat(db, lead, technical, titular)
  await expect(removeSeat(db, lead, technical, titular)).rejects.toEqual(refused('seat-unknown'))
})

test('a seat that served stays, and does not end before it did', async () => {
  const seat = await seatOf(db, lead, technical, { name: 'Paul', title: 'Chef' })
  await db.transaction(async trx => {
    await sql`
      insert into meeting (id, organisation_id, body_id, starts_at, ends_at, state)
      values (gen_random_uuid(), ${lead.membership.organisation.id}, ${technical}, '2025-03-31T22:30Z', '2025-04-01T00:00Z', 'held')`.execute(trx) // biome-ignore format: one line
    await sql`
      insert into attendance (id, organisation_id, body_id, meeting_id, seat_id, presence)
      select gen_random_uuid(), organisation_id, body_id, id, ${seat}, 'present' from meeting where body_id = ${technical}`.execute(trx) // biome-ignore format: one line
  })
  await expect(removeSeat(db, lead, technical, seat)).rejects.toEqual(refused('seat-served'))
  const until = (day: string) => changeSeat(db, lead, technical, seat, readSeatChange({ title: 'Chef', name: 'Paul', until: day })) // biome-ignore format: one line
  await expect(until('2025-03-31')).rejects.toThrow(/a servi le 1er.avril 2025/)
  await until('2025-04-01')
})

test('a page tells where else people sit, and who has left the organisation', async () => {
  const political = await bodyOf(db, lead, { kind: 'political', name: 'Comité politique' })
  await seatOf(db, lead, political, { person: elected.person.id, title: 'Vice-présidente' })
  expect((await ask(`/${technical}`, elected)).words).toContain('Siège aussi : Comité politique')
  expect((await ask('', elected)).words).toMatch(/Comité politique Comité de pilotage politique Personne 1 Aucune de prévue/) // biome-ignore format: one line
  await db.transaction(trx => sql`update membership set ended_at = now() where person_id = ${elected.person.id}`.execute(trx)) // biome-ignore format: one line
  expect((await ask(`/${technical}`, lead)).words).toContain('N’est plus membre de l’organisation')
  await db.transaction(trx => sql`update membership set ended_at = null where person_id = ${elected.person.id}`.execute(trx)) // biome-ignore format: one line
  expect((await ask(`/${political}/sieges/${chair}`, lead)).status).toBe(404)
})

test('what belongs to another organisation is not found, whatever its address', async () => {
  expect((await ask(`/${technical}`, stranger)).status).toBe(404)
  const answer = await app.request(`/organisations/219900016/instances/${technical}`, { headers: door.as(stranger) })
  expect(answer.status).toBe(404)
  await expect(closeBody(db, stranger, technical)).rejects.toEqual(refused('body-unknown'))
  await expect(seatOf(db, stranger, technical, NAMED)).rejects.toEqual(refused('body-unknown'))
  await expect(changeSeat(db, stranger, technical, chair, readSeatChange({ title: 'X' }))).rejects.toEqual(refused('body-unknown')) // biome-ignore format: one line
})

test('a body closes once nothing waits for it; then nothing changes in it', async () => {
  const body = await bodyOf(db, lead, { name: 'Comité d’un an' })
  await caseOf(db, lead, [technical, body], 'Fiche 1-1.3', 1)
  const closing = await ask(`/${body}/fermeture`, lead, {})
  expect(closing).toMatchObject({ status: 422, words: expect.stringContaining('se prononcer sur « Fiche 1-1.3 »') })
  await db.transaction(trx => sql`update validation_case set level = 0`.execute(trx))
  expect((await ask(`/${body}/fermeture`, lead, {})).to).toContain('fait=close')
  await expect(changeBody(db, lead, body, readBody({ kind: 'other', name: 'X', decides: 'majority' }))).rejects.toEqual(refused('body-closed')) // biome-ignore format: one line
  await expect(seatOf(db, lead, body, NAMED)).rejects.toEqual(refused('body-closed'))
  expect((await ask(`/${body}/modification`, lead)).status).toBe(404)
  expect((await ask('', lead)).words).toMatch(/Instances closes Comité d’un an/)
  await bodyOf(db, lead, { name: 'Comité d’un an' })
})
