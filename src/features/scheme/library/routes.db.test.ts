import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { documentOf } from '../exporting.ts'
import { schemeRoutes } from '../routes.tsx'
import { findScheme } from '../schemes.ts'
import { library } from './library.ts'
import { modelScheme } from './model-scheme.ts'

const db = await testDatabase()
const door = openDoor()
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
const MODELS = '/organisations/229900998/schemas/nouveau/modeles'
let lead: Someone

beforeAll(async () => {
  lead = (await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead'))['scheme-lead']
}, 60_000)

const send = async (chosen: readonly string[], fields: Record<string, string>) => {
  const body = new URLSearchParams([
    ...Object.entries(fields),
    ...chosen.map((key): [string, string] => ['modele', key]),
  ])
  const answer = await app.request(MODELS, { method: 'POST', headers: door.as(lead), body })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
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
  const written = await db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, 'vallonne-2026')
    return scheme && documentOf(trx, scheme)
  })
  const { axes, objectives, actions, indicators } = modelScheme(
    library().filter(({ key }) => ['sourcage', 'papier-sobre'].includes(key)),
  )
  expect(written).toMatchObject({ ...COVER, axes, objectives, actions, indicators })
})
