import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { AUBRELIEU, contract, SITE, workshop } from './list-routes.test-support.tsx'

const site = workshop(await testDatabase())
afterAll(() => site.close())

beforeAll(async () => {
  const plain = (id: string, more: Record<string, unknown> = {}) =>
    contract(id, { acheteur: { id: AUBRELIEU }, dateNotification: '2025-05-02', ...more })
  await site.import('essai.json', [
    ...Array.from({ length: 5 }, (_, i) => plain(`N${i}`)),
    plain('N6', { considerationsEnvironnementales: { considerationEnvironnementale: ['Pas de considération environnementale'] } }),
  ]) // biome-ignore format: one line a contract
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
