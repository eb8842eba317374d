import { beforeAll, expect, test } from 'vitest'
import { indicatorGuests, valueKeeper } from '#features/indicators'
import { publicationRoutes, withdraw } from '#features/publications'
import { importForOrganisation, schemeRoutes } from '#features/scheme'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { bilanRoutes } from '../routes.tsx'
import { SCHEME, value } from './bilan.test-support.ts'
import { bilanKind } from './kind.tsx'
import { publishedOf, readDraft } from './publishing.ts'
import { writeText } from './writing.ts'

const db = await testDatabase()
const SITE = 'https://exemple.test'
const door = openDoor()
const app = plainSite(
  [
    ...schemeRoutes({ db, publicUrl: SITE, guests: indicatorGuests }),
    ...bilanRoutes({ db, publicUrl: SITE }),
    ...publicationRoutes(db, [bilanKind], SITE),
  ],
  door,
)
let admin: Someone
let lead: Someone
let pilot: Someone
let stranger: Someone

const at = (someone: Someone, path = '') =>
  `/organisations/${someone.membership.organisation.siren}/schemas/essai-2023/bilans${path}`
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
async function post(path: string, fields: Record<string, string>, someone: Someone) {
  const headers = door.as(someone)
  const answer = await app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) })
  const html = await answer.text()
  return { status: answer.status, to: answer.headers.get('location') ?? '', html, words: plain(html) }
}
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
/** What the form that publishes a year would send now. */
const seen = async (year: number, someone = admin) => {
  const { html } = await get(at(someone, `/${year}/publication`), someone)
  const replaced = hidden(html, 'remplace')
  return { empreinte: hidden(html, 'empreinte'), ...(replaced ? { remplace: replaced } : {}) }
}
const publishes = async (year: number, more: Record<string, string> = {}) =>
  post(at(admin, `/${year}/publication`), { ...(await seen(year)), ...more }, admin)

beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Département de la Vallonne', 'administrator', 'scheme-lead', 'pilot') // biome-ignore format: short
  const theirs = await organisationOf(db, '21990001600011', 'Commune d’Aubrelieu', 'administrator')
  ;[admin, lead, pilot, stranger] = [mine.administrator, mine['scheme-lead'], mine.pilot, theirs.administrator]
  await importForOrganisation(db, admin.membership.organisation.siren, SCHEME, valueKeeper)
})

test('the years that may be told: those of the scheme, those of values, those of T0', async () => {
  const { words } = await get(at(lead), lead)
  expect(words).toContain('Bilan 2024 Non publié')
  expect(words).toContain('État de départ 2022 Non publié')
  expect((await get(at(lead, '/1999'), lead)).status).toBe(404)
})

test('a bilan tells validated figures against T0, the year before and the target; what is a draft is not told', async () => {
  const { words } = await get(at(lead, '/2024/apercu'), lead)
  // 46 748 ÷ 121 492 is 38,478… %, and 35 321 ÷ 132 942 is 26,568… %.
  expect(words).toContain('Part du papier recyclé 38,48 % 46 748 sur 121 492 +11,9 points depuis 2023')
  expect(words).toContain('Cible : 45 % (2025)')
  expect(words).toContain('Part du bio Sans T0 – À collecter')
  expect(words).not.toContain('99 %')
  expect(words).toContain('Non fait , prévu pour le 30 juin 2024 : Former les services')
})

test('the starting state tells the T0 of what has one', async () => {
  const { words } = await get(at(lead, '/2022/apercu'), lead)
  expect(words).toContain('État de départ 2022')
  expect(words).toContain('Part du papier recyclé 20 %')
  expect(words).not.toContain('Ce qui n’avance pas assez')
})

test('who leads writes, orders and hides; who pilots reads; another organisation finds nothing', async () => {
  const part = at(lead, '/2023/parties/presentation')
  expect(
    (await post(part, { texte: '## Bonjour\n\n**Oui** <script>alert(1)</script> 🌳', vu: '0' }, lead)).status,
  ).toBe(303)
  expect((await post(at(lead, '/2023/parties'), { monter: 'presentation' }, lead)).status).toBe(303)
  expect((await post(at(lead, '/2023/parties'), { masquer: 'annexes' }, lead)).status).toBe(303)
  const { html, words } = await get(at(pilot, '/2023/apercu'), pilot)
  expect(words).toMatch(/Présentation Bonjour Oui &lt;script&gt;alert\(1\)&lt;\/script&gt; 🌳 L’essentiel/)
  expect(html).not.toContain('<script>alert')
  expect(words).not.toContain('Tous les indicateurs, année par année')
  expect((await post(at(pilot, '/2023/parties'), { masquer: 'methode' }, pilot)).status).toBe(403)
  const theirs = at(stranger, '/2023/apercu')
  expect((await get(theirs, stranger)).status).toBe(404)
  expect((await get(at(lead, '/2023/apercu'), stranger)).status).toBe(404)
})

test('an action and an indicator are commented where they are told', async () => {
  const asked = await app.request(at(lead, '/2024/parties?partie=action:papier'), { headers: door.as(lead) })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, at(lead, '/2024/parties/action:papier')])
  await post(at(lead, '/2024/parties/action:papier'), { texte: 'Un mot de la direction.', vu: '0' }, lead)
  await post(at(lead, '/2024/parties/indicateur:heures'), { texte: 'Un mot des heures.', vu: '0' }, lead)
  const { words } = await get(at(lead, '/2024/apercu'), lead)
  expect(words).toMatch(/Moins de papier, et mieux .{0,300}Un mot de la direction\./)
  expect(words).toContain('Un mot des heures.')
  expect((await get(at(lead, '/2024/parties?partie=../x'), lead)).status).toBe(404)
})

test('two people who write the same text: the second is shown both, and nothing is lost', async () => {
  const part = at(lead, '/2025/parties/methode')
  await post(part, { texte: 'Le premier.', vu: '0' }, lead)
  const refused = await post(part, { texte: 'Le second.', vu: '0' }, admin)
  expect(refused.status).toBe(422)
  expect(refused.words).toContain('Quelqu’un a changé ce texte')
  expect(refused.words).toContain('Le premier.')
  expect(refused.words).toContain('Le second.')
  expect((await post(part, { texte: 'Les deux.', vu: '1' }, admin)).status).toBe(303)
})

test.each([
  ['presentation', 'e'.repeat(20_001), /20 001 signes/],
  ['inconnue', 'Mot.', /n’est pas dans le bilan/],
  ['action:inconnue', 'Mot.', /n’est pas dans le bilan/],
])('%s with %#: refused in a sentence', async (part, texte, words) => {
  expect((await post(at(lead, `/2024/parties/${part}`), { texte, vu: '0' }, lead)).words).toMatch(words)
})

test('what is published is what was read, at a public address, its figures the same in its files', async () => {
  const { empreinte } = await seen(2024)
  await post(at(lead, '/2024/parties/difficultes'), { texte: 'Un mot de plus.', vu: '0' }, lead)
  const stale = await post(at(admin, '/2024/publication'), { empreinte }, admin)
  expect([stale.status, stale.words]).toEqual([422, expect.stringContaining('Le bilan a changé depuis')])
  expect((await post(at(lead, '/2024/publication'), await seen(2024), lead)).status).toBe(403)
  const { status, to } = await publishes(2024)
  expect([status, to]).toEqual([303, '/publications/229900998/1'])
  const page = await get(to)
  expect(page.words).toContain('Bilan 2024 : Schéma d’essai')
  expect(page.words).toContain('38,48 %')
  expect(page.words).toContain('Un mot de plus.')
  const kept = JSON.parse((await get(`${to}/bilan.json`)).html)
  expect(kept.paper.address).toBe(`${SITE}/publications/229900998/1`)
  expect(JSON.stringify(kept.paper.blocks)).toContain('38,48\u202f%')
  expect(JSON.stringify(kept)).not.toContain(admin.membership.organisation.id)
})

test('the values that it is made of are published with it, and those of later years are not', async () => {
  const { rows } = await db.run(
    `select period, state from indicator_value where indicator = 'recycle' and ended_at is null order by period`,
  )
  expect(rows).toEqual([
    { period: '2023', state: 'published' },
    { period: '2024', state: 'published' },
    { period: '2025', state: 'validated' },
  ])
})

test('a second publication of a year corrects the first and says what changes; two at once make one', async () => {
  expect((await publishes(2024)).words).toContain('Dites ce qui change')
  const form = { ...(await seen(2024)), changements: 'Un chiffre de plus.' }
  const answers = await Promise.all([1, 2].map(() => post(at(admin, '/2024/publication'), form, admin)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  expect((await get('/publications/229900998/1')).words).toContain('le n° 2 la remplace')
})

test('a year is published beside another; withdrawn, it may be published again', async () => {
  const { to } = await publishes(2023)
  expect(to).toBe('/publications/229900998/3')
  await withdraw(db, admin, 3, 'Une erreur.')
  expect((await get(to)).words).toContain('retirée')
  expect((await publishes(2023)).to).toBe('/publications/229900998/4')
})

test('a bilan larger than a page has chapters, before and once it is published; its links find theirs', async () => {
  const parts = ['essentiel', 'presentation', 'avancement', 'marches', 'difficultes', 'programme', 'axe:ecologie', 'axe:social', 'action:papier', 'action:cantines', 'action:clauses'] // biome-ignore format: a list to read
  for (const part of parts)
    await writeText(db, lead, 'essai-2023', 2025, { part, words: `${part} ${'mot '.repeat(4900)}`, seen: 0 })
  const briefly = ({ words }: { words: string }) => words.replace(/(mot )+/g, 'mot ')
  const axes = at(lead, '/2025/apercu/axes')
  const draft = await get(at(lead, '/2025/apercu'), lead)
  expect(briefly(draft)).toContain('Ce bilan est trop long pour une page')
  expect(draft.html.includes(`href="${axes}"`)).toBe(true)
  expect(briefly(await get(axes, lead))).toMatch(
    /Axe par axe Chapitre 1 sur 6.*Social.*axe:social mot.*action:clauses mot/,
  )
  expect(briefly(await get(at(lead, '/2025/apercu/inconnu'), lead))).toContain('Ce chapitre n’est pas')
  expect((await get(axes, stranger)).status).toBe(404)
  const { to } = await publishes(2025)
  const page = await get(to)
  expect(page.html.includes(`href="${to}/chapitres/axes"`)).toBe(true)
  expect(briefly(page)).not.toContain('action:clauses mot')
  const chapter = await get(`${to}/chapitres/axes`)
  expect(chapter.html.match(/<h1/g)).toHaveLength(1)
  expect(briefly(chapter)).toMatch(/Axe par axe Bilan 2025 : Schéma d’essai , chapitre 1 sur 6.*action:clauses mot/)
  const action = await app.request(`${to}/chapitres/action-clauses`)
  expect([action.status, action.headers.get('location')]).toEqual([303, `${to}/chapitres/axes#action-clauses`])
})

test('what contradicts its own arithmetic is not published: the page and the refusal say what to put right', async () => {
  const values = [value('bio', '2024', { numerator: '1', denominator: '3', value: '50' })]
  const { siren } = admin.membership.organisation
  await importForOrganisation(db, siren, { ...SCHEME, code: 'faux-2023', values }, valueKeeper)
  const path = `/organisations/${siren}/schemas/faux-2023/bilans/2024/publication`
  const { html, words } = await get(path, admin)
  expect(words).toMatch(/Avant de publier, 1 point à corriger .{0,200}Part du bio.{0,200}33,33 %/)
  expect(html).not.toContain('name="empreinte"')
  const draft = await readDraft(db, admin, 'faux-2023', 2024)
  const refused = await post(path, { empreinte: draft?.fingerprint ?? '' }, admin)
  expect([refused.status, refused.words]).toEqual([422, expect.stringContaining('Un constat empêche de publier')])
  expect(await publishedOf(db, admin, 'faux-2023')).toEqual([])
})

test('a text keeps what can be kept, and is not changed by its ends of lines', async () => {
  const part = at(lead, '/2025/parties/annexes')
  expect((await post(part, { texte: ' a\u0000b \r\nc ', vu: '0' }, lead)).status).toBe(303)
  expect((await post(part, { texte: 'ab\nc', vu: '0' }, lead)).status).toBe(303)
  expect((await get(part, lead)).html).toContain('>ab\nc</textarea>')
})

test('a text of 100 kB is refused in a sentence before it is read', async () => {
  const { status, words } = await post(
    at(lead, '/2024/parties/presentation'),
    { texte: 'x'.repeat(1e5), vu: '0' },
    lead,
  )
  expect([status, words]).toEqual([400, expect.stringContaining('trop lourd')])
})

test('what is not adopted has no published bilan, and says why', async () => {
  await importForOrganisation(db, stranger.membership.organisation.siren, { ...SCHEME, code: 'brouillon-2023', adoption: null }, valueKeeper) // biome-ignore format: short
  const path = `/organisations/219900016/schemas/brouillon-2023/bilans/2024/publication`
  const { html, words } = await get(path, stranger)
  expect(words).toContain('Le schéma n’est pas encore adopté')
  expect(html).not.toContain('name="empreinte"')
  const draft = await readDraft(db, stranger, 'brouillon-2023', 2024)
  const refused = await post(path, { empreinte: draft?.fingerprint ?? '' }, stranger)
  expect(refused.words).toContain('son bilan se publie après')
})
