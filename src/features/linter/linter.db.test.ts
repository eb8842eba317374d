import { expect, test } from 'vitest'
import { indicatorGuests, valueKeeper } from '#features/indicators'
import { exampleScheme, importForOrganisation, openScheme, schemeRoutes } from '#features/scheme'
import { openDoor, organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { measured, small } from './linter.test-support.ts'
import { lintAnyScheme } from './operating.ts'
import { linterRoutes, verifierOf } from './routes.tsx'

const db = await testDatabase()
const door = openDoor()
const site = { db, publicUrl: 'https://exemple.test', guests: indicatorGuests, verifier: verifierOf([]) }
const app = plainSite([...schemeRoutes(site), ...linterRoutes(site)], door)
const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected')
const { 'scheme-lead': lead } = mine

const said = async (answer: Response) => (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
const get = async (path: string, someone: Someone = lead) =>
  said(await app.request(`/organisations/229900998/schemas/${path}`, { headers: door.as(someone) }))
const submit = (code: string) =>
  app.request(`/organisations/229900998/schemas/${code}/versions/soumission`, {
    method: 'POST',
    headers: { ...door.as(lead), 'content-type': 'application/x-www-form-urlencoded' },
  })

test('the page tells what is found, by what it means, and leads to where it is put right', async () => {
  await openScheme(
    db,
    lead,
    small({
      code: 'relu',
      actions: [
        { key: 'seule', parent: 'axe', code: '1', title: 'Sensibiliser <b>tous</b>' },
        { key: 'autre', parent: 'axe', code: '2', title: 'Acheter mieux', pilots: ['Achats'] },
      ],
      indicators: [{ key: 'papier', parent: 'autre', kind: 'amount', unit: 'kg', label: 'Papier', direction: 'down' }],
    }),
  )
  const page = await get('relu/verification')
  for (const words of ['1 point bloquant', 'Bloque l’adoption', 'À corriger', 'À savoir', '&lt;b&gt;tous'])
    expect(page).toContain(words)
  for (const to of [
    'parties/seule',
    'ajout?nature=indicateur&amp;sous=seule',
    'parties/papier',
    'actions/autre/pilotes',
    'presentation',
  ])
    expect(page).toContain(`href="/organisations/229900998/schemas/relu/${to}"`)
  expect(await get('relu')).toContain('>Vérification : 1 point bloquant')
  const one = await get('relu/verification?controle=no-target&page=zéro', mine.elected)
  expect(one).toContain('La cible de l’indicateur « Papier » n’est pas dite.')
  expect(one).not.toContain('parties/papier')
  expect(await get('relu/verification?controle=__proto__')).toContain('Bloque l’adoption')
})

test('what blocks keeps a text from the assembly, with the list of it; without, it goes', async () => {
  const refused = await said(await submit('relu'))
  expect(refused).toContain('Ce texte ne peut pas être adopté ainsi : L’action 1 « Sensibiliser')
  expect(await get('relu/versions')).not.toContain('Soumis')
  await openScheme(db, lead, { ...measured({}), code: 'bon' })
  expect((await submit('bon')).headers.get('location')).toContain('fait=soumis')
})

test('what a database keeps is found as in the document it came from, by whoever runs the instance too', async () => {
  await importForOrganisation(db, '229900998', exampleScheme('pas-de-calais-2017'), valueKeeper)
  const findings = await lintAnyScheme(db, 'pas-de-calais-2017')
  expect(findings?.length).toBe(118)
  expect(
    findings
      ?.filter(({ code }) => code.startsWith('claim-'))
      .map(({ code, action, indicator }) => [code, action, indicator]),
  ).toEqual([
    ['claim-figure', '1-1.3', 'part-recycle-imprimee'],
    ['claim-figure', '1-3.2', 'part-locale'],
    ['claim-figure', '1-3.3', 'part-bio'],
    ['claim-trend', '1-1.3', 'papier'],
  ])
  expect(await lintAnyScheme(db, 'rien-de-tel')).toBeNull()
})
