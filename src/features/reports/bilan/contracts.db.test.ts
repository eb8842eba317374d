import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile, listContracts, openRegister, previewRates, publishRates, undoImport } from '#features/contracts'
import { valueKeeper } from '#features/indicators'
import { publicationRoutes } from '#features/publications'
import { importForOrganisation } from '#features/scheme'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { bilanRoutes } from '../routes.tsx'
import { SCHEME } from './bilan.test-support.ts'
import { bilanKind } from './kind.tsx'
import { publishBilan, readDraft } from './publishing.ts'

const db = await testDatabase()
const SITE = 'https://exemple.test'
const door = openDoor()
const app = plainSite([...bilanRoutes({ db, publicUrl: SITE }), ...publicationRoutes(db, [bilanKind], SITE)], door)
const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-bilan-'))
const [MINE, THEIRS] = ['22990099800019', '21990001600011']
const CLAUSE = { considerationsSociales: { considerationSociale: ['Clause sociale'] } }
const NONE = { considerationsSociales: { considerationSociale: ['Pas de considération sociale'] } }
let admin: Someone
let lead: Someone
let pilot: Someone
let stranger: Someone
let second: number

const record = (id: string, buyer: string, on: string, more: object = {}) => ({
  ...{
    id,
    acheteur: { id: buyer },
    nature: 'Marché',
    objet: `Objet du marché ${id}`,
    codeCPV: '45000000',
    dureeMois: 12,
  },
  ...{ procedure: 'Procédure adaptée', dateNotification: on, datePublicationDonnees: on, montant: 100_000 },
  titulaires: [{ titulaire: { id: '90990001100018', typeIdentifiant: 'SIRET' } }],
  ...more,
})
async function imports(name: string, marche: object[], concessions: object[] = []): Promise<number> {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ marches: { marche, 'contrat-concession': concessions } }))
  return (await importFile(db, { path, file: name, author: 'essai', today: '2026-11-23' })).id
}
/** The identity of a contract, by its number. */
async function known(number: string, nature: 'contract' | 'concession' = 'contract') {
  const { lines } = await listContracts(await openRegister(db.read), { nature, acheteurs: `${MINE},${THEIRS}`, q: number }, null) // biome-ignore format: one call
  return lines.find(one => one.source_id === number)?.identity.replaceAll('-', '') ?? expect.unreachable(number)
}
const at = (someone: Someone, path = '') =>
  `/organisations/${someone.membership.organisation.siren}/schemas/essai-2023/bilans/2024${path}`
const plain = (html: string) => html.replace(/[\u00a0\u202f]/g, ' ').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') // biome-ignore format: short
async function get(path: string, someone = lead) {
  const answer = await app.request(path, { headers: door.as(someone) })
  const html = await answer.text()
  return { status: answer.status, html, words: plain(html) }
}
async function post(fields: Record<string, string>, someone = lead, path = '/marches') {
  const body = new URLSearchParams(fields)
  const answer = await app.request(at(someone, path), { method: 'POST', headers: door.as(someone), body })
  return { status: answer.status, to: answer.headers.get('location'), words: plain(await answer.text()) }
}
const chosen = async () =>
  (await readDraft(db, lead, 'essai-2023', 2024))?.bilan.facts.contracts.map(one => one.source_id)

beforeAll(async () => {
  const mine = await organisationOf(db, MINE, 'Département de la Vallonne', 'administrator', 'scheme-lead', 'pilot') // biome-ignore format: short
  const theirs = await organisationOf(db, THEIRS, 'Commune d’Aubrelieu', 'scheme-lead')
  ;[admin, lead, pilot, stranger] = [mine.administrator, mine['scheme-lead'], mine.pilot, theirs['scheme-lead']]
  await importForOrganisation(db, admin.membership.organisation.siren, SCHEME, valueKeeper)
  const twelve = Array.from({ length: 12 }, (_, i) => record(`M-${i + 10}`, MINE, '2024-05-02', NONE))
  await imports(
    'un.json',
    [
      ...twelve,
      record('A-1', MINE, '2024-03-04', {
        objet: 'Réemploi du mobilier <b>scolaire</b>',
        montant: 300_000.5,
        ...CLAUSE,
      }),
      record('B-2023', MINE, '2023-03-04', CLAUSE),
      record('C-1', THEIRS, '2024-03-04', CLAUSE),
    ],
    [
      {
        id: 'K-1',
        autoriteConcedante: { id: MINE },
        nature: 'Concession de service',
        objet: 'Restauration du musée',
        dateSignature: '2024-05-02',
        datePublicationDonnees: '2024-05-02',
        valeurGlobale: 500_000,
      },
    ],
  )
  second = await imports('deux.json', [record('A-2', MINE, '2024-06-05')])
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a contract is sought among those of the year, chosen, told with what is written of it', async () => {
  const { words } = await get(at(lead, '/marches?q=mobilier'))
  expect(words).toContain('Réemploi du mobilier &lt;b&gt;scolaire&lt;/b&gt; A-1')
  expect(words).not.toContain('Objet du marché')
  expect((await get(at(lead, '/marches?avec=sociale'))).words).toContain('Marché 1 sur 1')
  expect((await get(at(lead, '/marches?avec=autre&page=x&acheteur=%00'))).words).toContain('Marchés 1 à 14 sur 14')
  expect((await get(at(lead, '/marches?q=introuvable'))).words).toContain('ne répond à cette recherche')
  const identity = await known('A-1')
  const { status, to } = await post({ retenir: identity, q: 'mobilier' })
  expect([status, to]).toEqual([303, at(lead, '/marches?fait=retenu&q=mobilier')])
  await post({ texte: 'Nous en sommes **fiers**.', vu: '0' }, lead, `/parties/marche:${identity}`)
  const told = (await get(at(lead, '/apercu'), pilot)).words
  expect(told).toContain('sociales 7,7 % 1 sur 13 20,0 % 300 001 € sur 1,5 M€ 92,9 %')
  expect(told).toMatch(
    /Réemploi du mobilier &lt;b&gt;scolaire&lt;\/b&gt; Durée.{0,20}12 mois.{0,150}Nous en sommes fiers/,
  )
})

test('what may not be chosen is refused in a sentence, and changes nothing', async () => {
  const before = await chosen()
  const refused = async (retenir: string) => {
    const { status, words } = await post({ retenir })
    expect(status).toBe(422)
    return words
  }
  expect(await refused('0'.repeat(32))).toContain('Aucun marché de ce numéro')
  expect(await refused('../x')).toContain('Aucun marché de ce numéro')
  expect(await refused(await known('C-1'))).toContain('n’est pas d’un acheteur de ce bilan')
  expect(await refused(await known('B-2023'))).toContain('n’a pas été notifié en 2024')
  expect(await refused(await known('K-1', 'concession'))).toContain('C’est une concession')
  expect(await refused(await known('A-1'))).toContain('déjà retenu')
  expect(await chosen()).toEqual(before)
  expect((await post({ retenir: await known('M-10') }, pilot)).status).toBe(403)
  expect((await get(at(pilot, '/marches'), pilot)).status).toBe(403)
  expect((await get(at(stranger, '/marches'), stranger)).status).toBe(404)
  expect(await post({ retenir: await known('C-1') }, stranger)).toMatchObject({
    status: 422,
    words: expect.stringContaining('Ce schéma n’existe pas'),
  })
})

test('what has gone from the register is left out, and said to who prepares the bilan', async () => {
  const gone = await known('A-2')
  await post({ retenir: gone })
  expect(await chosen()).toEqual(['A-1', 'A-2'])
  await post({ monter: gone })
  expect(await chosen()).toEqual(['A-2', 'A-1'])
  await undoImport(db, second)
  expect(await chosen()).toEqual(['A-1'])
  expect((await get(at(lead, '/marches'))).words).toContain('1 marché retenu n’est plus dans le registre')
  expect((await get(at(lead))).words).toContain('1 marché retenu n’est plus dans le registre')
  await post({ retirer: gone })
  expect((await get(at(lead, '/marches'))).words).not.toContain('n’est plus')
})

test('twelve at most', async () => {
  for (let i = 10; i < 21; i++) await post({ retenir: await known(`M-${i}`) })
  expect(await chosen()).toHaveLength(12)
  expect((await post({ retenir: await known('M-21') })).words).toContain('12 marchés au plus')
  expect(await chosen()).toHaveLength(12)
})

test('rates that were published are told as they were, with the number that says so; what is published leads to the contract', async () => {
  const { fingerprint } = await previewRates(db, admin, 2024)
  await publishRates(db, admin, { year: 2024, fingerprint, correction: null }, SITE)
  await imports('trois.json', [record('Z-9', MINE, '2024-07-08', CLAUSE)])
  const draft = (await readDraft(db, admin, 'essai-2023', 2024)) ?? expect.unreachable()
  expect((await get(at(lead, '/apercu'))).words).toMatch(/sociales 7,7 % 1 sur 13 .*Source : publication n° 1\./)
  const asked = { year: 2024, fingerprint: draft.fingerprint, correction: null }
  expect(await publishBilan(db, admin, 'essai-2023', asked, SITE)).toBe(2)
  const page = await app.request('/publications/229900998/2')
  const identity = await known('A-1')
  expect(await page.text()).toContain(`href="/marches/${identity}"`)
  const file = async (name: string) => (await app.request(`/publications/229900998/2/${name}`)).text()
  expect(await file('marches.csv')).toContain(`${identity};A-1;Réemploi du mobilier <b>scolaire</b>;${MINE};`)
  expect(await file('marches.csv')).toContain(
    `;300000,5;oui;2024-03-04;12;Clause;non;Non renseigné;${SITE}/marches/${identity}`,
  )
  expect(await file('marches.csv')).not.toContain('90990001100018')
  expect(await file('taux.csv')).toMatch(
    /;social;officielle;13;13;1;7,692307692308;1500000,5;300000,5;.*;publication n° 1/,
  )
})
