import { Readable } from 'node:stream'
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { indicatorGuests, indicatorRoutes, valueKeeper } from '#features/indicators'
import { type Actor, keepLogo, scopeOf } from '#features/organisations'
import {
  buyersOf,
  documentOf,
  findScheme,
  importForOrganisation,
  publishScheme,
  schemeRoutes,
  trustedDocument,
  viewOf,
} from '#features/scheme'
import { type Block, tablesIn, textOf } from '#platform/paper'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { pngOfColour } from '../../../../tests/support/pictures.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { SCHEME } from '../bilan/bilan.test-support.ts'
import { readDraft } from '../bilan/publishing.ts'
import { bilanRoutes } from '../routes.tsx'
import { actionPaper } from './action.ts'
import { deliberationPaper } from './deliberation.ts'
import { readSheets } from './facts.ts'
import { sheetRoutes } from './routes.ts'
import { schemePaper } from './scheme.ts'

const db = await testDatabase()
const SITE = 'https://exemple.test'
const door = openDoor()
const app = plainSite(
  [
    ...schemeRoutes({ db, publicUrl: SITE, guests: indicatorGuests }),
    ...indicatorRoutes({ db, publicUrl: SITE }),
    ...bilanRoutes({ db, publicUrl: SITE }),
    ...sheetRoutes({ db, publicUrl: SITE }),
  ],
  door,
)
let admin: Someone
let lead: Someone
let elected: Someone
let supplier: Someone
let stranger: Someone

const MINE = '/organisations/229900998/schemas/essai-2023'
const ask = (path: string, someone?: Someone) => app.request(path, { headers: someone ? door.as(someone) : {} })
/** What is answered, once it is read to its end. */
async function statusOf(path: string, someone?: Someone) {
  const answer = await ask(path, someone)
  await answer.arrayBuffer()
  return answer.status
}
async function bytesOf(path: string, someone?: Someone) {
  const answer = await ask(path, someone)
  expect([path, answer.status]).toEqual([path, 200])
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
/** The words of a file of Word. */
async function wordsOf(path: string, someone?: Someone) {
  const { bytes } = await bytesOf(path, someone)
  const xml = Buffer.from(unzipSync(bytes)['word/document.xml'] ?? []).toString()
  return plain(xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, ''))
}
/** Everything that blocks say, in order. */
const said = (blocks: readonly Block[]): string =>
  plain(
    blocks
      .map(block => {
        if (block.as === 'heading') return block.text
        if (block.as === 'text') return textOf(block.runs)
        if (block.as === 'list') return said(block.items.flat())
        if (block.as === 'facts') return block.items.map(one => `${one.label} : ${textOf(one.runs)}`).join('\n')
        if (block.as === 'table') return block.rows.map(row => row.map(({ text }) => text).join(' | ')).join('\n')
        return ''
      })
      .join('\n'),
  )
const sheets = (actor: Actor) =>
  db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, 'essai-2023')
    if (scheme === null) throw new Error('no scheme')
    const buyers = await buyersOf(trx, scheme.id)
    return readSheets(trx, actor, scheme, await documentOf(trx, scheme), viewOf(actor, buyers, buyers[0] ?? null))
  })

beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Département de la Vallonne', 'administrator', 'scheme-lead', 'elected', 'supplier') // biome-ignore format: short
  const theirs = await organisationOf(db, '21990001600011', 'Commune d’Aubrelieu', 'administrator')
  admin = mine.administrator
  lead = mine['scheme-lead']
  elected = mine.elected
  supplier = mine.supplier
  stranger = theirs.administrator
  const indicators = SCHEME.indicators.map(one =>
    one.key === 'recycle'
      ? { ...one, legal: [{ period: '2023', value: '40', source: 'Loi AGEC' }], counted: 'Les ramettes livrées.' }
      : one,
  )
  await importForOrganisation(db, '229900998', trustedDocument({ ...SCHEME, indicators }), valueKeeper)
})

test('an action sheet says its text, its steps, and its indicators with what is not validated', async () => {
  const words = await wordsOf(`${MINE}/actions/papier/fiche/docx`, elected)
  expect(words).toContain('1-1.1 Moins de papier, et mieux')
  expect(words).toContain('Directions pilotes : Direction des Achats')
  expect(words).toContain('Former les services (du 1er janvier 2024 au 30 juin 2024)')
  expect(words).toContain('Minimum légal : 2023 : 40 % (Loi AGEC)')
  expect(words).not.toContain('pas encore validée')
  const draft = await wordsOf(`${MINE}/actions/cantines/fiche/docx`, elected)
  expect(draft).toContain('99 % (2024, pas encore validée)')
  expect(draft).toContain('Des valeurs ne sont pas encore validées')
})

test('the sheet of an indicator says its definition, its values and how the last was made', async () => {
  const words = await wordsOf(`${MINE}/indicateurs/recycle/fiche/docx`, lead)
  expect(words).toContain('2025 : 50 %, soit 50 000 sur 100 000, validée')
  expect(words).toContain('Ce qui est compté : Les ramettes livrées.')
  expect(words).toContain('T0 : 2022 : 20 %')
  expect(words).toMatch(/2024\s+38,48 %\s+46 748\s+121 492\s+Validée\s+Saisie/)
  expect(await wordsOf(`${MINE}/indicateurs/guide/fiche/docx`, lead)).toMatch(/2024\s+Fait\s+Validée/)
})

test('a sheet bears the logo of who speaks', async () => {
  await keepLogo(db, admin, Readable.from([pngOfColour({ width: 60, height: 30 })]))
  expect(schemePaper(await sheets(lead)).logo).toMatchObject({ width: 60, height: 30 })
})

test('the whole scheme tells each action in full, and a figure as the bilan of its year does', async () => {
  const paper = schemePaper(await sheets(lead))
  const words = said(paper.blocks)
  for (const { code, title } of SCHEME.actions) expect(words).toContain(`${code} ${title}`)
  expect(words).toContain('Version 1, adoptée le 10 février 2023, délibération 2023-12')
  expect(words).toMatch(/Empreinte SHA-256 : [0-9a-f]{64}/)
  const bilan = await readDraft(db, lead, 'essai-2023', 2024)
  const rowsOf = (blocks: readonly Block[], name: string) =>
    tablesIn(blocks).flatMap(({ rows }) => rows.filter(([cell]) => cell?.text === name))
  const [row] = rowsOf(paper.blocks, 'Heures d’insertion (heures)')
  const told = rowsOf(bilan?.content.paper.blocks ?? [], 'Heures d’insertion (heures)').flat()
  expect(plain(row?.[2]?.text ?? '')).toBe('12 500,5 (2024)')
  expect(told).toContainEqual(expect.objectContaining({ text: row?.[2]?.text.replace(' (2024)', ''), value: row?.[2]?.value })) // biome-ignore format: short
})

test('a text that nobody has adopted says so on its cover', async () => {
  const facts = await sheets(lead)
  const [action] = facts.document.actions
  if (!action) throw new Error('no action')
  expect(actionPaper(action, { ...facts, draft: true }).notice).toContain('n’est pas encore adopté')
  expect(actionPaper(action, facts).notice).toBe('')
})

test('a PDF is a PDF, under a name that says what it is', async () => {
  const { answer, bytes } = await bytesOf(`${MINE}/document/pdf`, lead)
  expect(Buffer.from(bytes.slice(0, 5)).toString()).toBe('%PDF-')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="essai-2023.pdf"')
})

test('who does not read the scheme has none of its sheets; what does not exist is not found', async () => {
  for (const path of ['actions/papier/fiche', 'indicateurs/recycle/fiche', 'document']) {
    expect([path, await statusOf(`${MINE}/${path}/pdf`, supplier)]).toEqual([path, 403])
    expect([path, await statusOf(`${MINE}/${path}/pdf`, stranger)]).toEqual([path, 404])
    expect([path, await statusOf(`/organisations/219900016/schemas/essai-2023/${path}/pdf`, stranger)]).toEqual([path, 404]) // biome-ignore format: short
    expect([path, await statusOf(`${MINE}/${path}/odt`, lead)]).toEqual([path, 404])
  }
  expect(await statusOf(`${MINE}/actions/recycle/fiche/pdf`, lead)).toBe(404)
  expect(await statusOf(`${MINE}/indicateurs/papier/fiche/pdf`, lead)).toBe(404)
})

test('everybody takes away the adopted text of a public scheme, with published values alone', async () => {
  expect(await statusOf('/schemas/essai-2023/document/docx')).toBe(404)
  await publishScheme(db, admin, 'essai-2023')
  const words = await wordsOf('/schemas/essai-2023/document/docx')
  expect(words).toContain('https://exemple.test/schemas/essai-2023')
  expect(words).toContain('Moins de papier, et mieux')
  expect(words).not.toContain('50 %')
  expect(await statusOf('/schemas/essai-2023/document/odt')).toBe(404)
  expect(await statusOf('/schemas/autre-2023/document/pdf')).toBe(404)
})

test.each([
  [`${MINE}/actions/papier`, '/fiche/pdf'],
  [`${MINE}/indicateurs/recycle`, '/fiche/docx?acheteur=229900998'],
  [`${MINE}/export`, '/document/pdf'],
  ['/schemas/essai-2023', '/document/docx'],
])('the page %s leads to its files', async (path, link) => {
  expect(await (await ask(path, lead)).text()).toContain(link)
})

test('the deliberation package holds the report, its tables, a draft decision, the versions and slides, the same bytes each time', async () => {
  const path = `${MINE}/bilans/2024/deliberation.zip`
  const { answer, bytes } = await bytesOf(path, lead)
  expect(answer.headers.get('content-disposition')).toContain('essai-2023-2024-deliberation.zip')
  const files = unzipSync(bytes)
  expect(Object.keys(files)).toEqual([
    '1-bilan-2024.pdf',
    '1-bilan-2024.docx',
    '2-annexes-2024.xlsx',
    '3-projet-de-deliberation.docx',
    '4-versions-du-schema.pdf',
    '5-presentation-2024.pptx',
  ])
  for (const [name, file] of Object.entries(files))
    expect([name, Buffer.from(file.slice(0, 4)).toString()]).toEqual([name, name.endsWith('.pdf') ? '%PDF' : 'PK\u0003\u0004']) // biome-ignore format: short
  expect(Buffer.from((await bytesOf(path, lead)).bytes).equals(bytes)).toBe(true)
  const xml = unzipSync(files['3-projet-de-deliberation.docx'] ?? new Uint8Array())['word/document.xml']
  const words = plain(Buffer.from(xml ?? []).toString().replace(/<[^>]+>/g, '')) // biome-ignore format: short
  expect(words).toContain('Vu le code de la commande publique, notamment son article L. 2111-3')
  expect(words).toContain('[à compléter]')
  expect(await bytesOf(`${MINE}/bilans/2024`, lead).then(({ bytes: page }) => Buffer.from(page).toString())).toContain('/bilans/2024/deliberation.zip') // biome-ignore format: short
})

test('a draft decision says what the year shows, in the words of the bilan', async () => {
  const draft = await readDraft(db, lead, 'essai-2023', 2024)
  if (draft === null) throw new Error('no draft')
  const [version] = draft.scheme.versions
  if (!version?.adoption) throw new Error('no version')
  const known = [{ number: 1, adoption: version.adoption, sha256: version.sha256 ?? '' }]
  const words = said(deliberationPaper(draft.bilan, known).blocks)
  expect(words).toContain('Vu la délibération n° 2023-12 du 10 février 2023, qui adopte le schéma ;')
  expect(words).toContain('que 4 indicateurs sur 5 ont une valeur validée en 2024 ;')
  expect(words).toContain('que sur 1 indicateur qui a une cible ferme et une valeur de 2024, 0 atteint la sienne ;')
  expect(words).toContain('L’assemblée prend acte du bilan 2024 du schéma « Schéma d’essai »')
  const published = deliberationPaper({ ...draft.bilan, address: `${SITE}/publications/229900998/1` }, [])
  expect(said(published.blocks)).toContain('à l’adresse permanente https://exemple.test/publications/229900998/1')
  expect(said(published.blocks)).toContain('Vu la délibération qui adopte le schéma : [à compléter] ;')
  const later = await readDraft(db, lead, 'essai-2023', 2025)
  expect(later && said(deliberationPaper(later.bilan, known).blocks)).toContain('1 atteint la sienne : Part du papier recyclé, 50 % pour 45 % (2025)') // biome-ignore format: short
  const start = await readDraft(db, lead, 'essai-2023', 2022)
  const starting = start && said(deliberationPaper(start.bilan, known).blocks)
  expect(starting).toContain('prend acte de l’état de départ 2022')
  expect(starting).not.toContain('est terminée')
})

test('who leads alone has the package, of years that may be told', async () => {
  expect(await statusOf(`${MINE}/bilans/2024/deliberation.zip`, elected)).toBe(403)
  expect(await statusOf(`${MINE}/bilans/2024/deliberation.zip`, stranger)).toBe(404)
  expect(await statusOf(`${MINE}/bilans/1999/deliberation.zip`, lead)).toBe(404)
  expect(await (await ask(`${MINE}/bilans/2024`, elected)).text()).not.toContain('deliberation.zip')
})
