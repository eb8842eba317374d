import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Outbox } from '#platform/mail'
import { testBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { demoServer } from '../support/demo.ts'

const browser = await testBrowser()
const server = await demoServer(async ({ dataDir }) => {
  const mail = {
    id: '4e0c1f9a-5d7b-8c21-8e3a-0f6b7d2c9a11',
    from: 'Mieuxdisant <mieuxdisant@exemple.invalid>',
    to: 'camille.roy@vallonne.test',
    subject: 'Choisissez votre mot de passe',
    paragraphs: ['Bonjour,', 'Un compte vous est ouvert.'],
    link: { label: 'Choisir un mot de passe', href: 'https://achats.vallonne.test/mot-de-passe?jeton=0' },
    writtenAt: new Date(),
  }
  new Outbox(join(dataDir, 'outbox')).write(mail, Buffer.from('Subject: Choisissez votre mot de passe\r\n'))
})

/** Home, buyers, buyer, rates, explanation, contracts, one contract, data quality, imports, method, sign-in, mails, one mail. */
const KINDS_OF_PAGES = 13
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
]

const MISSING = ['/not-there', '/acheteurs/99999999900000', `/marches/${'0'.repeat(32)}`]

test('every page, on a phone in the dark and on a wide screen, keeps every promise of the house', async () => {
  const { pages, files, faults } = await crawl(browser, server.url, {
    seeds: STATES,
    missing: MISSING,
  })
  expect(faults).toEqual([])
  expect(pages.length).toBeGreaterThanOrEqual(KINDS_OF_PAGES)
  expect(files.length).toBeGreaterThanOrEqual(KINDS_OF_FILES)
}, 600_000)
