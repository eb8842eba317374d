import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCpv } from '#features/families'
import { testDatabase } from '../../../tests/support/database.ts'
import { AUBRELIEU, contract, HOLDER, VALLONNE, workshop } from './list-routes.test-support.tsx'
import { undoImport } from './register/undo.ts'

const db = await testDatabase()
const site = workshop(db)
afterAll(() => site.close())

const modification = (id: number, more: Record<string, unknown>) => ({ modification: { id, ...more } })
const NEWER = contract('M1', {
  objet: 'Entretien <b>ménager</b>',
  montant: 10_000,
  datePublicationDonnees: '2025-09-01',
  considerationsSociales: { considerationSociale: ['Clause sociale', 'Pas de considération sociale'] },
  modifications: [
    modification(2, { dateNotificationModification: '2025-08-01', montant: 12_500 }),
    modification(1, { dateNotificationModification: '2025-06-01', dureeMois: 18 }),
    modification(3, { dateNotificationModification: '2025-08-20', montant: 500 }),
  ],
})
const OLDER = contract('M1', {
  objet: 'Entretien <b>ménager</b>',
  montant: 9_000,
  datePublicationDonnees: '2025-04-01',
})
const FRAMEWORK = { objet: 'Papier', techniques: { technique: ['Accord-cadre'] }, montant: 80_000 }

const imports: number[] = []
beforeAll(async () => {
  imports.push(await site.import('avril.json', [OLDER]))
  imports.push(
    await site.import('septembre.json', [
      NEWER,
      contract('L1', FRAMEWORK),
      contract('L2', FRAMEWORK),
      { id: 'sans acheteur' },
      'mot',
    ]),
  )
  imports.push(await site.import('copie.json', [NEWER]))
})

async function hrefOf(id: string): Promise<string> {
  const { html } = await site.page(`/marches?acheteurs=${VALLONNE},${AUBRELIEU}&q=${id}`)
  return /href="(\/marches\/[0-9a-f]{32})"/.exec(html)?.[1] ?? `no contract ${id}`
}

test('a contract: fields, considerations with the words of the file, defects and their fix', async () => {
  const { status, html, text } = await site.page(await hrefOf('M1'))
  expect(status).toBe(200)
  expect(html).toContain('<h1><bdi>Entretien &lt;b&gt;ménager&lt;/b&gt;</bdi></h1>')
  expect(text).toContain('Montant initial HT 10 000 €')
  expect(text).toContain('4 mars 2025')
  expect(text).toContain("Appel d'offres ouvert")
  expect(text).toContain('Écrit dans le fichier : « Clause sociale », « Pas de considération sociale »')
  expect(text).toContain('Considération sociale contradictoire Retirez « Pas de considération sociale »')
  expect(text).toContain('909 900 011 00018')
  expect(html).toContain(`href="/marches?q=${HOLDER}"`)
  expect(html).toContain(`href="/taux?acheteurs=${VALLONNE}&amp;annee=2025"`)
})

test('modifications come by date, say what they change, and leave the initial amount to the rates', async () => {
  const { text } = await site.page(await hrefOf('M1'))
  expect(text).toContain('Les taux se calculent sur le montant initial, 10 000 € HT')
  const order = ['N° 1 1er juin 2025', 'N° 2 1er août 2025', 'N° 3 20 août 2025'].map(words =>
    text.replace(/1 er/g, '1er').indexOf(words),
  )
  expect(order.every(at => at > 0)).toBe(true)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(text).toContain('12 500 € +2 500 € (+25,0 %)')
  expect(text).toContain('500 € nouveau total, ou différence ?')
  expect(text).toContain('18 mois')
})

test('its CPV code has the label of its division, and its own once the nomenclature is loaded', async () => {
  const page = async () => (await site.page(await hrefOf('M1'))).text
  expect(await page()).toContain('45000000-7 Travaux Considérations')
  await loadCpv(db, [{ code: '45000000', label: 'Travaux de toute sorte' }])
  expect(await page()).toContain('45000000-7 Travaux de toute sorte')
})

test('a modified contract whose first version is not in the national table says that its amount is the present one', async () => {
  const head = 'uid,id,acheteur_id,objet,montant,dateNotification,considerationsSociales,modification_id'
  await site.importText('tableau.csv', `${head}\n1T1,T1,${VALLONNE},Pont,130000,2025-03-05,Clause sociale,2\n`)
  const { text } = await site.page(await hrefOf('T1'))
  expect(text).toContain('Montant actuel HT 130 000 €')
  expect(text).toContain('Modifié le 5 mars 2025')
  expect(text).toContain('son montant actuel, faute de version d’origine, compte dans le seul taux social.')
  expect(text).toContain('Version d’origine absente du tableau')
})

test('provenance: the file, the line, the other files that hold it, and what it replaced', async () => {
  const { html, text } = await site.page(await hrefOf('M1'))
  const [april, september, copy] = imports
  expect(text).toContain(`septembre.json , import n° ${september} `)
  expect(html).toContain(`href="/imports/${copy}"`)
  expect(text).toContain('Même publication dans copie.json')
  expect(text).toContain(`avril.json import n° ${april} , enregistrement 1`)
  expect(text).toContain('9 000 €')
})

test('the lines of a framework agreement say that their ceiling counts once', async () => {
  const pages = await Promise.all(['L1', 'L2'].map(async id => (await site.page(await hrefOf(id))).text))
  expect(pages[0]).toContain(
    '2 lignes répètent le plafond de cet accord-cadre. Il est compté une seule fois , sur celle-ci.'.replace(' ,', ','),
  )
  expect(pages[1]).toContain('Il est compté une seule fois, sur une autre.')
})

test('the record is given as the file wrote it, as plain text', async () => {
  const answer = await site.get(`${await hrefOf('M1')}/brut`)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(JSON.parse(await answer.text())).toEqual(NEWER)
})

test.each([
  '/marches/00000000000000000000000000000000',
  '/marches/00000000-0000-0000-0000-000000000000',
  '/marches/00000000-000000000000000000000000',
  '/marches/%27',
  '/marches/00000000000000000000000000000000/brut',
  '/marches/x/brut',
  '/imports/0',
  '/imports/999999',
  '/imports/99999999999999999999',
  '/imports/1%27',
])('%s is not found', async address => {
  expect((await site.get(address)).status).toBe(404)
})

test('an identity with dashes or capitals is the same address', async () => {
  const href = await hrefOf('M1')
  const identity = href.slice(9)
  const dashed = identity.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  expect((await site.get(`/marches/${dashed.toUpperCase()}`)).status).toBe(200)
})

test('an import: counts that add up, defects explained, rejects shown', async () => {
  const { text, html } = await site.page(`/imports/${imports[1]}`)
  expect(text).toContain('septembre.json')
  expect(text).toContain('Nouveaux 2')
  expect(text).toContain('Mis à jour 1')
  expect(text).toContain('Rejetés 2')
  expect(text).toContain('Lus 5')
  expect(text).toContain('Considération sociale contradictoire 1')
  expect(text).toContain('n° 4 L’enregistrement ne nomme aucun acheteur')
  expect(html).toContain('<code>{&quot;id&quot;:&quot;sans acheteur&quot;}</code>')
  expect(text).toContain(`bin/mieuxdisant undo ${imports[1]}`)
  const list = await site.page('/imports')
  expect(list.text).toContain('4 imports, du plus récent au plus ancien.')
  expect((await site.page('/imports?page=7')).text).toContain('La page 7 n’existe pas')
})

test('a rejects file that is gone is said, not a fault', async () => {
  await db.transaction(trx =>
    trx
      .updateTable('import')
      .set({ rejects_file: '/nowhere/at/all.jsonl' })
      .where('id', '=', imports[1] ?? 0)
      .execute(),
  )
  const { status, text } = await site.page(`/imports/${imports[1]}`)
  expect(status).toBe(200)
  expect(text).toContain('dans le fichier all.jsonl , qui n’est plus à sa place.')
})

test('after an undo the contract stays, held up by the other file, and says so', async () => {
  await undoImport(db, imports[1] ?? 0)
  const { status, text } = await site.page(await hrefOf('M1'))
  expect(status).toBe(200)
  expect(text).toContain('(annulé depuis : le contrat reste, un autre fichier le contient)')
  expect((await site.page(`/imports/${imports[1]}`)).text).toContain('Annulé septembre.json Import n°')
  expect(await hrefOf('L1')).toBe('no contract L1')
})
