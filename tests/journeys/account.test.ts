import { expect, test } from 'vitest'
import { openPage, testBrowser } from '../support/browser.ts'
import { cli } from '../support/cli.ts'
import { crawl } from '../support/crawl.ts'
import { demoServer } from '../support/demo.ts'

// The operator opens an account; its holder chooses a password, signs in, changes it, signs out. Nobody needs JavaScript for it.

let link = ''
const browser = await testBrowser()
const server = await demoServer(async address => {
  const create = ['user', 'create', 'camille.martin@vallonne.example', '--name', 'Camille Martin', '--json']
  const { code, stdout, stderr } = await cli(address, ...create)
  if (code !== 0) throw new Error(stderr)
  link = JSON.parse(stdout).link
})

const [FIRST, SECOND] = ['une phrase que personne ne dit', 'une autre que personne ne dit']
const { pathname, search } = new URL(link || 'http://absent/')

test('from the link of the operator to a closed session, on a phone without JavaScript', async () => {
  // What is refused answers 422: the browser says so in its console.
  const refused = { errorAt: ['/connexion', '/mot-de-passe', '/mon-compte/mot-de-passe'] }
  const page = await openPage(browser, server.url + pathname + search, { width: 390, javaScript: false }, refused)
  const main = page.locator('main')
  const fill = (label: string, text: string) => main.getByLabel(label, { exact: true }).fill(text)
  const press = (name: string) => main.getByRole('button', { name }).first().click()
  const said = () => main.innerText()

  await fill('Nouveau mot de passe', 'trop court')
  await press('Enregistrer le mot de passe')
  expect(await said()).toContain('de 12 à 128 signes')
  await fill('Nouveau mot de passe', FIRST)
  await press('Enregistrer le mot de passe')
  expect(await said()).toContain('Votre mot de passe est enregistré')

  await fill('Adresse électronique', 'camille.martin@vallonne.example')
  await fill('Mot de passe', 'au hasard')
  await press('Se connecter')
  expect(await said()).toContain('La connexion n’a pas abouti')
  expect(await main.getByLabel('Adresse électronique').inputValue()).toBe('camille.martin@vallonne.example')
  await fill('Mot de passe', FIRST)
  await press('Se connecter')
  expect(await page.textContent('h1')).toBe('Mes organisations')
  await page.goto(`${server.url}/mon-compte`)
  expect(await page.textContent('h1')).toBe('Mon compte')
  expect(await said()).toContain('Cette session')

  const { pages, faults } = await crawl(browser, `${server.url}/mon-compte`, {
    as: await page.context().storageState(),
    within: ['/mon-compte'],
    seeds: ['/mon-compte?fait=change'],
  })
  expect(faults).toEqual([])
  expect(pages).toHaveLength(5)

  await fill('Mot de passe actuel', FIRST)
  await fill('Nouveau mot de passe', SECOND)
  await press('Changer de mot de passe')
  expect(await said()).toContain('Votre mot de passe est changé')
  await press('Se déconnecter')
  expect(await said()).toContain('Vous êtes déconnecté')
  await page.goto(`${server.url}/mon-compte`)
  expect(await page.textContent('h1')).toBe('Se connecter')
}, 120_000)
