import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPage, testBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { demoServer } from '../support/demo.ts'
import { illustrate } from '../support/illustrate.ts'

// Promise 5: a figure explains itself, and a stranger computes it again. Who administers a buyer publishes its rates; whoever passes by opens
// the page, downloads the open data, and finds the same figures without us.

const SIREN = '219900016'

const browser = await testBrowser()
const server = await demoServer()

const space = `/organisations/${SIREN}/publications`

test('an administrator publishes; a stranger opens, downloads and computes again', async () => {
  const refused = { errorAt: ['/publications', '/retrait'] }
  const page = await openPage(browser, `${server.url}/connexion`, { width: 390, javaScript: false }, refused)
  const main = page.locator('main')
  const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
  const follow = (name: string) => main.getByRole('link', { name, exact: true }).first().click()
  const said = () => main.innerText()
  await main.getByLabel('Adresse électronique').fill('claire.fontenay@vallonne.example')
  await main.getByLabel('Mot de passe', { exact: true }).fill(server.password)
  await press('Se connecter')

  await page.goto(server.url + space)
  await illustrate(page, 'publications')
  await follow('Relire et publier 2025')
  await illustrate(page, 'relire-et-publier')
  // 9 yes and 8 declared none: the plan of the example.
  expect(await said()).toMatch(/9 sur 17\smarchés/)
  await press('Publier les taux 2025')
  expect(await said()).toContain('La publication n° 1 est en ligne')

  await follow('Publiée, n° 1')
  const stranger = await openPage(browser, page.url())
  expect(stranger.url()).toBe(`${server.url}/publications/${SIREN}/1`)
  expect(await stranger.textContent('h1')).toBe('Achats responsables en 2025')
  expect(await stranger.locator('#environnementale').innerText()).toMatch(/52,9\s%/)
  expect(await stranger.content()).not.toContain('Fontenay')
  await illustrate(stranger, 'publication')
  await illustrate(stranger, 'donnees-publiees', '#donnees')

  const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-inconnu-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = await stranger
    .locator('#donnees li a')
    .evaluateAll(links => links.map(one => (one as { href?: string }).href ?? ''))
  expect(files).toHaveLength(6)
  for (const file of files)
    writeFileSync(
      join(folder, new URL(file).pathname.split('/').at(-1) ?? ''),
      Buffer.from(await (await fetch(file)).arrayBuffer()),
    )
  const run = (program: string, ...words: string[]) => execFileSync(program, words, { cwd: folder, encoding: 'utf8' })
  run('sha256sum', '--strict', '-c', 'empreintes.txt')
  expect(await stranger.locator('#publication').innerText()).toContain(run('sha256sum', 'empreintes.txt').slice(0, 64))
  const answer = run(process.execPath, 'recalcul.mjs')
  expect(answer).toContain('en nombre : 9 ÷ 17 = 52,94 %')
  expect(answer).toContain('identique')

  await page.goto(`${server.url}${space}/nouvelle?annee=2025`)
  await press('Publier la correction')
  expect(await said()).toContain('Dites ce qui change')
  await main.getByLabel('Ce qui change, et pourquoi').fill('Rien que les mots : un essai de correction.')
  await press('Publier la correction')
  expect(await said()).toContain('La publication n° 2 est en ligne')
  await stranger.reload()
  expect(await stranger.locator('main').innerText()).toContain('le n° 2 la remplace')

  await page.goto(server.url + space)
  await follow('Relire et publier 2024')
  await press('Publier les taux 2024')
  await follow('Retirer le n° 3')
  await main.getByLabel('Pourquoi elle est retirée').fill('Publiée pour essayer.')
  await press('Retirer la publication n° 3')
  expect(await said()).toContain('La publication n° 3 est retirée')

  const everybody = await crawl(browser, `${server.url}/publications/${SIREN}`, {
    within: ['/publications'],
    seeds: [1, 2, 3].map(number => `/publications/${SIREN}/${number}`),
    missing: [`/publications/${SIREN}/4`, '/publications/999999999'],
  })
  expect(everybody.faults).toEqual([])
  expect(everybody.pages).toHaveLength(6)
  const members = await crawl(browser, server.url + space, {
    as: await page.context().storageState(),
    within: [space],
    seeds: [`${space}?fait=retiree&numero=3`, `${space}/nouvelle?annee=2026`, `${space}/2/retrait`],
    missing: [`${space}/9/retrait`],
  })
  expect(members.faults).toEqual([])
  expect(members.pages).toHaveLength(5)
}, 240_000)
