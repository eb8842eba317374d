import { text } from 'node:stream/consumers'
import type { Locator, Page } from 'playwright-core'
import { getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { SMALL } from '../../src/features/indicators/indicators.test-support.ts'
import { openPage, testBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo.ts'
import { illustrate } from '../support/illustrate.ts'

// Promises: what will not work is said before it is adopted or published; a scheme becomes a published bilan; a published figure explains itself.

const browser = await testBrowser()
const server = await demoServer()

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const flat = (text: string) => text.replace(/\s/g, '')

/** The page and its main part, where it is read, followed and filled in. */
function reader(page: Page) {
  const main = page.locator('main')
  const named = (role: 'link' | 'button', name: string | RegExp): Locator =>
    main.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) }).first()
  return {
    page,
    main,
    follow: (name: string | RegExp) => named('link', name).click(),
    press: (name: string | RegExp) => named('button', name).click(),
    fill: (label: string, words: string) => main.getByLabel(label, { exact: true }).first().fill(words),
    choose: (label: string, words: string) => main.getByLabel(label, { exact: true }).selectOption({ label: words }),
    tick: (name: string | RegExp) => main.getByRole('radio', { name }).check(),
    write: (name: string | RegExp, words: string) => main.getByRole('textbox', { name }).fill(words),
    said: async () => plain(await main.innerText()),
  }
}

/** Nadia Belkacem, who leads and publishes, before the schemes of her organisation. */
async function signedIn(looks: Parameters<typeof openPage>[2]) {
  const at = reader(await openPage(browser, `${server.url}/connexion`, looks, { errorAt: ['/soumission'] }))
  await at.fill('Adresse électronique', 'nadia.belkacem@vallonne.example')
  await at.fill('Mot de passe', server.password)
  await at.press('Se connecter')
  await at.page.goto(`${server.url}/organisations/229900998/schemas`)
  return at
}

/** What is asked of a scheme that begins, between its opening and its first figure. */
async function adopt({ follow, press, fill, said }: ReturnType<typeof reader>) {
  await press('Soumettre le texte')
  await follow('Dire l’adoption')
  await fill('Date de la délibération', '2024-12-16')
  await fill('Numéro de la délibération', '2024-61')
  await press('Dire la version adoptée')
  expect(await said()).toContain('16 décembre 2024')
}

/** From the overview of an adopted scheme: what was entered is sent, validated, and the bilans come next. */
async function validate({ follow, press, said }: ReturnType<typeof reader>) {
  await follow('Saisie')
  await press('Transmettre le brouillon de cette page pour validation')
  await follow('Indicateurs')
  await follow(/^Valider/)
  await press('Valider les valeurs cochées')
  expect(await said()).toContain('1 valeur validée')
  await follow('Voir les bilans')
}

/** A scheme as somebody brings it: an action of nobody’s, and a share that its own two numbers do not give. */
const BROUGHT = {
  ...SMALL,
  code: 'apporte-2024',
  title: 'Schéma apporté',
  from: '2024-01-01',
  to: '2026-12-31',
  actions: [{ key: 'papier', parent: 'ecologie', code: '1-1', title: 'Acheter du papier recyclé' }],
  indicators: [
    {
      ...{
        key: 'recycle',
        parent: 'papier',
        label: 'Part de papier recyclé',
        kind: 'ratio',
        unit: '%',
        direction: 'up',
      },
      ...{ numerator: 'Ramettes recyclées', denominator: 'Ramettes achetées' },
      ...{ baseline: { none: 'Rien n’était compté.' }, targets: [{ period: '2026', value: '60' }] },
    },
  ],
  values: [
    { indicator: 'recycle', period: '2025', numerator: '5', denominator: '13', value: '39', state: 'validated' },
  ],
}

test('what will not work is said before the text is submitted, then before its bilan is published, with the way to mend it', async () => {
  const at = await signedIn({})
  const { page, follow, press, fill, said } = at
  await follow('Ouvrir un schéma')
  await follow('Importer un fichier')
  const body = Buffer.from(JSON.stringify(BROUGHT))
  await at.main
    .getByLabel('Fichier du schéma')
    .setInputFiles({ name: 'schema.json', mimeType: 'application/json', buffer: body })
  await press('Lire le fichier')
  await press('Ouvrir le schéma')
  await follow('Le soumettre à l’assemblée')
  await press('Soumettre le texte')
  expect(await said()).toContain('L’action 1-1 « Acheter du papier recyclé » n’a pas de direction pilote.')
  await follow('Voir la vérification')
  await illustrate(page, 'bilan-verification', '#no-directorate')
  await follow(/^Corriger : L’action 1-1/)
  await fill('Directions pilotes', 'Direction des achats')
  await press('Enregistrer le texte')
  await follow('Schéma apporté')
  await follow('Le soumettre à l’assemblée')
  await adopt(at)

  await follow('Publier le bilan')
  await follow('Bilan 2025')
  await follow('Publier le bilan')
  expect(await said()).toContain('Avant de publier, 1 point à corriger')
  expect(await at.main.getByRole('button', { name: 'Publier le bilan' }).count()).toBe(0)
  await illustrate(page, 'bilan-bloque', 'main .alert[data-state=late]')
  await follow(/^Y aller/)
  await follow('2025')
  await fill('Ramettes achetées', '12')
  await press('Enregistrer la valeur')
  await follow('Schéma apporté')
  await validate(at)
  await follow('Bilan 2025')
  await follow('Publier le bilan')
  await press('Publier le bilan')
  expect(await said()).toContain('41,67 %')
})

test('from a blank page to a published bilan, following only what pages say', async () => {
  // Half of it on a telephone, without script; the other half as most people do.
  const phone = await signedIn({ width: 390, javaScript: false })
  const { follow, press, fill } = phone
  await follow('Ouvrir un schéma')
  await fill('Intitulé', 'Schéma du premier bilan')
  await fill('Adresse', 'premier-bilan')
  await fill('Début', '2025-01-01')
  await fill('Fin', '2027-12-31')
  await press('Ouvrir le schéma')
  await follow('Ajouter un axe')
  await fill('Code', '1')
  await fill('Intitulé', 'Acheter social')
  await press('Ajouter l’axe')
  await follow('Ajouter une action')
  await fill('Code', '1-1')
  await fill('Intitulé', 'Former les acheteurs aux clauses sociales')
  await fill('Directions pilotes', 'Direction des achats')
  await press('Ajouter l’action')
  await follow('Ajouter un indicateur')
  await fill('Libellé', 'Acheteurs formés')
  await fill('Unité', 'personnes')
  await phone.choose('Ce qui est souhaité', 'Plus la valeur est haute, mieux c’est')
  await phone.tick('Une valeur de référence')
  await fill('Période', '2024')
  await fill('Valeur', '12')
  await fill('Source', 'Relevé des formations de 2024')
  await phone.tick('Des cibles chiffrées')
  await fill('Pour', '2027')
  await fill('Cible', '40')
  await press('Ajouter l’indicateur')
  await follow('Schéma du premier bilan')
  await illustrate(phone.page, 'bilan-schema')
  await follow('Le soumettre à l’assemblée')
  await adopt(phone)
  await follow('Saisir les valeurs')
  await phone.write(/^Acheteurs formés.* 2025$/, '21')
  await press('Enregistrer les valeurs')
  await validate(phone)
  await phone.page.context().close()

  const { page, main, ...at } = await signedIn({})
  await at.follow('Schéma du premier bilan')
  await at.follow('Publier le bilan')
  await at.follow('Bilan 2025')
  await illustrate(page, 'bilan-preparation')
  await at.follow('Présentation')
  await at.write('Présentation', 'La première année a **formé vingt et un acheteurs**.')
  await at.press('Enregistrer le texte')
  await illustrate(page, 'bilan-texte')
  await at.follow('Revenir à la préparation')
  await at.follow('Relire le bilan')
  expect(await at.said()).toContain('formé vingt et un acheteurs')
  await at.follow('Revenir à la préparation')
  await at.follow('Publier le bilan')
  await at.press('Publier le bilan')

  const read = reader(await openPage(browser, page.url()))
  const said = await read.said()
  expect(said).toContain('Bilan 2025 : Schéma du premier bilan')
  expect(said).toContain('formé vingt et un acheteurs')
  expect(said).toContain('21 personnes')
  await illustrate(read.page, 'bilan-public')
  const waited = read.page.waitForEvent('download')
  await read.follow('Document à lire et à imprimer (PDF)')
  const pdf = await text(await (await waited).createReadStream())
  expect(pdf).toMatch(/^%PDF-/)
})

test('a figure of the published bilan is explained down to its contracts, and is the same in the page, the data and the PDF', async () => {
  const { page, follow, said } = reader(await openPage(browser, `${server.url}/publications/229900998`))
  await follow(/^Bilan 2024/)
  const bilan = page.url()
  const tile = page.locator('#chiffres-cles .tile', { hasText: 'Part des marchés avec une considération sociale' })
  expect(plain(await tile.innerText())).toMatch(/19,54 %\s+17 sur 87/)
  await tile.getByRole('link').click()
  const how = page.locator('#calcul')
  expect(flat(await how.innerText())).toMatch(/17.*divisépar.*87.*19,54%/)
  await follow('Département de la Vallonne : 14 sur 66')
  expect(plain(await how.innerText())).toMatch(/Considération sociale non renseignée\s+9/)
  await illustrate(page, 'bilan-calcul', '#calcul')
  await follow('Voir les marchés derrière ce chiffre')
  // Those that the share is of: the filled ones, whether or not they have a consideration.
  expect(await said()).toContain('sur 66')

  const [data, pdf] = await Promise.all(
    ['bilan.json', 'bilan.pdf'].map(async name => (await page.request.get(`${bilan}/${name}`)).body()),
  )
  const { paper } = JSON.parse(String(data))
  const [{ items }] = paper.blocks.filter((one: { id?: string }) => one.id === 'chiffres-cles')
  const figure = items.find((one: { label: string }) => one.label === 'Part des marchés avec une considération sociale')
  expect(flat(figure.figure.text)).toBe('19,54%')
  const document = await getDocumentProxy(new Uint8Array(pdf as Buffer))
  const pages = Array.from({ length: document.numPages }, async (_, at) => {
    const { items: words } = await (await document.getPage(at + 1)).getTextContent()
    return words.map(one => ('str' in one ? one.str : '')).join('')
  })
  expect(flat((await Promise.all(pages)).join(''))).toContain(flat(`${figure.label}${figure.figure.text}17sur87`))
})
