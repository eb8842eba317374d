import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openPage, testBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { demoServer } from '../support/demo.ts'
import { illustrate } from '../support/illustrate.ts'
import { until } from '../support/until.ts'

// Promise: who administers an organisation imports its contracts from a browser, on whatever line, with or without script, and undoes it.

const SIREN = '229900998'
const BASE = `/organisations/${SIREN}/imports`

const browser = await testBrowser()
const server = await demoServer()
const folder = await mkdtemp(join(tmpdir(), 'mieuxdisant-envoi-'))
afterAll(() => rm(folder, { recursive: true }))

const record = (id: string, buyer: string, objet: string) => ({
  id,
  acheteur: { id: buyer },
  nature: 'Marché',
  objet,
  codeCPV: '45000000-7',
  procedure: "Appel d'offres ouvert",
  dureeMois: 12,
  dateNotification: '2025-03-04',
  datePublicationDonnees: '2025-03-20',
  montant: 1234.5,
  titulaires: [{ titulaire: { id: '90990001100018', typeIdentifiant: 'SIRET' } }],
})

/** Three contracts of the department, others of a municipality to the wanted size, and a record without buyer. */
function file(name: string, others: number): string {
  const path = join(folder, name)
  const own = [1, 2, 3].map(n => record(`${name}-${n}`.slice(0, 16), `${SIREN}00019`, `Travaux n° ${n}`))
  const rest = Array.from({ length: others }, (_, n) => record(`R${n}`, '21990001600011', 'Autre '.repeat(150)))
  writeFileSync(path, JSON.stringify({ marches: { marche: [...own, ...rest, { id: 'sans acheteur' }] } }))
  return path
}

async function signedIn(looks: Parameters<typeof openPage>[2]): Promise<Page> {
  const page = await openPage(browser, `${server.url}/connexion`, looks, { errorAt: ['/imports'] })
  const main = page.locator('main')
  await main.getByLabel('Adresse électronique').fill('nadia.belkacem@vallonne.example')
  await main.getByLabel('Mot de passe', { exact: true }).fill(server.password)
  await main.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.goto(server.url + BASE)
  return page
}

const state = (page: Page) => page.locator('main .status').first().innerText()

async function undo(page: Page) {
  await page.getByRole('link', { name: 'Annuler l’import' }).click()
  expect(await page.locator('main').innerText()).toContain('comme si ce fichier n’avait jamais été importé')
  await illustrate(page, 'import-annulation')
  await page.getByRole('button', { name: 'Annuler l’import' }).click()
}

test('without script: a file is sent, its report read, its rejects downloaded, its import undone', async () => {
  const page = await signedIn({ width: 390, javaScript: false })
  const main = page.locator('main')
  await main.getByRole('button', { name: 'Importer des marchés' }).click()
  expect(await main.innerText()).toContain('Aucun fichier n’a été choisi')
  await main.getByLabel('Fichier de données essentielles').setInputFiles(file('mars.json', 4))
  await main.getByRole('button', { name: 'Importer des marchés' }).click()
  const refreshed = async (word: string) => {
    const now = await state(page)
    if (now === word) return true
    await main.getByRole('link', { name: 'Actualiser' }).click()
    return false
  }
  await until(() => refreshed('Importé'))
  const report = await main.innerText()
  for (const words of [/Nouveaux[^\d]+3\b/, /Laissés de côté[^\d]+4\b/, /Rejetés[^\d]+1\b/])
    expect(report).toMatch(words)
  const download = page.waitForEvent('download')
  await main.getByRole('link', { name: 'Télécharger les rejets' }).click()
  const rejects = join(folder, 'rejets.jsonl')
  await (await download).saveAs(rejects)
  expect(readFileSync(rejects, 'utf8')).toContain('sans acheteur')
  await undo(page)
  await until(() => refreshed('Import annulé'))
}, 120_000)

test('with script: an upload that is cut by a reload goes on where it stood, and every page keeps its promises', async () => {
  const page = await signedIn({})
  const path = file('avril.json', 4500)
  const sent: number[] = []
  let slow = true
  await page.route('**/suite?*', async route => {
    sent.push(Number(new URL(route.request().url()).searchParams.get('a')))
    // The second piece never leaves: the page is reloaded before.
    while (slow && sent.length > 1) await pause(50)
    await route.continue().catch(() => {})
  })
  await page.getByLabel('Fichier de données essentielles').setInputFiles(path)
  await illustrate(page, 'import-formulaire')
  await page.getByRole('button', { name: 'Importer des marchés' }).click()
  await until(() => sent.length > 1)
  expect(new URL(page.url()).pathname).toMatch(new RegExp(`^${BASE}/[0-9a-f-]{36}$`))
  const received = sent[1] ?? 0
  await page.reload()
  slow = false
  expect(await state(page)).toBe('Envoi en cours')
  await illustrate(page, 'import-reprise')
  const begun = await crawl(browser, page.url(), {
    as: await page.context().storageState(),
    within: [new URL(page.url()).pathname],
  })
  expect(begun.faults).toEqual([])
  const again = page.getByLabel('Le même fichier')
  await again.setInputFiles(file('autre.json', 3))
  await page.getByRole('button', { name: 'Reprendre l’envoi' }).click()
  await until(async () => (await page.locator('main').innerText()).includes('Ce n’est pas le fichier'))
  await again.setInputFiles(path)
  await page.getByRole('button', { name: 'Reprendre l’envoi' }).click()
  await until(async () => (await state(page)) === 'Importé')
  expect(sent[2]).toBe(received)
  const report = await page.locator('main').innerText()
  expect(report).toContain(createHash('sha256').update(readFileSync(path)).digest('hex'))
  expect(report.replace(/\s/g, ' ')).toMatch(/Laissés de côté 4 500/)
  await illustrate(page, 'import-compte-rendu')
  const { pathname } = new URL(page.url())
  const as = await page.context().storageState()
  await undo(page)
  await until(async () => (await state(page)) === 'Import annulé')
  const seen = await crawl(browser, server.url + BASE, {
    as,
    within: [BASE],
    seeds: [pathname],
    missing: [`${BASE}/x`],
  })
  expect(seen.faults).toEqual([])
  expect(seen.pages.length).toBeGreaterThan(2)
}, 240_000)
