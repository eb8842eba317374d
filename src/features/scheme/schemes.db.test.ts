import { expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { plainDocument } from './document/reading.ts'
import { documentOf } from './exporting.ts'
import { namePilot } from './life/pilots.ts'
import { schemeRoutes } from './routes.tsx'
import { read, SMALL } from './scheme.test-support.ts'
import { findScheme, listSchemes, openScheme } from './schemes.ts'

const db = await testDatabase()
const door = openDoor()
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)

test('a document opens a scheme that says the same; only who leads may, and a code is taken once', async () => {
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot')
  const theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
  const lead = mine['scheme-lead']
  await openScheme(db, lead, read(SMALL))
  const written = await db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, 'essai-2026')
    return scheme && plainDocument(await documentOf(trx, scheme))
  })
  expect(written).toEqual(plainDocument(read(SMALL)))
  expect(await listSchemes(db, lead)).toMatchObject([{ code: 'essai-2026', versions: [{ number: 1, state: 'draft' }] }])

  await expect(openScheme(db, mine.pilot, read({ ...SMALL, code: 'autre' }))).rejects.toMatchObject({
    code: 'role-lost',
  })
  await expect(openScheme(db, theirs.administrator, read(SMALL))).rejects.toMatchObject({ code: 'code-known' })
  expect(await listSchemes(db, theirs.administrator)).toEqual([])
})

test('a scheme is shown as it is asked for, by whoever may read it', async () => {
  const { 'scheme-lead': lead, pilot } = await organisationOf(db, '21990001600011', 'Aubrelieu', 'scheme-lead', 'pilot')
  await openScheme(db, lead, read({ ...SMALL, code: 'vue' }))
  await namePilot(db, lead, 'vue', 'papier', pilot.membership.id)
  const get = async (path: string, someone: Someone = lead) => {
    const answer = await app.request(`/organisations/219900016/schemas/vue${path}`, { headers: door.as(someone) })
    return (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
  }
  const [papier, clauses] = SMALL.actions.map(({ title }) => title) as [string, string]
  const whole = await get('?pilier=&etat=&theme=inconnu')
  for (const words of [papier, clauses, 'Personne pilot (1)', 'Personne (1)', 'Direction des Achats (1)'])
    expect(whole).toContain(words)
  const some = await get(`?personne=${pilot.membership.id}&pilier=environmental`)
  expect(some).toContain('1 action sur 2 : pilier environnemental, Personne pilot')
  expect([some.includes(papier), some.includes(clauses)]).toEqual([true, false])
  expect(await get('?direction=-&pilier=environmental')).toContain('Aucune action ne correspond')
})
