import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { demoServer } from '../support/demo.ts'
import { until } from '../support/until.ts'

const browser = await testBrowser()
const server = await demoServer()

/** Home, buyers, buyer, rates, explanation, contracts, one contract, data quality, imports, method, sign-in, mails, one mail, the invitation in
 * it, asking for an organisation. */
const KINDS_OF_PAGES = 15
/** The contracts behind a figure, as CSV, XLSX and JSON. */
const KINDS_OF_FILES = 3

const VALLONNE = '22990099800019'
/** What a page says when it has little to say, and both measures. */
const STATES = [
  '/acheteurs?q=introuvable',
  `/taux?acheteurs=${VALLONNE},21990001600011&annee=2025`,
  `/taux?acheteurs=${VALLONNE}&annee=2019`,
  `/taux?acheteurs=${VALLONNE}&annee=2022`,
  '/taux?acheteurs=99999999900000',
  `/taux/calcul?acheteurs=${VALLONNE}&annee=2025&pilier=environnementale&mesure=valeur`,
  `/taux/calcul?acheteurs=${VALLONNE}&annee=2022&pilier=sociale&mesure=nombre`,
  '/marches?q=introuvable',
  '/marches?annee=jamais&page=9999',
  '/qualite?annee=2024',
  '/mot-de-passe',
  '/mot-de-passe?jeton=0',
  '/connexion?fait=sortie&retour=/imports',
  '/courriels',
  '/organisations/demande?fait=demande',
  '/invitation?jeton=0',
]

const MISSING = ['/not-there', '/acheteurs/99999999900000', `/marches/${'0'.repeat(32)}`]

test('every page, on a phone in the dark and on a wide screen, keeps every promise of the house', async () => {
  // The mail of the invitation that waits is a page, and leads to another.
  await until(async () => (await (await fetch(`${server.url}/courriels`)).text()).includes('/courriels/'))
  const { pages, files, faults } = await crawl(browser, server.url, {
    seeds: STATES,
    missing: MISSING,
  })
  expect(faults).toEqual([])
  expect(pages.length).toBeGreaterThanOrEqual(KINDS_OF_PAGES)
  expect(files.length).toBeGreaterThanOrEqual(KINDS_OF_FILES)
}, 600_000)
