import { beforeAll, expect, test, vi } from 'vitest'
import { addSeat, casesOf, decideAlone, openBody, setChain } from '#features/bodies'
import { EVALUATION_MATTERS, evaluationRoutes, GLOBAL_REPORT } from '#features/evaluation'
import { valueKeeper } from '#features/indicators'
import { scopeOf } from '#features/organisations'
import { publicationRoutes } from '#features/publications'
import { findScheme, importForOrganisation } from '#features/scheme'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { SCHEME } from '../bilan/bilan.test-support.ts'
import { evaluationKind } from '../bilan/kind.tsx'
import { publishedOf } from '../bilan/publishing.ts'
import { reportFor } from '../operating.ts'
import { bilanRoutes } from '../routes.tsx'
import { GLOBAL } from './composing.ts'

// A cycle of one year, whose share has the three actions of a small scheme: two of them are evaluated.

const db = await testDatabase()
const SITE = 'https://exemple.test'
const door = openDoor()
const app = plainSite(
  [
    ...evaluationRoutes({ db, publicUrl: SITE }),
    ...bilanRoutes({ db, publicUrl: SITE }),
    ...publicationRoutes(db, [evaluationKind], SITE),
  ],
  door,
)
const CODE = 'essai-2023'
let admin: Someone
let lead: Someone
let pilot: Someone
let stranger: Someone
let scope: string
const chairs: Someone[] = []
const bodies: string[] = []

const at = (path: string) => `/organisations/229900998/schemas/${CODE}${path}`
const plain = (html: string) =>
  html
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
async function get(path: string, someone?: Someone) {
  const answer = await app.request(path, { headers: someone ? door.as(someone) : {} })
  const html = await answer.text()
  return { status: answer.status, html, words: plain(html) }
}
async function post(path: string, fields: Record<string, string>, someone: Someone = lead) {
  const headers = door.as(someone)
  const answer = await app.request(at(path), { method: 'POST', headers, body: new URLSearchParams(fields) })
  return { status: answer.status, to: answer.headers.get('location') ?? '', words: plain(await answer.text()) }
}
const SHARE = '/evaluation/2023/bilan'
const WHOLE = '/evaluation/bilan-global/2024'
const said = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]
/** What the form of a page would send now. */
const seen = async (path: string, someone = lead) => {
  const { html } = await get(at(path), someone)
  const [empreinte, remplace] = [said(html, 'empreinte') ?? '', said(html, 'remplace')]
  return { empreinte, ...(remplace ? { remplace } : {}) }
}
/** Every body of the case that waits accepts it, or as many as are told. */
async function accept(levels = bodies.length) {
  const [asked] = await db.as(scopeOf(lead), trx => casesOf(trx, lead, { scope, state: 'open' }))
  for (let level = asked?.level ?? 0; level < Math.min(levels, asked?.bodies.length ?? 0); level++)
    await decideAlone(db, chairs[level] ?? lead, { case: asked?.id ?? '', level, outcome: 'accept', reason: '' }, EVALUATION_MATTERS) // biome-ignore format: one line
}

beforeAll(async () => {
  vi.useFakeTimers({ now: new Date('2025-01-15T09:00:00Z'), toFake: ['Date'] })
  const mine = await organisationOf(db, '22990099800019', 'Département de la Vallonne', 'administrator', 'scheme-lead', 'pilot', 'adviser', 'elected') // biome-ignore format: one line
  const theirs = await organisationOf(db, '21990001600011', 'Commune d’Aubrelieu', 'administrator')
  ;[admin, lead, pilot, stranger] = [mine.administrator, mine['scheme-lead'], mine.pilot, theirs.administrator]
  chairs.push(mine.adviser, mine.elected)
  await importForOrganisation(db, '229900998', SCHEME, valueKeeper)
  const scheme = await db.as(scopeOf(lead), trx => findScheme(trx, lead, CODE))
  scope = `scheme:${scheme?.id}`
  for (const [rank, name] of ['Technique', 'Politique'].entries()) {
    const body = { kind: 'other', name, mandate: '', quorum: null, decides: 'majority', alone: true } as const
    bodies.push(await openBody(db, lead, body))
    const seat = { title: 'Présidence', role: 'chair', name: null, email: null, until: null, substituteOf: null } as const // biome-ignore format: one line
    await addSeat(db, lead, bodies[rank] ?? '', { ...seat, person: chairs[rank]?.person.id ?? '', since: '2022-01-01' })
  }
  for (const matter of ['choice', 'evaluation']) await setChain(db, lead, { scope, matter, bodies: bodies.slice(0, 1) })
  await rules('')
  await post('/evaluation/campagnes', { annee: '2023' })
  await post('/evaluation/2023/soumission', {})
  await accept()
  for (const action of ['papier', 'clauses']) {
    const grades = Object.fromEntries(['relevance', 'effectiveness', 'efficiency', 'effects', 'practices'].map(one => [`note-${one}`, '3'])) // biome-ignore format: one line
    const words = { forts: 'Tenu <b>seul</b>.', note: action === 'papier' ? '4' : '1', recommandation: 'continue' }
    await post(`/evaluation/2023/actions/${action}`, { vu: '0', ...grades, ...words })
    await post(`/evaluation/2023/actions/${action}/soumission`, {})
    await accept()
  }
}, 60_000)

/** Sets a cycle of one year, and whether the bilan of a share is published. */
async function rules(publish: string) {
  const form = (await get(at('/evaluation/reglages'), lead)).html
  const set = Object.fromEntries([...form.matchAll(/<select[^>]* name="([^"]+)".*?<option value="([^"]+)" selected/gs)].map(([, name = '', value = '']) => [name, value])) // biome-ignore format: one line
  const more = { premiere: '2023', annees: '1', part: '3', duree: '3', depuis: 'scheme', strategie: 'next' }
  const headers = door.as(lead)
  const body = new URLSearchParams({ ...set, ...more, ...(publish ? { publier: publish } : {}) })
  for (const one of ['relevance', 'effectiveness', 'efficiency', 'effects', 'practices']) body.append('grille', one)
  expect((await app.request(at('/evaluation/reglages'), { method: 'POST', headers, body })).status).toBe(303)
}

test('the reports of an evaluation are listed, read over, downloaded; a year without campaign has none', async () => {
  expect((await get(at('/bilans'), pilot)).words).toMatch(/Bilan global 2023 Non publié Évaluation 2023 Non publié/)
  const { words } = await get(at(`${SHARE}/apercu`), pilot)
  for (const one of ['2 actions sur 3 ont été évaluées', 'Tenu &lt;b&gt;seul&lt;/b&gt;.', 'À évaluer', 'Non évaluée : son évaluation n’est pas encore validée']) expect(words).toContain(one) // biome-ignore format: one line
  const file = await app.request(at(`${SHARE}/fichiers/html`), { headers: door.as(pilot) })
  expect(plain(await file.text())).toContain('2 actions sur 3 ont été évaluées')
  expect(file.headers.get('content-disposition')).toContain(`"${CODE}-evaluation-2023-brouillon-2025-01-15.html"`)
  const written = plain(Buffer.from(await reportFor(db, CODE, 2024, 'html', 'global')).toString())
  expect(written).toContain('Bilan global 2023')
  for (const path of ['/evaluation/2022/bilan', '/evaluation/bilan-global/2023', '/evaluation/bilan-global/2025'])
    expect((await get(at(path), lead)).status).toBe(404)
})

test('another organisation finds nothing; who pilots neither writes nor submits; a part of bilans is none of these', async () => {
  for (const path of [SHARE, WHOLE, `${WHOLE}/apercu`, `${WHOLE}/fichiers/pdf`])
    expect((await get(at(path), stranger)).status).toBe(404)
  expect((await post(`${WHOLE}/parties/presentation`, { texte: 'Mot.', vu: '0' }, pilot)).status).toBe(403)
  expect((await post(`${WHOLE}/soumission`, await seen(WHOLE), pilot)).status).toBe(403)
  expect((await post(`${WHOLE}/parties/marches`, { texte: 'Mot.', vu: '0' })).words).toContain('n’est pas dans le bilan') // biome-ignore format: one line
})

test('the texts of an evaluation are its own, beside those of the bilan of the same year', async () => {
  expect((await post(`${SHARE}/parties/presentation`, { texte: 'De la part.', vu: '0' })).status).toBe(303)
  expect((await post('/bilans/2023/parties/presentation', { texte: 'De l’année.', vu: '0' })).status).toBe(303)
  expect((await post(`${SHARE}/parties`, { monter: 'presentation' })).status).toBe(303)
  expect((await get(at(`${SHARE}/apercu`), lead)).words).toMatch(/Présentation De la part\. L’essentiel/)
  expect((await get(at('/bilans/2023/apercu'), lead)).words).not.toContain('De la part.')
})

test('a yearly evaluation is published where the scheme says so only', async () => {
  const page = await get(at(`${SHARE}/publication`), admin)
  expect(page.words).toContain('Le schéma ne publie que son bilan global')
  expect(said(page.html, 'empreinte')).toBeUndefined()
  await rules('oui')
  const { empreinte } = await seen(`${SHARE}/publication`, admin)
  await rules('')
  expect(await post(`${SHARE}/publication`, { empreinte }, admin)).toMatchObject({ status: 422, words: expect.stringContaining('Le schéma ne publie que son bilan global') }) // biome-ignore format: one line
  await rules('oui')
  const open = await get(at(`${SHARE}/publication`), admin)
  expect([open.words.includes('Publier le bilan'), said(open.html, 'empreinte')]).toEqual([true, empreinte])
})

test('where bodies validate the global bilan, it is published once all have accepted it, as they read it', async () => {
  expect((await post(`${WHOLE}/soumission`, { empreinte: 'x' })).words).toContain('Le bilan a changé depuis')
  await setChain(db, lead, { scope, matter: GLOBAL_REPORT, bodies })
  const held = await get(at(`${WHOLE}/publication`), admin)
  expect(held.words).toContain('Les instances ne l’ont pas encore accepté')
  expect(said(held.html, 'empreinte')).toBeUndefined()
  const first = await seen(WHOLE)
  const publishing = () => post(`${WHOLE}/publication`, first, admin)
  expect(await publishing()).toMatchObject({ status: 422, words: expect.stringContaining('Les instances ne l’ont pas encore accepté') }) // biome-ignore format: one line
  expect((await post(`${WHOLE}/soumission`, first)).to).toBe(at(`${WHOLE}?fait=soumis#validation`))
  await accept(1)
  expect((await publishing()).words).toContain('Les instances le lisent')
  await accept()
  expect((await get(at(WHOLE), lead)).words).toContain('Les instances l’ont accepté tel qu’il est.')
  expect((await post(`${WHOLE}/soumission`, first)).words).toContain('Les instances l’ont déjà accepté')

  await post(`${WHOLE}/parties/presentation`, { texte: 'Un mot de plus.', vu: '0' })
  expect((await publishing()).words).toContain('Le bilan a changé depuis')
  expect((await get(at(`${WHOLE}/publication`), admin)).words).toContain(
    'Il a changé depuis que les instances l’ont lu',
  )
  vi.setSystemTime(new Date('2025-01-16T09:00:00Z'))
  const again = await seen(WHOLE)
  expect((await post(`${WHOLE}/soumission`, again)).status).toBe(303)
  await accept()
  const { status, to } = await post(`${WHOLE}/publication`, again, admin)
  expect([status, to]).toEqual([303, '/publications/229900998/1'])
  const { words } = await get(to)
  for (const one of ['Bilan global 2023 : Schéma d’essai', 'Un mot de plus.', '1-1.2 Des cantines plus saines 2023 Non évaluée : son évaluation n’est pas encore validée']) expect(words).toContain(one) // biome-ignore format: one line
  expect((await get(`${to}/evaluations.csv`)).html).toContain(';exemplaire;')
  expect((await app.request(`${to}/evaluation.pdf`)).headers.get('content-type')).toBe('application/pdf')
  const listed = await publishedOf(db, admin, CODE, { composition: GLOBAL, period: '2023-2023' })
  expect(listed.map(({ number }) => number)).toEqual([1])
})
