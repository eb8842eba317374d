import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openScheme } from '#features/scheme'
import { openDatabase } from '#platform/db'
import { read, SMALL } from '../../src/features/indicators/indicators.test-support.ts'
import { openPage, testBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo.ts'
import { illustrate, illustrateAt } from '../support/illustrate.ts'
import { until } from '../support/until.ts'

// Promise: values are entered as in a spreadsheet, with or without script, and nobody’s are lost.

const SCHEME = '/organisations/229900998/schemas/saisie-2020'
const EXAMPLE = '/organisations/229900998/schemas/vallonne-2022'
const DOCUMENT = { ...SMALL, code: 'saisie-2020', to: '2025-12-31', indicators: SMALL.indicators.slice(0, 3) }

const browser = await testBrowser()
const server = await demoServer(async address => {
  const db = await openDatabase(address)
  const person = await db.transaction(trx =>
    trx
      .selectFrom('membership as m')
      .innerJoin('person as p', 'p.id', 'm.person_id')
      .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
      .select([
        'p.id',
        'p.name',
        'p.email',
        'm.id as membership',
        'm.roles',
        'o.id as organisation',
        'o.name as called',
      ])
      .where('o.siren', '=', '229900998')
      .where('p.email', 'like', 'nadia.%')
      .executeTakeFirstOrThrow(),
  )
  const organisation = { id: person.organisation, siren: '229900998', name: person.called }
  const membership = { id: person.membership, organisation, roles: person.roles, suspended: false }
  await openScheme(db, { person, membership }, read(DOCUMENT))
  await db.close()
})

async function signedIn(looks: Parameters<typeof openPage>[2], person = 'nadia.belkacem'): Promise<Page> {
  const page = await openPage(browser, `${server.url}/connexion`, looks, { errorAt: ['/saisie', '/validation'] })
  const main = page.locator('main')
  await main.getByLabel('Adresse électronique').fill(`${person}@vallonne.example`)
  await main.getByLabel('Mot de passe', { exact: true }).fill(server.password)
  await main.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.goto(`${server.url}${SCHEME}/saisie`)
  return page
}

const cell = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const words = (page: Page) => page.locator('[data-words]').innerText()
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
async function paste(page: Page, name: string, text: string) {
  await cell(page, name).focus()
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)
}

test('without script: the whole page is saved, what is refused is explained beside its cell and nothing typed is lost', async () => {
  const page = await signedIn({ width: 390, javaScript: false })
  const main = page.locator('main')
  await cell(page, 'tonnage.2023.fsc.value').fill('131 378,5 kg')
  await cell(page, 'tonnage.2024.fsc.value').fill('env. 47 tonnes')
  await cell(page, 'guide.2024..value').selectOption('oui')
  await main.getByRole('button', { name: 'Enregistrer les valeurs' }).click()
  expect(plain(await main.innerText())).toContain('2 valeurs enregistrées')
  expect(await cell(page, 'tonnage.2024.fsc.value').inputValue()).toBe('env. 47 tonnes')
  const why = await cell(page, 'tonnage.2024.fsc.value').getAttribute('aria-describedby')
  expect(await page.locator(`[id="${why}"]`).innerText()).toContain('n’est pas un nombre')
  await cell(page, 'tonnage.2024.fsc.value').fill('47')
  await main.getByRole('button', { name: 'Enregistrer les valeurs' }).click()
  expect(plain(await main.innerText())).toContain('1 valeur enregistrée')
  await main.getByRole('button', { name: 'Annuler cette saisie' }).click()
  expect(await cell(page, 'tonnage.2024.fsc.value').inputValue()).toBe('')
  expect(plain(await cell(page, 'tonnage.2023.fsc.value').inputValue())).toBe('131 378,5')
})

test('with script: a block is pasted, keys go from cell to cell, each cell is saved, and what was done is undone', async () => {
  const page = await signedIn({})
  await paste(page, 'tonnage.2023.fsc.value', '114 910\t112562\r\n"3 406"\tdix mille\r\n')
  await until(async () => plain(await words(page)) === 'Enregistré : 3. À corriger : 1.')
  await illustrate(page, 'saisie', '.sheet .error')
  expect(plain(await cell(page, 'tonnage.2023.recycle.value').inputValue())).toBe('3 406')
  expect(await cell(page, 'tonnage.2024.recycle.value').getAttribute('aria-invalid')).toBe('true')
  await cell(page, 'tonnage.2024.recycle.value').fill('10335')
  await page.keyboard.press('Enter')
  await until(async () => plain(await words(page)) === 'Enregistré : 1.')
  expect(await page.evaluate('document.activeElement.name')).toBe('bio.2024..numerator')
  await page.keyboard.type('1')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('3')
  await page.keyboard.press('Tab')
  await until(async () => (await cell(page, 'bio.2024..value').inputValue()).startsWith('33,3'))
  expect(await cell(page, 'bio.2024..value').isDisabled()).toBe(true)
  await page.keyboard.press('Control+z')
  await until(async () => plain(await words(page)) === 'Saisie annulée : 1.')
  expect(await cell(page, 'bio.2024..denominator').inputValue()).toBe('')
  expect(await cell(page, 'bio.2024..value').inputValue()).toBe('')
  for (const _ of [1, 2, 3]) await page.keyboard.press('Control+z')
  await until(async () => (await cell(page, 'tonnage.2023.recycle.value').inputValue()) === '')
  expect(plain(await cell(page, 'tonnage.2023.fsc.value').inputValue())).toBe('131 378,5')
  await page.reload()
  expect(await cell(page, 'tonnage.2023.recycle.value').inputValue()).toBe('')

  const [own, told] = [`${EXAMPLE}/indicateurs`, '/schemas/vallonne-2022/indicateurs']
  await illustrateAt(page, `${own}/part-papier-recycle`, 'indicateur-graphique', 'figure')
  await illustrateAt(page, `${own}/part-sociale`, 'indicateur-lignee', '#calcul')
  await illustrateAt(page, `${own}?acheteur=tous`, 'schema-ensemble', '#positions')
  await illustrateAt(page, '/organisations/229900998/attendus', 'attendu-de-moi')
  await illustrateAt(page, `${told}/energie`, 'indicateur-public')
})

test('the second of two who write the same cell sees both, and chooses', async () => {
  const [first, second] = [await signedIn({}), await signedIn({}, 'etienne.roussel')]
  const name = 'tonnage.2025.fsc.value'
  await cell(first, name).fill('10')
  await first.keyboard.press('Enter')
  await until(async () => plain(await words(first)) === 'Enregistré : 1.')
  await cell(second, name).fill('20')
  await second.keyboard.press('Enter')
  await until(async () => plain(await words(second)) === 'Enregistré : 0. À corriger : 1.')
  expect(plain(await second.locator('.sheet .error').innerText())).toContain('Nadia Belkacem a saisi « 10 »')
  await second.getByRole('button', { name: 'Garder la mienne' }).click()
  await until(async () => plain(await words(second)) === 'Enregistré : 1.')
  expect(await second.locator('.sheet .error').count()).toBe(0)
  // A whole page saved by who has not seen it: only what they typed is theirs.
  await cell(first, 'tonnage.2025.recycle.value').fill('5')
  await first.getByRole('button', { name: 'Enregistrer les valeurs' }).click()
  await until(async () => plain(await words(first)) === 'Enregistré : 1.')
  await first.reload()
  expect(await cell(first, name).inputValue()).toBe('20')
})

test('who leads refuses with a reason, validates, publishes; a comment explains a value', async () => {
  const page = await signedIn({ width: 390, javaScript: false }, 'etienne.roussel')
  const main = page.locator('main')
  await main.getByRole('button', { name: /^Transmettre/ }).click()
  expect(await main.innerText()).toContain('pour validation')
  await page.goto(`${server.url}${SCHEME}/validation`)
  await main.getByRole('button', { name: 'Refuser et expliquer' }).click()
  expect(await main.innerText()).toContain('Dites pourquoi')
  await main.getByLabel('Explication, pour un refus').fill('Le total ne suit pas.')
  const [first] = await main.getByRole('checkbox').all()
  await first?.uncheck()
  await main.getByRole('button', { name: 'Refuser et expliquer' }).click()
  expect(await main.innerText()).toMatch(/valeurs? refusées?/)
  await main.getByRole('button', { name: 'Valider les valeurs cochées' }).click()
  await main.getByRole('link', { name: 'À publier' }).click()
  await main.getByRole('button', { name: 'Publier les valeurs cochées' }).click()
  expect(plain(await main.innerText())).toContain('1 valeur publiée.')
  await page.goto(`${server.url}${SCHEME}/indicateurs/bio/2024`)
  await main.getByLabel('Commentaire').fill('Le marché de denrées a commencé en mars.')
  await main.getByRole('button', { name: 'Enregistrer la valeur' }).click()
  expect(await main.innerText()).toContain('Le marché de denrées a commencé en mars.')
  await page.goto(`${server.url}${SCHEME}/saisie`)
  expect(await main.innerText()).toContain('Le total ne suit pas.')
})
