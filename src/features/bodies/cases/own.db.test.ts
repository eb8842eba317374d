import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { asking, plain } from '../bodies.test-support.ts'
import { factsOf } from '../meetings/facts.ts'
import { minutesPaper } from '../meetings/paper.ts'
import { bodyRoutes } from '../routes.tsx'
import { caseSite, refused } from './cases.test-support.ts'
import type { Matter } from './deciding.ts'
import { decideOfItself, type OwnDecision, ownKey } from './own.ts'
import { withdrawCase } from './submitting.ts'

const db = await testDatabase()
stopClock('2024-03-10T09:00:00Z')
const { lead, elected, stranger, political, technical, seats, site, begin, read, held } = await caseSite(db)
const offered = { scope: 'scheme:x', subject: '2025', title: 'Stratégie de 2025', label: 'Stratégie de 2025 : X' }
const MATTERS: Matter[] = [
  { name: 'strategy', label: 'Stratégie', says: '', usual: [], own: async () => [{ ...offered, scope: site.scope }] },
]
const door = openDoor()
const places = async () => new Map([[site.scope, { label: 'Schéma X', href: '/x' }]])
const app = plainSite(bodyRoutes({ db, mail: {} as never, url: '', matters: MATTERS, places }), door)
const ask = asking(app, door, () => lead)
let meeting = ''
const said = (more: Partial<OwnDecision> = {}): OwnDecision => ({
  ...{ body: political, meeting, about: null, form: randomUUID(), title: 'Ouvrir les cantines', words: 'Le *texte*.' },
  ...{ outcome: 'accept', reason: '', voices: null, ...more },
})
const decide = (more: Partial<OwnDecision> = {}, by = lead) => decideOfItself(db, by, said(more), MATTERS)

beforeAll(async () => {
  meeting = await held(political, '2024-03-05', seats.elected, seats.pilotAgain)
})
beforeEach(begin)

test('a body decides of itself, in a meeting before today; what it decided is frozen, and stands in the minutes', async () => {
  const id = await decide({ voices: { for: 1, against: 0, abstentions: 1 } })
  const found = await read(id)
  expect(found).toMatchObject({ own: true, state: 'accepted', bodies: [political], scope: `body:${political}` })
  expect(found.openedAt).toEqual(new Date('2024-03-05T09:00Z'))
  expect(found.decisions).toMatchObject([{ way: 'meeting', meeting, on: '2024-03-05', seats: expect.any(Array) }])
  expect(found.decisions[0]?.seats).toHaveLength(2)
  await expect(withdrawCase(db, lead, id)).rejects.toEqual(refused('case-closed'))
  const facts = await db.as(scopeOf(lead), trx => factsOf(trx, lead, political, meeting))
  expect(JSON.stringify(minutesPaper(facts as NonNullable<typeof facts>, lead))).toContain('Ouvrir les cantines')
  const page = (await ask(`/${political}/reunions/${meeting}`, elected)).words
  expect(page).toMatch(/Adopté : Ouvrir les cantines/)
  const answer = await app.request(`/organisations/229900998/decisions/${id}`, { headers: door.as(elected) })
  const words = plain(await answer.text())
  expect(words).toMatch(/adopté, en réunion , de sa propre initiative/)
  expect(words).not.toContain('Soumis par')
})

test('what only another feature knows is offered, kept under its name, and once for one meeting', async () => {
  const about = ownKey({ ...offered, matter: 'strategy', scope: site.scope })
  const id = await decide({ about, title: '' })
  expect(await read(id)).toMatchObject({ matter: 'strategy', subject: '2025', title: 'Stratégie de 2025' })
  await expect(decide({ about })).rejects.toEqual(refused('own-known'))
  const later = await held(political, '2024-03-08', seats.elected)
  expect((await read(await decide({ about, meeting: later }))).subject).toBe('2025')
  await expect(decide({ about: 'strategy scheme:y 2025' })).rejects.toEqual(refused('own-unknown'))
})

test('a form that is sent twice is recorded once', async () => {
  const form = randomUUID()
  const sent = { formulaire: form, intitule: 'Un', texte: '', issue: 'accept' }
  const at = `/${political}/reunions/${meeting}/decisions/nouvelle`
  expect((await ask(at, lead)).words).toContain('Stratégie de 2025 : X')
  expect((await ask(at, lead, sent)).to).toMatch(/\/decisions\/[0-9a-f-]{36}\?fait=inscrite$/)
  expect(await ask(at, lead, sent)).toMatchObject({ status: 422, words: expect.stringContaining('déjà inscrit') })
  expect((await ask(at, elected)).status).toBe(403)
  expect((await ask(`/${technical}/reunions/${meeting}/decisions/nouvelle`, lead)).status).toBe(404)
})

test('nothing is decided out of a meeting that was held, with a quorum, by a body of the organisation', async () => {
  await expect(decide({ title: ' ' })).rejects.toEqual(refused('own-title'))
  await expect(decide({ outcome: 'refuse' })).rejects.toEqual(refused('reason-missing'))
  await expect(decide({ voices: { for: 0, against: 2, abstentions: 0 } })).rejects.toEqual(refused('voices-contradict'))
  const one = await held(technical, '2024-03-05', seats.lead)
  await expect(decide({ body: technical, meeting: one })).rejects.toEqual(refused('quorum-missing'))
  await expect(decide({ body: technical })).rejects.toEqual(refused('meeting-unknown'))
  const ahead = await held(political, '2024-04-05', seats.elected)
  await expect(decide({ meeting: ahead })).rejects.toEqual(refused('meeting-to-come'))
  await expect(decide({}, stranger)).rejects.toEqual(refused('meeting-unknown'))
  const open = await db.as(scopeOf(lead), trx => sql`select id from validation_case where state = 'open'`.execute(trx))
  expect(open.rows).toEqual([])
})
