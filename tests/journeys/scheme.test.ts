import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openPage, testBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo.ts'
import { illustrate } from '../support/illustrate.ts'
import { until } from '../support/until.ts'

// Promise: a scheme in an hour, from a blank page, a model or a spreadsheet, to an adopted text whose indicators fill from contracts and from a paste.

const SCHEMES = '/organisations/229900998/schemas'

const browser = await testBrowser()
const server = await demoServer()
const folder = await mkdtemp(join(tmpdir(), 'mieuxdisant-schema-'))
afterAll(() => rm(folder, { recursive: true }))

async function signedIn(looks: Parameters<typeof openPage>[2] = {}): Promise<{ page: Page; main: Locator }> {
  const page = await openPage(browser, `${server.url}/connexion`, looks)
  const main = page.locator('main')
  await main.getByLabel('Adresse électronique').fill('etienne.roussel@vallonne.example')
  await main.getByLabel('Mot de passe', { exact: true }).fill(server.password)
  await main.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.goto(`${server.url}${SCHEMES}/nouveau`)
  return { page, main }
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

/** Names and dates what is opened. */
async function describe(main: Locator, code: string) {
  await main.getByRole('textbox', { name: 'Intitulé' }).fill('Schéma du parcours')
  await main.getByLabel('Adresse', { exact: true }).fill(code)
  await main.getByLabel('Début', { exact: true }).fill('2024-01-01')
  await main.getByLabel('Fin', { exact: true }).fill('2026-12-31')
}

/** Follows what reading the scheme over says that blocks it: actions that no directorate pilots. */
async function unblock(page: Page, main: Locator, code: string) {
  for (;;) {
    await page.goto(`${server.url}${SCHEMES}/${code}/verification?controle=no-directorate`)
    const mend = main.getByRole('link', { name: /^Corriger/ })
    if ((await mend.count()) === 0) return
    await mend.first().click()
    await main.getByLabel('Directions pilotes').fill('Direction des achats')
    await main.getByRole('button', { name: 'Enregistrer le texte' }).click()
  }
}

/** Submits the text and says that the assembly adopted it. */
async function adopt(page: Page, main: Locator, code: string) {
  await unblock(page, main, code)
  await page.goto(`${server.url}${SCHEMES}/${code}/versions`)
  await main.getByRole('button', { name: 'Soumettre le texte' }).click()
  await main.getByRole('link', { name: 'Dire l’adoption' }).click()
  await main.getByLabel('Date de la délibération').fill('2026-06-29')
  await main.getByLabel('Numéro de la délibération').fill('2026-117')
  await main.getByRole('button', { name: 'Dire la version adoptée' }).click()
  expect(plain(await main.innerText())).toContain('29 juin 2026')
}

/** Waits for what is computed on the page of an indicator. */
async function shows(page: Page, main: Locator, address: string, figure: string) {
  await until(async () => {
    await page.goto(server.url + address)
    return plain(await main.innerText()).includes(figure)
  }, 40)
}

test('from a blank page, without script: an axis, an action, an indicator that the contracts fill, adopted and public', async () => {
  const { page, main } = await signedIn({ width: 390, javaScript: false })
  await describe(main, 'parcours-blanc')
  await main.getByRole('button', { name: 'Ouvrir le schéma' }).click()
  await main.getByRole('link', { name: 'Ajouter un axe' }).click()
  await main.getByLabel('Code').fill('1')
  await main.getByLabel('Intitulé').fill('Acheter social')
  await main.getByRole('button', { name: 'Ajouter l’axe' }).click()
  await main.getByRole('link', { name: 'Ajouter une action' }).click()
  await main.getByLabel('Code').fill('1-1')
  await main.getByLabel('Intitulé').fill('Poser des clauses dans plus de marchés')
  await main.getByRole('button', { name: 'Ajouter l’action' }).click()
  const action = page.url().replace(/\?.*/, '')
  await main.getByRole('link', { name: 'Ajouter un indicateur' }).click()
  await main.getByLabel('Libellé').fill('Part des marchés avec une considération sociale')
  await main.getByLabel('Nature', { exact: true }).selectOption({ label: 'Part (numérateur ÷ dénominateur)' })
  await main.getByLabel('Unité').fill('%')
  await main.getByLabel('Ce qui est souhaité').selectOption({ label: 'Plus la valeur est haute, mieux c’est' })
  await main.getByLabel('Mesurée').check()
  await main
    .getByLabel('Mesure', { exact: true })
    .selectOption({ label: 'Part des marchés avec une considération sociale, en nombre' })
  await main.getByLabel('Pourquoi il n’y a pas de référence').fill('Les données de 2022 ne la disaient pas.')
  await main.getByLabel('Pour', { exact: true }).first().fill('2025')
  await main.getByLabel('Cible', { exact: true }).first().fill('30')
  await main.getByRole('button', { name: 'Ajouter l’indicateur' }).click()
  expect(page.url()).toContain(action)
  await adopt(page, main, 'parcours-blanc')
  await main.getByRole('button', { name: 'Rendre le schéma public' }).click()
  await page.goto(action)
  const indicator = await main
    .getByRole('link', { name: 'Part des marchés avec une considération sociale' })
    .getAttribute('href')
  // As the figures of the example say: 25 of the 71 contracts of 2025 whose social field is filled in.
  await shows(page, main, `${indicator}`, '25 sur 71')
  const said = plain(await main.innerText())
  expect(said).toContain('35,21 % en 2025 : la cible de 30 % fixée pour 2025 est dépassée')
  expect(said).toContain('Voir les marchés derrière ce chiffre')
  await page.goto(`${server.url}/schemas/parcours-blanc`)
  expect(plain(await main.innerText())).toContain('Poser des clauses dans plus de marchés')
})

test('from model actions: those that are ticked make the draft, which is adopted', async () => {
  const { page, main } = await signedIn()
  await main.getByRole('link', { name: /modèle/ }).click()
  await illustrate(page, 'schema-modeles')
  const boxes = main.getByRole('checkbox')
  for (const rank of [0, 1, 2]) await boxes.nth(rank).check()
  await describe(main, 'parcours-modeles')
  await main.getByRole('button', { name: 'Ouvrir le schéma avec ces actions' }).click()
  expect(plain(await main.innerText())).toContain('Le schéma est ouvert avec les actions choisies')
  expect(await main.getByRole('link', { name: 'Modifier l’axe' }).count()).toBeGreaterThan(0)
  await adopt(page, main, 'parcours-modeles')
  await page.goto(`${server.url}${SCHEMES}/parcours-modeles/indicateurs`)
  expect(await main.getByRole('row').count()).toBeGreaterThan(3)
})

const SHEET = [
  'Plan d’achats responsables 2024-2026;;;;;;;',
  'Axe stratégique;N° de fiche;Intitulé de l’action;Porteur;Indicateur de suivi;Unité de mesure;Situation initiale 2023;Cible 2026',
  'Axe 1 : Écologie;F1;Réduire le papier;Direction des achats;Papier commandé;kg;12 000;8 000',
  ';F1;;;Agents;agents;400;',
  'Axe 2 : Social;F2;Former les acheteurs;DRH;Acheteurs formés;personnes;0;25',
].join('\r\n')

test('from a spreadsheet of another shape: read, previewed, opened, adopted, then filled by a paste that a formula reads', async () => {
  const { page, main } = await signedIn()
  await main.getByRole('link', { name: /fichier|tableur/ }).click()
  const path = join(folder, 'plan.csv')
  writeFileSync(path, `\uFEFF${SHEET}`)
  await main.getByLabel('Fichier du schéma').setInputFiles(path)
  await main.getByRole('button', { name: 'Lire le fichier' }).click()
  expect(plain(await main.innerText())).toContain('Réduire le papier')
  await illustrate(page, 'schema-import')
  await describe(main, 'parcours-tableur')
  await main.getByRole('button', { name: 'Ouvrir le schéma' }).click()
  expect(plain(await main.innerText())).toContain('Le schéma est ouvert depuis le fichier')
  await illustrate(page, 'schema-apercu')

  await main.getByRole('link', { name: 'Réduire le papier' }).click()
  await main.getByRole('link', { name: 'Ajouter un indicateur' }).click()
  await main.getByLabel('Libellé').fill('Papier par agent')
  await main.getByLabel('Nature', { exact: true }).selectOption({ label: 'Part (numérateur ÷ dénominateur)' })
  await main.getByLabel('Unité').fill('kg/agent')
  await main.getByLabel('Formule', { exact: true }).last().fill('[Papier commandé] ÷ [Agent]')
  await main.getByRole('radio', { name: 'Formule' }).check()
  await main.getByRole('button', { name: 'Ajouter l’indicateur' }).click()
  expect(await main.locator('mark').innerText()).toBe('[Agent]')
  await illustrate(page, 'schema-formule')
  await main.getByLabel('Formule', { exact: true }).last().fill('[Papier commandé] ÷ [Agents]')
  await main.getByRole('button', { name: 'Enregistrer le texte' }).click()
  await adopt(page, main, 'parcours-tableur')

  await page.goto(`${server.url}${SCHEMES}/parcours-tableur/saisie`)
  await page.locator('.sheet input').first().focus()
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '12 000\\t11 000\\t9 900,5\\r\\n400\\t400\\t396,02')
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)
  await until(async () => plain(await page.locator('[data-words]').innerText()).startsWith('Enregistré : 6.'))
  await page.goto(`${server.url}${SCHEMES}/parcours-tableur/indicateurs`)
  const formula = await main.getByRole('link', { name: 'Papier par agent' }).getAttribute('href')
  await shows(page, main, `${formula}`, '25 kg/agent')
  await page.goto(`${server.url}${formula}?periode=2024`)
  expect(plain(await main.innerText())).toContain('11 000 kg')
})
