import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { parisDay } from '#kernel'
import { day } from '#ui'
import { openDoor, type Someone } from '../../../../tests/support/actors.ts'
import { stopClock } from '../../../../tests/support/clock.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { sayOfAction } from '../life/events.ts'
import { schemeRoutes } from '../routes.tsx'
import { openVersion } from '../scheme.ts'
import { VOTED, versionSite } from './versions.test-support.ts'

const db = await testDatabase()
stopClock()
const { lead, pilot, elected, stranger, draft, schemeOf, stateOf, write } = await versionSite(db)
const door = openDoor()
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

async function get(path: string, someone?: Someone) {
  const answer = await app.request(path, { headers: someone ? door.as(someone) : {} })
  const queries = Number(/"(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1])
  return { status: answer.status, queries, headers: answer.headers, text: plain(await answer.text()) }
}
async function post(path: string, fields: Record<string, string>, someone: Someone) {
  const answer = await app.request(path, {
    method: 'POST',
    headers: door.as(someone),
    body: new URLSearchParams(fields),
  })
  return { status: answer.status, to: answer.headers.get('location'), text: plain(await answer.text()) }
}
const space = (name: string) => `/organisations/229900998/schemas/${name}`

test('from the draft to the public page, by forms; what is refused keeps what was typed', async () => {
  const name = await draft({ notice: 'Schéma inventé.' })
  const versions = `${space(name)}/versions`
  expect((await get(versions, elected)).text).not.toContain('Soumettre')
  expect((await get(`${versions}/adoption`, lead)).status).toBe(404)
  expect(await post(`${versions}/soumission`, {}, lead)).toMatchObject({ status: 303, to: `${versions}?fait=soumis` })
  expect((await get(`${versions}?fait=soumis`, lead)).text).toContain('Le texte est soumis')
  const again = await post(`${versions}/soumission`, {}, lead)
  expect(again).toMatchObject({ status: 422, text: expect.stringContaining('L’état de ce schéma a changé') })

  const { sha256 } = openVersion(await schemeOf(name)) ?? {}
  const form = { numero: '1', empreinte: sha256 ?? '', date: '2026-12-01', deliberation: '2026-014', vote: VOTED.vote }
  expect((await get(`${versions}/adoption`, lead)).text).toContain(sha256)
  const early = await post(`${versions}/adoption`, form, lead)
  expect(early).toMatchObject({ status: 422, text: expect.stringContaining('à venir') })
  expect(early.text).toContain('value="2026-014"')
  expect((await post(`${versions}/adoption`, { ...form, date: VOTED.on }, lead)).to).toBe(`${versions}?fait=adopte`)
  // Somebody else said it first: the list of versions says so.
  const late = await post(`${versions}/adoption`, { ...form, date: VOTED.on }, lead)
  expect(late).toMatchObject({ status: 422, text: expect.stringContaining('quelqu’un d’autre l’a soumis, adopté') })

  expect((await get(`/schemas/${name}`)).status).toBe(404)
  expect((await post(`${space(name)}/publication`, {}, lead)).status).toBe(303)
  await sayOfAction(db, lead, name, 'papier', {
    kind: 'status',
    day: '2026-03-01',
    status: 'ongoing',
    words: 'Mot privé.',
  })
  await sayOfAction(db, lead, name, 'papier', { kind: 'note', day: '2026-03-01', words: 'Note privée.' })
  const page = await get(`/schemas/${name}`)
  for (const words of [
    'Adopté le',
    'délibération',
    'Diminuer la consommation',
    'En cours',
    'Schéma inventé',
    'T0 2025 : 121 492 kg',
    'Cible 2028 : 90 000 kg',
    'Sans T0',
    sha256,
  ])
    expect(page.text).toContain(words)
  expect(page.text).not.toMatch(/privé|Personne/)
  expect(page.queries).toBeLessThanOrEqual(5)
  expect(page.text.length).toBeLessThan(15_000)
  const etag = page.headers.get('etag') ?? ''
  expect((await app.request(`/schemas/${name}`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  await sayOfAction(db, lead, name, 'papier', { kind: 'status', day: '2026-03-02', status: 'late', words: '' })
  expect((await get(`/schemas/${name}`)).text).toContain('En retard')
  expect((await get('/schemas')).text).toContain(`/schemas/${name}`)

  const file = await app.request(`/schemas/${name}/versions/1.json`)
  expect(file.headers.get('cache-control')).toContain('immutable')
  const bytes = new Uint8Array(await file.arrayBuffer())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  for (const path of ['versions/2.json', 'versions/1', 'versions/1.xml'])
    expect((await get(`/schemas/${name}/${path}`)).status).toBe(404)
  expect((await post(`${space(name)}/publication/retrait`, {}, lead)).status).toBe(303)
  for (const path of ['', '/versions/1.json']) expect((await get(`/schemas/${name}${path}`)).status).toBe(404)
})

test('an amendment is compared, never seen in public, and dropped; each day has its text and its states', async () => {
  const name = await draft()
  const versions = `${space(name)}/versions`
  await post(`${versions}/soumission`, {}, lead)
  const { sha256 = '' } = openVersion(await schemeOf(name)) ?? {}
  await post(`${versions}/adoption`, { numero: '1', empreinte: sha256 ?? '', date: VOTED.on }, lead)
  await post(`${space(name)}/publication`, {}, lead)
  const refused = await post(`${versions}/modification`, { objet: ' ' }, lead)
  expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('Dites en une phrase') })
  expect((await post(`${versions}/modification`, { objet: 'Axes réécrits.' }, lead)).status).toBe(303)
  await write(name, `update scheme_part set content = content || '{"title": "Axe réécrit <b>"}'`)
  const compared = await get(`${versions}/comparaison`, elected)
  expect(compared.text).toMatch(/<ins>.*Axe réécrit &lt;b&gt;/)
  expect(compared.text).toContain('2 modifications')
  expect(compared.queries).toBeLessThanOrEqual(8)
  expect((await get(`${versions}/comparaison?avant=1&apres=1`, elected)).text).toContain('disent la même chose')
  expect((await get(`/schemas/${name}`)).text).not.toContain('réécrit')
  expect((await get(`${versions}/2`, lead)).status).toBe(404)
  expect((await get(`${versions}/1`, elected)).text).toContain('Diminuer la consommation')

  const drop = await get(`${versions}/abandon`, lead)
  expect(drop.text).toContain('2 parties')
  expect((await post(`${versions}/abandon`, { numero: '1' }, lead)).status).toBe(422)
  expect((await post(`${versions}/abandon`, { numero: '2' }, lead)).to).toBe(`${versions}?fait=abandonne`)
  expect(await stateOf(name)).toEqual(['adopted', 'dropped'])

  await sayOfAction(db, lead, name, 'papier', { kind: 'status', day: '2026-03-01', status: 'ongoing', words: '' })
  await sayOfAction(db, lead, name, 'papier', { kind: 'step', day: '2026-04-01', step: 'e1', done: true, words: '' })
  await sayOfAction(db, lead, name, 'papier', { kind: 'status', day: '2026-05-01', status: 'done', words: '' })
  const on = async (day: string) => (await get(`${space(name)}/etat?date=${day}`, elected)).text
  expect(await on('2026-02-26')).toContain('Aucun texte n’était en vigueur')
  expect(await on('2026-02-28')).toMatch(/Non dit[\s\S]*0 sur 1/)
  // Said since, for a day before: it counts, and the page says when it was said.
  const said = day(parisDay(new Date(vi.getRealSystemTime())), 'short')
  const back = (await on('2026-03-31')).replace(/[\u00a0\u202f]/g, ' ').replace(/<[^>]*>/g, '')
  expect(back).toMatch(new RegExp(`En cours[\\s\\S]*saisi le ${said.replace(/[\u00a0\u202f]/g, ' ')}[\\s\\S]*0 sur 1`))
  expect(await on('2026-04-30')).toMatch(/En cours[\s\S]*1 sur 1/)
  expect(await on('2026-05-01')).toContain('Terminée')
  expect(await on('2099-01-01')).toContain('value="2026-11-23"')
  expect(await on('2026-02-30')).toContain('value="2026-11-23"')
})

test('whoever does not lead reads; another organisation finds nothing', async () => {
  const name = await draft()
  expect((await get(`${space(name)}/versions`, pilot)).status).toBe(200)
  expect((await post(`${space(name)}/versions/soumission`, {}, pilot)).status).toBe(403)
  const theirs = `/organisations/219900011/schemas/${name}`
  for (const path of ['/versions', '/versions/1', '/versions/comparaison', '/versions/abandon', '/etat'])
    expect((await get(theirs + path, stranger)).status).toBe(404)
  for (const path of ['/versions/soumission', '/versions/abandon', '/publication'])
    expect((await post(theirs + path, { numero: '1' }, stranger)).status).toBe(400)
  expect(await stateOf(name)).toEqual(['draft'])
})
