import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { documentOf } from '../exporting.ts'
import { schemeRoutes } from '../routes.tsx'
import { read, SMALL } from '../scheme.test-support.ts'
import { findScheme, openScheme } from '../schemes.ts'
import { adoptVersion, submitVersion } from '../versions/adopting.ts'
import { publishScheme } from '../versions/publishing.ts'
import { library } from './library.ts'
import { modelScheme } from './model-scheme.ts'

const db = await testDatabase()
const door = openDoor()
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
const MODELS = '/organisations/229900998/schemas/nouveau/modeles'
let lead: Someone
let other: Someone

beforeAll(async () => {
  lead = (await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead'))['scheme-lead']
  other = (await organisationOf(db, '21990001600011', 'Aubrelieu', 'scheme-lead'))['scheme-lead']
}, 60_000)

const send = async (chosen: readonly string[], fields: Record<string, string>) => {
  const body = new URLSearchParams([
    ...Object.entries(fields),
    ...chosen.map((key): [string, string] => ['modele', key]),
  ])
  const answer = await app.request(MODELS, { method: 'POST', headers: door.as(lead), body })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
const textOf = (code: string) =>
  db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, code)
    return scheme && documentOf(trx, scheme)
  })
const COVER = { code: 'vallonne-2026', title: 'SPASER 2026-2029', from: '2026-01-01', to: '2029-12-31' }

test('every model may be chosen, on a page that stays light', async () => {
  const text = await (await app.request(MODELS, { headers: door.as(lead) })).text()
  const offered = [...text.matchAll(/name="modele" value="([^"]+)"/g)].map(([, key]) => key)
  expect(offered).toEqual(library().map(({ key }) => key))
  expect(gzipSync(text).length).toBeLessThan(20_000)
})

test('what is refused keeps the choices; what is opened is the chosen models, in the order of the library', async () => {
  const none = await send([], COVER)
  expect([none.status, none.text.includes('au moins une action modèle')]).toEqual([422, true])
  const undated = await send(['sourcage', 'papier-sobre'], { ...COVER, from: '' })
  expect([undated.status, undated.text.match(/ checked=""/g)?.length]).toEqual([422, 2])

  const opened = await send(['sourcage', 'papier-sobre', 'unknown'], COVER)
  expect(opened).toMatchObject({ status: 303, to: '/organisations/229900998/schemas/vallonne-2026?fait=commence' })
  const written = await textOf('vallonne-2026')
  const { axes, objectives, actions, indicators } = modelScheme(
    library().filter(({ key }) => ['sourcage', 'papier-sobre'].includes(key)),
  )
  expect(written).toMatchObject({ ...COVER, axes, objectives, actions, indicators })
})

test('a scheme is copied with its text alone: one’s own, or a public one of another; never a draft of another', async () => {
  const [action, second] = SMALL.actions
  const gone = { on: '2027-01-01', reason: 'Faite.' }
  const theirs = read({
    ...SMALL,
    code: 'le-leur',
    buyers: [{ siren: '219900016', name: 'Aubrelieu' }],
    actions: [
      { ...action, buyer: '219900016' },
      { ...second, left: gone },
    ],
  })
  await openScheme(db, other, theirs)
  const page = async (query: string) => {
    const answer = await app.request(`/organisations/229900998/schemas/nouveau/copie${query}`, {
      headers: door.as(lead),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const copy = async (fields: Record<string, string>, ...kept: string[]) => {
    const body = new URLSearchParams([
      ...Object.entries(fields),
      ...kept.map((one): [string, string] => ['garder', one]),
    ])
    const answer = await app.request('/organisations/229900998/schemas/nouveau/copie', {
      method: 'POST',
      headers: door.as(lead),
      body,
    })
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }
  const fields = { ...COVER, code: 'copie', de: 'le-leur' }
  expect((await page('?de=le-leur')).status).toBe(404)
  expect((await copy(fields)).status).toBe(404)
  expect((await page('')).text).not.toContain('Schéma d’essai')

  await adoptVersion(db, other, 'le-leur', {
    ...(await submitVersion(db, other, 'le-leur')),
    on: '2026-02-27',
    deliberation: '',
    vote: '',
  })
  await publishScheme(db, other, 'le-leur')
  expect((await page('')).text).toContain('?de=le-leur')
  expect((await page('?de=le-leur')).text.replaceAll('\u00a0', ' ')).toContain(
    'parti de celui de « Schéma d’essai » (Aubrelieu)',
  )
  const undated = await copy({ ...fields, from: '' }, 'dates')
  expect([undated.status, undated.text.match(/ checked=""/g)?.length]).toEqual([422, 1])
  expect(await copy(fields)).toMatchObject({ status: 303, to: '/organisations/229900998/schemas/copie?fait=copie' })
  const bare = await textOf('copie')
  expect(bare).toMatchObject({
    ...COVER,
    code: 'copie',
    adoption: null,
    buyers: [{ siren: '229900998', name: 'Vallonne' }],
  })
  expect(bare?.axes).toEqual(theirs.axes)
  expect(bare?.actions).toMatchObject([
    { key: 'papier', buyer: null, entered: null, calendar: [{ key: 'e1', from: null, to: null }] },
  ])
  expect(bare?.indicators.map(({ key, baseline, targets }) => [key, baseline, targets])).toEqual([
    ['tonnage', null, null],
    ['part-recycle', null, null],
  ])

  expect(await copy({ ...fields, de: 'copie', code: 'copie' })).toMatchObject({ status: 422 })
  expect(await copy({ ...fields, code: 'copie-2' }, 'reperes', 'dates')).toMatchObject({ status: 303 })
  const full = await textOf('copie-2')
  expect(full?.indicators).toEqual(theirs.indicators.slice(0, 2))
  expect(full?.actions[0]?.calendar).toEqual(theirs.actions[0]?.calendar)
  expect(await copy({ ...fields, de: 'copie-2', code: 'copie-3' }, 'reperes')).toMatchObject({ status: 303 })
})
