import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { AUBRELIEU, contract, SITE, VALLONNE, workshop } from './list-routes.test-support.tsx'

const site = workshop(await testDatabase())
afterAll(() => site.close())

const SILENT = { considerationSociale: ['NC'] }
const TABLE = 'uid,id,acheteur_id,objet,montant,dateNotification,considerationsSociales,modification_id'

beforeAll(async () => {
  const plain = (id: string, more: Record<string, unknown> = {}) =>
    contract(id, { acheteur: { id: AUBRELIEU }, dateNotification: '2025-05-02', ...more })
  await site.import('essai.json', [
    ...Array.from({ length: 5 }, (_, i) => plain(`N${i}`)),
    plain('N6', { considerationsEnvironnementales: { considerationEnvironnementale: ['Pas de considération environnementale'] } }),
    contract('D1', { montant: 999_999_999, dateNotification: '2024-05-02' }),
    contract('D2', { montant: 123_456_789, dateNotification: '2023-05-02' }),
    contract('D3', { montant: 88_888_888, dateNotification: '2023-05-02' }),
    contract('D4', { montant: 99_999_999, dateNotification: '2022-05-02', considerationsSociales: SILENT, considerationsEnvironnementales: {} }),
  ]) // biome-ignore format: one line a contract
  await site.importText('tableau.csv', `${TABLE}\n1T1,T1,${AUBRELIEU},Pont,130000,2024-03-05,Clause sociale,2\n`)
})

const TITLE = 'Les taux en valeur sont à lire avec prudence'

test.each([
  ['/taux', `acheteurs=${VALLONNE}&annee=2024`, 'amount-doubtful', '1 marché a un montant douteux', 'Voir ce marché'],
  ['/taux', `acheteurs=${VALLONNE}&annee=2023`, 'amount-doubtful', '2 marchés ont un montant douteux', 'Voir ces 2 marchés'],
  ['/taux/calcul', `acheteurs=${VALLONNE}&annee=2024&mesure=valeur`, 'amount-doubtful', '1 marché a un montant douteux', 'Voir ce marché'],
  ['/taux', `acheteurs=${AUBRELIEU}&annee=2024`, 'original-missing', 'il est compté pour son montant actuel', 'Voir ce marché'],
])('%s?%s warns of %s, with a link to the contracts', async (path, query, code, words, link) => {
  const { html, text } = await site.page(`${path}?${query}`)
  expect(text).toContain(TITLE)
  expect(text).toContain(words)
  expect(text).toContain(link)
  const list = `/marches?${query.replace('&mesure=valeur', '')}&defaut=${code}`
  expect(html).toContain(`href="${list.replaceAll('&', '&amp;')}"`)
  const { html: listed } = await site.page(list)
  expect(listed.match(/href="\/marches\/[0-9a-f]{32}"/g)).toHaveLength(words.startsWith('2') ? 2 : 1)
}) // biome-ignore format: one line a case

test.each([
  ['nothing is doubtful', `/taux?acheteurs=${AUBRELIEU}&annee=2025`],
  ['there is no rate in value', `/taux?acheteurs=${VALLONNE}&annee=2022`],
  ['the rate is in number', `/taux/calcul?acheteurs=${VALLONNE}&annee=2024&mesure=nombre`],
])('no warning where %s', async (_why, address) => {
  const { status, text } = await site.page(address)
  expect(status).toBe(200)
  expect(text).not.toContain(TITLE)
})

test('a figure is quoted with its fraction, its date and the address under which people reach the site', async () => {
  const query = `acheteurs=${AUBRELIEU}&annee=2025&pilier=environnementale&mesure=nombre`
  const { html, text } = await site.page(`/taux/calcul?${query}&marches=renseignes`)
  expect(text).toContain('Taux environnemental en nombre : 83,3 % (5 sur 6 marchés renseignés)')
  expect(html).toContain(`<code>${SITE}/taux/calcul?${query.replaceAll('&', '&amp;')}</code>`)
})

test('programs get shares with four decimals, and the address of the page that says the same', async () => {
  const answer = await site.get(`/taux.json?acheteurs=${AUBRELIEU}&annee=2025`)
  expect(await answer.json()).toMatchObject({
    url: `${SITE}/taux?acheteurs=${AUBRELIEU}&annee=2025`,
    rates: { environmental: { yes: 5, filled: 6, rate: 0.8333, rateOfNotified: 0.8333, shareFilled: 1 } },
  })
})
