import { sql } from 'kysely'
import { beforeEach, expect, test, vi } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { asking, plain } from '../bodies.test-support.ts'
import { caseSite, refused } from '../cases/cases.test-support.ts'
import type { Matter } from '../cases/deciding.ts'
import { bodyRoutes } from '../routes.tsx'
import { answerOrientation, takeUp } from './answering.ts'
import { giveOrientation, readOrientation } from './giving.ts'
import { isLate } from './orientations.ts'
import { orientationsOf } from './reading.ts'

const db = await testDatabase()
stopClock('2024-03-10T09:00:00Z')
const { lead, elected, pilot, stranger, group, technical, seats, site, begin, submit, held } = await caseSite(db)
const MATTERS: Matter[] = [
  {
    ...{ name: 'action', label: 'Contenu d’une action', says: '', usual: [] },
    href: ({ href }, { subject }) => `${href}/actions/${subject}`,
    written: async () => ['1-1', '1-2'].map(subject => ({ subject, title: `Action ${subject}` })),
  },
]
const places = async () => new Map([[site.scope, { label: 'Schéma X', href: '/x' }]])
const door = openDoor()
const app = plainSite(bodyRoutes({ db, mail: {} as never, url: '', matters: MATTERS, places }), door)
const ask = asking(app, door, () => lead)
const form = (more: Record<string, string> = {}) => ({
  ...{ title: 'Ouvrir aux femmes', words: 'Les heures d’insertion.', to: group, scope: site.scope, matter: 'action' },
  ...more,
})
const give = (more: Record<string, string> = {}, by = lead, body = technical) =>
  giveOrientation(db, by, body, readOrientation(form(more)), places)
const answer = (id: string, subjects: string[], by = pilot, words = '') =>
  answerOrientation(db, by, id, { subjects, answer: words, declines: subjects.length === 0 }, MATTERS)
const read = async (id: string) =>
  (await db.as(scopeOf(lead), trx => orientationsOf(trx, lead, { id })))[0] as NonNullable<
    Awaited<ReturnType<typeof orientationsOf>>[number]
  >

beforeEach(async () => {
  vi.setSystemTime(new Date('2024-03-10T09:00:00Z'))
  await begin()
})

test('what a body asks for is taken up, answered by what is written, submitted, and read from both ends', async () => {
  const meeting = await held(technical, '2024-03-05', seats.lead, seats.anne)
  const { to } = await ask(`/${technical}/orientations/nouvelle`, lead, form({ meeting, due: '2024-06-30' }))
  const id = /orientations\/([0-9a-f-]{36})\?fait=donnee$/.exec(to)?.[1] ?? ''
  expect(await read(id)).toMatchObject({ on: '2024-03-05', due: '2024-06-30', state: 'sent', by: technical, to: group })
  await takeUp(db, pilot, id)
  await expect(takeUp(db, pilot, id)).rejects.toEqual(refused('orientation-taken'))
  const at = `/${technical}/orientations/${id}`
  expect(await ask(`${at}/suite`, pilot, {})).toMatchObject({ status: 422, words: expect.stringContaining('Choisissez au moins une') }) // biome-ignore format: one line
  expect((await ask(`${at}/suite`, pilot, { ecrit: '1-1', mots: 'Fiche prête.' })).to).toContain('fait=suivie')
  expect(await read(id)).toMatchObject({ state: 'answered', written: [{ subject: '1-1', title: 'Action 1-1' }] })
  await expect(answer(id, ['1-2'])).rejects.toEqual(refused('orientation-over'))

  const asked = await submit('1-1')
  const page = (await ask(at, elected)).words
  expect(page).toMatch(/donne l’orientation .*la prend en charge .*a écrit : Action 1-1 Fiche prête\. .*Soumis aux instances : Action 1-1 En cours/) // biome-ignore format: one line
  const found = await app.request(`/organisations/229900998/decisions/${asked}`, { headers: door.as(elected) })
  expect(plain(await found.text())).toMatch(/Comité technique donne l’orientation Ouvrir aux femmes .*Soumis par/)
  for (const where of [`/${technical}/reunions/${meeting}`, `/${group}`, `/${technical}`])
    expect((await ask(where, elected)).words).toContain('Ouvrir aux femmes')
})

test('what is not written is said to be, with the reason; nothing of an answer changes after', async () => {
  const id = await give()
  await expect(answer(id, [])).rejects.toEqual(refused('orientation-reason'))
  await answer(id, [], pilot, 'Une action le dit déjà.')
  expect(await read(id)).toMatchObject({ state: 'declined', on: '2024-03-10', written: [] })
  await expect(takeUp(db, pilot, id)).rejects.toEqual(refused('orientation-over'))
  const scope = scopeOf(lead, 'answer-orientation')
  await expect(db.as(scope, trx => sql`update orientation set answer = 'x'`.execute(trx))).rejects.toThrow('answered')
})

test('a case that was submitted before does not answer what was asked after', async () => {
  const asked = await submit('1-2')
  vi.setSystemTime(new Date('2024-03-12T09:00:00Z'))
  const id = await give()
  await answer(id, ['1-2'])
  expect((await ask(`/${technical}/orientations/${id}`, lead)).words).not.toContain('Soumis aux instances')
  const found = await app.request(`/organisations/229900998/decisions/${asked}`, { headers: door.as(lead) })
  expect(plain(await found.text())).not.toContain('donne l’orientation')
})

test('it goes from one open body to another, of one organisation, of a meeting that began, about what there is', async () => {
  const cancelled = await held(technical, '2024-03-06')
  await db.transaction(trx => sql`update meeting set state = 'cancelled' where id = ${cancelled}`.execute(trx))
  const other = await held(group, '2024-03-05', seats.pilot)
  const ahead = await held(technical, '2024-04-05')
  for (const meeting of [cancelled, other, ahead])
    await expect(give({ meeting })).rejects.toEqual(refused('orientation-meeting'))
  await expect(give({ to: technical })).rejects.toEqual(refused('orientation-body'))
  await expect(give({ scope: 'scheme:autre' })).rejects.toEqual(refused('orientation-scope'))
  await expect(give({ due: '2024-03-09' })).rejects.toEqual(refused('orientation-due'))
  await expect(give({}, elected)).rejects.toEqual(refused('role-lost'))
  await expect(give({}, stranger)).rejects.toEqual(refused('orientation-body'))
  expect(() => readOrientation(form({ title: ' \n ' }))).toThrow(refused('orientation-title'))
  expect(() => readOrientation(form({ words: 'x'.repeat(5001) }))).toThrow(refused('orientation-words'))
  const id = await give()
  await expect(answer(id, ['1-1'], elected)).rejects.toEqual(refused('orientation-sitting'))
  await expect(answer(id, ['1-1'], stranger)).rejects.toEqual(refused('orientation-unknown'))
  await expect(answer(id, ['1-1', '9-9'])).rejects.toEqual(refused('orientation-written'))
  expect((await ask(`/${group}/orientations/${id}`, lead)).status).toBe(404)
  expect((await ask(`/${technical}/orientations/${id}`, stranger)).status).toBe(404)
})

test('an answer is late once its day is over, as long as it is owed', () => {
  const due = '2024-03-10'
  expect(isLate({ state: 'sent', due }, '2024-03-10')).toBe(false)
  expect(isLate({ state: 'taken-up', due }, '2024-03-11')).toBe(true)
  expect(isLate({ state: 'answered', due }, '2024-03-11')).toBe(false)
  expect(isLate({ state: 'sent', due: null }, '2024-03-11')).toBe(false)
})
