import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { plainDocument } from './document/reading.ts'
import { documentOf } from './exporting.ts'
import { endPilot, namePilot } from './life/pilots.ts'
import { schemeRoutes } from './routes.tsx'
import { read, SMALL } from './scheme.test-support.ts'
import { findScheme, openScheme } from './schemes.ts'
import { changePart } from './text/editing.ts'
import { markOf } from './text/merging.ts'
import { addPart, movePart, removePart } from './text/structure.ts'

const db = await testDatabase()
const door = openDoor()
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
const CODE = 'essai-2026'
let mine: Record<'scheme-lead' | 'pilot' | 'elected', Someone>
let theirs: Record<'administrator', Someone>

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected')
  theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
  await openScheme(db, mine['scheme-lead'], read(SMALL))
}, 60_000)

const written = () =>
  db.as(scopeOf(mine['scheme-lead']), async trx => {
    const scheme = await findScheme(trx, mine['scheme-lead'], CODE)
    if (scheme === null) throw new Error('no scheme')
    return documentOf(trx, scheme)
  })
const edit = (fields: Record<string, unknown>, was: Record<string, unknown>) => ({
  fields,
  marks: Object.fromEntries(Object.entries(was).map(([name, value]) => [name, markOf(value)])),
})
const get = async (path: string, someone: Someone) => {
  const answer = await app.request(`/organisations/229900998/schemas${path}`, { headers: door.as(someone) })
  return { status: answer.status, text: (await answer.text()).replace(/[\u00a0\u202f]/g, ' ') }
}
const post = async (path: string, fields: Record<string, string>, someone: Someone) => {
  const answer = await app.request(`/organisations/229900998/schemas${path}`, {
    method: 'POST',
    headers: door.as(someone),
    body: new URLSearchParams(fields),
  })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}

test('two who change two fields of a sheet both keep theirs; of one field, the second sees both texts', async () => {
  const lead = mine['scheme-lead']
  const was = (await written()).actions[0] as { title: string; aim: string }
  await changePart(db, lead, CODE, 'papier', edit({ title: 'Moins de papier', aim: was.aim }, was))
  await changePart(db, lead, CODE, 'papier', edit({ title: was.title, aim: 'Un autre but.' }, was))
  expect((await written()).actions[0]).toMatchObject({ title: 'Moins de papier', aim: 'Un autre but.' })
  const late = changePart(db, lead, CODE, 'papier', edit({ aim: 'Un troisième but.' }, was))
  await expect(late).rejects.toMatchObject({
    code: 'edited-meanwhile',
    conflicts: [{ field: 'aim', theirs: 'Un autre but.', mine: 'Un troisième but.' }],
  })
  expect((await written()).actions[0]).toMatchObject({ aim: 'Un autre but.' })

  const sent = {
    title: 'Moins de papier',
    'title.marque': markOf('Moins de papier'),
    aim: 'Un troisième but.',
    'aim.marque': markOf(was.aim),
  }
  const shown = await post(`/${CODE}/parties/papier`, sent, lead)
  expect(shown.status).toBe(422)
  expect(shown.text).toContain('Un autre but.')
  expect(shown.text).toContain('Un troisième but.')
  const marks = Object.fromEntries(
    [...shown.text.matchAll(/name="([a-z]+\.marque)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  expect(await post(`/${CODE}/parties/papier`, { ...sent, ...marks, aim: 'Les deux buts.' }, lead)).toMatchObject({
    status: 303,
  })
  expect((await written()).actions[0]).toMatchObject({ title: 'Moins de papier', aim: 'Les deux buts.' })
})

test('a part goes where its kind may be, never under itself, and takes what it holds with it', async () => {
  const lead = mine['scheme-lead']
  const before = plainDocument(await written())
  await expect(movePart(db, lead, CODE, 'ecologie', 'ressources', null)).rejects.toMatchObject({
    code: 'parent-forbidden',
  })
  await expect(movePart(db, lead, CODE, 'ecologie', 'ecologie', null)).rejects.toMatchObject({
    code: 'parent-forbidden',
  })
  await expect(movePart(db, lead, CODE, 'papier', 'nulle-part', null)).rejects.toMatchObject({ code: 'part-unknown' })
  await movePart(db, lead, CODE, 'social', null, 'ecologie')
  await movePart(db, lead, CODE, 'papier', 'social', 'clauses')
  const moved = await written()
  expect(moved.axes.map(({ key }) => key)).toEqual(['social', 'ecologie'])
  expect(moved.actions.map(({ key, parent }) => [key, parent])).toEqual([
    ['papier', 'social'],
    ['clauses', 'social'],
  ])
  await movePart(db, lead, CODE, 'social', null, null)
  await movePart(db, lead, CODE, 'papier', 'ressources', null)
  expect(plainDocument(await written())).toEqual(before)

  const key = await addPart(db, lead, CODE, 'action', 'ressources', { title: 'Réemployer le mobilier' })
  expect(key).toBe('reemployer-le-mobilier')
  expect(await addPart(db, lead, CODE, 'action', 'social', { title: 'Réemployer le mobilier' })).toBe(`${key}-2`)
  await expect(removePart(db, lead, CODE, 'social')).rejects.toMatchObject({ code: 'part-holds' })
  await removePart(db, lead, CODE, `${key}-2`)
  await removePart(db, lead, CODE, key)
  expect(plainDocument(await written())).toEqual(before)
})

test('nobody writes without the role, another’s scheme, or an action that somebody else pilots', async () => {
  const was = (await written()).actions[0] as { title: string }
  const change = (actor: Someone) => changePart(db, actor, CODE, 'papier', edit({ title: 'À moi' }, was))
  await expect(change(mine.pilot)).rejects.toMatchObject({ code: 'not-pilot' })
  await expect(change(mine.elected)).rejects.toMatchObject({ code: 'role-lost' })
  await expect(change(theirs.administrator)).rejects.toMatchObject({ code: 'scheme-unknown' })
  await expect(addPart(db, mine.pilot, CODE, 'axis', null, { title: 'Un axe' })).rejects.toMatchObject({
    code: 'role-lost',
  })
  await expect(removePart(db, theirs.administrator, CODE, 'social', true)).rejects.toMatchObject({
    code: 'scheme-unknown',
  })

  const { membership } = mine.pilot
  const lead = mine['scheme-lead']
  await expect(namePilot(db, mine.pilot, CODE, 'papier', membership.id)).rejects.toMatchObject({ code: 'role-lost' })
  for (const other of [mine.elected, theirs.administrator])
    await expect(namePilot(db, lead, CODE, 'papier', other.membership.id)).rejects.toMatchObject({
      code: 'pilot-unknown',
    })
  expect(await post(`/${CODE}/actions/papier/pilotes`, { membre: membership.id }, lead)).toMatchObject({ status: 303 })
  await namePilot(db, lead, CODE, 'papier', membership.id)
  await change(mine.pilot)
  expect((await written()).actions[0]).toMatchObject({ title: 'À moi' })
  expect((await get(`/${CODE}/actions/papier`, mine.pilot)).text).toContain('Modifier la fiche')
  expect((await get(`/${CODE}/actions/clauses`, mine.pilot)).text).not.toContain('Modifier la fiche')
  await endPilot(db, lead, CODE, 'papier', membership.id)
  await expect(change(mine.pilot)).rejects.toMatchObject({ code: 'not-pilot' })
  await expect(endPilot(db, lead, CODE, 'papier', membership.id)).rejects.toMatchObject({ code: 'pilot-unknown' })
})

test('from a blank page: an axis, an objective, an action, and where it stands', async () => {
  const lead = mine['scheme-lead']
  const opened = await post(
    '/nouveau',
    { code: 'spaser-2027', title: 'SPASER 2027', from: '2027-01-01', to: '2029-12-31' },
    lead,
  )
  expect(opened).toMatchObject({ status: 303, to: '/organisations/229900998/schemas/spaser-2027?fait=ouvert' })
  expect(
    (await post('/nouveau', { code: 'spaser-2027', title: 'X', from: '2027-01-01', to: '2029-12-31' }, lead)).text,
  ).toContain('déjà prise')
  expect(
    (await post('/nouveau', { code: 'A', title: 'X', from: '2027-01-01', to: '2029-12-31' }, lead)).text,
  ).toContain('en minuscules')
  const add = (nature: string, sous: string, title: string) =>
    post('/spaser-2027/ajout', { nature, sous, code: '1', title }, lead)
  await add('axe', '', 'Énergie')
  await add('objectif', 'energie', 'Consommer moins')
  expect(await add('action', 'consommer-moins', 'Éteindre la nuit')).toMatchObject({
    to: '/organisations/229900998/schemas/spaser-2027/actions/eteindre-la-nuit?fait=ajoute',
  })
  expect((await add('action', 'consommer-moins', ' ')).text).toContain('est vide')
  const said = { nature: 'etat', etat: 'late', jour: '2026-01-31', mots: 'Les minuteries manquent.' }
  expect(await post('/spaser-2027/actions/eteindre-la-nuit/suivi', said, lead)).toMatchObject({ status: 303 })
  const tomorrow = await post('/spaser-2027/actions/eteindre-la-nuit/suivi', { ...said, jour: '2099-01-01' }, lead)
  expect(tomorrow).toMatchObject({ status: 422 })
  expect((await get('/spaser-2027', lead)).text).toContain('En retard')
  expect((await get('/spaser-2027/actions/eteindre-la-nuit', mine.elected)).text).toContain('Les minuteries manquent.')
  expect((await get('', lead)).text).toContain('SPASER 2027')
  expect((await get('/spaser-2027', theirs.administrator)).status).toBe(404)
})
