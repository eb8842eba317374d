import { expect, test } from 'vitest'
import { addSeat, decideAlone, openBody, setChain } from '#features/bodies'
import { scopeOf } from '#features/organisations'
import { adoptVersion, exampleScheme, findScheme, openScheme, submitVersion } from '#features/scheme'
import { openDoor, organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { EVALUATION_MATTERS } from './matters.ts'
import { evaluationRoutes } from './routes.tsx'

const db = await testDatabase()
stopClock('2022-12-02T09:00:00Z')
const door = openDoor()
const app = plainSite(evaluationRoutes({ db, publicUrl: 'https://exemple.test' }), door)
const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected')
const { 'scheme-lead': lead, pilot, elected } = mine
const CODE = 'vallonne-2022'

const plain = async (answer: Response) => ({
  status: answer.status,
  to: answer.headers.get('location')?.replace(/.*\/evaluation/, ''),
  text: (await answer.text()).replace(/[\u00a0\u202f]/g, ' '),
})
const at = (path: string) => `/organisations/229900998/schemas/${CODE}/evaluation${path}`
const get = async (path: string, someone: Someone = lead) =>
  plain(await app.request(at(path), { headers: door.as(someone) }))
const post = async (path: string, fields: Record<string, string>, someone: Someone = lead) =>
  plain(await app.request(at(path), { method: 'POST', headers: door.as(someone), body: new URLSearchParams(fields) }))

test('who leads sets the rules, opens a campaign, amends and submits it; its actions are evaluated; others read', async () => {
  await openScheme(db, lead, exampleScheme(CODE))
  const adoption = { on: '2022-02-14', deliberation: '', vote: '' }
  await adoptVersion(db, lead, CODE, { ...(await submitVersion(db, lead, CODE)), ...adoption })
  const scheme = await db.as(scopeOf(lead), trx => findScheme(trx, lead, CODE))
  const scope = `scheme:${scheme?.id}`

  const cycle = (await get('')).text
  for (const words of ['Cycle 2022–2024', '0 sur 21', 'Choisir la part à évaluer de 2023', 'Ouvrir la campagne 2023'])
    expect(cycle).toContain(words)
  expect((await get('', elected)).text).not.toContain('Ouvrir la campagne')

  const form = (await get('/reglages')).text
  const rules = Object.fromEntries(
    [...form.matchAll(/<select[^>]* name="([^"]+)".*?<option value="([^"]+)" selected/gs)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  )
  const said = { ...rules, premiere: '', annees: '3', part: '3', duree: '3', depuis: 'scheme', strategie: 'next' }
  expect(await post('/reglages', { ...said, grille: 'relevance', duree: 'trois' })).toMatchObject({
    status: 422,
    text: expect.stringMatching(/Corrigez « Durée minimale ».*value="trois"/s),
  })
  expect(await post('/reglages', { ...said, grille: 'relevance' })).toMatchObject({ status: 303, to: '?fait=reglages' })

  expect(await post('/campagnes', { annee: '1999' })).toMatchObject({ status: 422, text: expect.stringContaining('Le cycle va de 2022 à 2024') }) // biome-ignore format: one line
  expect(await post('/campagnes', { annee: '2022' })).toMatchObject({ status: 303, to: '/2022?fait=ouverte' })
  const amended = await post('/2022/ajouts', { action: 'cantines', motif: 'Le marché se renouvelle.' })
  expect(amended).toMatchObject({ status: 303, to: '/2022?fait=ajoutee' })
  expect(await post('/2022/retraits', { action: 'flotte', motif: '' })).toMatchObject({ status: 422 })
  expect(await post('/2022/soumission', {})).toMatchObject({
    status: 422,
    text: expect.stringContaining('Aucune instance ne valide « Choix des actions à évaluer »'),
  })

  expect((await get('/2022')).text).toContain('Désigner cette part, sans instance')

  const body = { kind: 'technical', name: 'Technique', mandate: '', quorum: null, decides: 'majority', alone: true } as const // biome-ignore format: one line
  const bodies = [await openBody(db, lead, body)]
  const seat = { title: 'Présidence', role: 'chair', name: null, email: null, until: null, substituteOf: null } as const
  await addSeat(db, lead, bodies[0] as string, { ...seat, person: lead.person.id, since: '2022-01-01' })
  for (const matter of ['choice', 'evaluation']) await setChain(db, lead, { scope, matter, bodies })
  expect(await post('/2022/soumission', {})).toMatchObject({ to: '/2022?fait=choix-soumis' })
  const [, id] = /\/decisions\/([0-9a-f-]{36})/.exec((await get('/2022')).text) ?? []
  await decideAlone(db, lead, { case: id ?? '', level: 0, outcome: 'accept', reason: '' }, EVALUATION_MATTERS)

  const page = (await get('/2022/actions/cantines')).text
  for (const words of ['Part des achats biologiques', 'Pertinence', 'Enregistrer l’évaluation'])
    expect(page).toContain(words)
  expect(page).not.toContain('Efficience')
  expect((await get('/2022/actions/cantines', pilot)).text).not.toContain('Enregistrer l’évaluation')
  expect((await get('/2022/actions/flotte')).status).toBe(404)

  const written = { vu: '0', 'note-relevance': '3', note: '3', forts: 'Les <b>chefs</b> échangent.', recommandation: 'leave', conseil: 'La sortir.' } // biome-ignore format: one line
  const early = await post('/2022/actions/cantines', { ...written, sortie: '2024-12-31' })
  expect(early.status).toBe(422)
  for (const words of ['ne peut pas sortir du schéma avant le 14 février 2025', 'Les &lt;b&gt;chefs&lt;/b&gt;', 'La sortir.']) // biome-ignore format: one line
    expect(early.text).toContain(words)
  const saved = await post('/2022/actions/cantines', { ...written, sortie: '2025-02-14' })
  expect(saved).toMatchObject({ status: 303, to: '/2022/actions/cantines?fait=ecrite' })
  expect(await post('/2022/actions/cantines/soumission', {})).toMatchObject({
    to: '/2022/actions/cantines?fait=evaluation-soumise',
  })
  expect((await get('/2022')).text).toContain('Soumise aux instances')
}, 60_000)
