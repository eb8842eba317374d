import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { PLANS, shareOf } from '#features/contracts'
import { count, nb, percent } from '#ui'
import { openPage, testBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo.ts'
import { emptyInstall } from '../support/empty-install.ts'

// Promise 1: the rates of a buyer and a year, and the contracts behind every figure. Nobody needs JavaScript for it.

const browser = await testBrowser()
// Each makes a database: side by side.
const [server, install] = await Promise.all([demoServer(), emptyInstall()])

const BUYER = 'Département de la Vallonne'
const plan = PLANS.find(({ buyer, year }) => buyer.name === BUYER && year === 2025)
if (!plan) throw new Error('The example has no plan for the Vallonne in 2025.')

/** What the four lines of the shared ceiling of 2025 add to the plan: four say yes of the social side, three of the environment. */
const CEILING = { social: 4, environmental: 3 }
const expected = (['social', 'environmental'] as const).map(pillar => {
  const yes = plan[pillar].yes + CEILING[pillar]
  return { yes, filled: yes + plan[pillar].none }
})
const [social, environmental] = expected as [{ yes: number; filled: number }, { yes: number; filled: number }]
const rateOf = ({ yes, filled }: { yes: number; filled: number }) => percent(shareOf(yes, filled))

/** Follows a link by its words, as a reader without JavaScript does: the browser goes there. */
async function follow(page: Page, words: string | RegExp, within = 'main') {
  const link = page.locator(within).getByRole('link', { name: words }).first()
  const address = await link.getAttribute('href')
  await link.click()
  await page.waitForURL(url => url.href.endsWith(address ?? '?'))
}

const main = (page: Page) => page.locator('main').innerText()

test('a visitor finds a buyer, its rates, how one is made, its contracts, and the record of one of them', async () => {
  const page = await openPage(browser, server.url, { javaScript: false })
  await page
    .locator('main')
    .getByRole('searchbox', { name: /acheteur/ })
    .fill('vallonne')
  await page.keyboard.press('Enter')
  await follow(page, BUYER)
  expect(await page.textContent('h1')).toBe(BUYER)
  await follow(page, '2025')

  expect(await page.locator('#sociale').innerText()).toContain(rateOf(social))
  expect(await page.locator('#sociale').innerText()).toContain(
    `${social.yes} sur ${count(social.filled, 'marché renseigné', 'marchés renseignés')}`,
  )
  expect(await page.locator('#environnementale').innerText()).toContain(rateOf(environmental))
  expect(await page.locator('#environnementale').innerText()).toContain(
    `${environmental.yes} sur ${count(environmental.filled, 'marché renseigné', 'marchés renseignés')}`,
  )

  await follow(page, /Comment ce chiffre est-il calculé.*nombre/, '#sociale')
  expect(await page.locator('.formula dd').allInnerTexts()).toEqual([nb(social.yes), nb(social.filled), rateOf(social)])
  expect(await page.locator('#marches tbody tr').count()).toBe(social.yes)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Exporter la sélection en CSV' }).click(),
  ])
  const csv = join(await mkdtemp(join(inject('scratch'), 'export-')), download.suggestedFilename())
  await download.saveAs(csv)
  const rows: Record<string, string>[] = parse(await readFile(csv), {
    bom: true,
    columns: true,
    delimiter: ';',
  })
  expect(rows).toHaveLength(social.yes)
  expect(new Set(rows.map(row => row['Considération sociale']))).toEqual(new Set(['Oui']))

  const first = rows[0]
  await follow(page, first?.['Objet'] ?? '?', '#marches')
  expect(await page.textContent('h1')).toContain(first?.['Objet'])
  await page.getByText('Lire l’enregistrement d’origine').click()
  await follow(page, 'Ouvrir le texte entier')
  expect(JSON.parse((await page.textContent('body')) ?? '')).toMatchObject({
    id: first?.['Numéro'],
    considerationsSociales: { considerationSociale: expect.any(Array) },
  })
})

test('a year whose contracts say nothing has no rate, and says why', async () => {
  const page = await openPage(browser, `${server.url}/taux?acheteurs=${plan.buyer.siret}&annee=2022`)
  const text = await page.locator('#sociale').innerText()
  expect(text).toContain('non calculable')
  expect(text).toContain('Le taux n’est pas zéro')
  expect(await page.locator('#repartition').count()).toBe(0)
})

test('the first key of the keyboard offers to skip to the content', async () => {
  const page = await openPage(browser, server.url)
  await page.keyboard.press('Tab')
  const link = page.locator(':focus')
  const target = await link.getAttribute('href')
  await link.press('Enter')
  expect(await page.locator(`main${target}`).count()).toBe(1)
})

test('the home page says the same without JavaScript', async () => {
  const [withScript, without] = await Promise.all([
    openPage(browser, server.url),
    openPage(browser, server.url, { javaScript: false }),
  ])
  expect(await main(without)).toBe(await main(withScript))
})

test.each(['/', '/acheteurs', '/taux', '/marches', '/imports'])(
  'on an empty install, %s says how to import a file',
  async path => {
    const page = await openPage(browser, `${install.url}${path}`)
    const text = await main(page)
    expect(text).toContain('bin/mieuxdisant import')
    expect(text).not.toContain('Données d’exemple')
  },
)
