import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type KeptMessage, Outbox } from '#platform/mail'
import { openPage, testBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { emptyInstall } from '../support/empty-install.ts'
import { illustrate } from '../support/illustrate.ts'
import { until } from '../support/until.ts'

// From an empty install to two people in an organisation, without JavaScript: first run, invitation, its mail, its acceptance, its trail.

const browser = await testBrowser()
const install = await emptyInstall()

const LOOKS = { javaScript: false }
const NAME = 'Département de la Vallonne'
const GUEST = 'camille.martin@vallonne.example'

test('whoever runs the program opens the site and invites; the guest answers; the trail says who did it', async () => {
  const site = await visitor('/premier-demarrage')
  const code = () => /avec le code (\S+)/.exec(install.output())?.[1] ?? ''
  await until(code)
  expect((await crawl(browser, `${install.url}/premier-demarrage`, { within: ['/premier-demarrage'] })).faults).toEqual(
    [],
  )
  await illustrate(site.page, 'premier-demarrage')
  await site.fill({
    'Code de premier démarrage': code(),
    'Votre nom': 'Nadia Belkacem',
    'Votre adresse électronique': 'nadia.belkacem@vallonne.example',
    'Nouveau mot de passe': 'une phrase que personne ne dit',
    SIRET: '229 900 998 00019',
    'Nom de l’organisation': NAME,
  })
  await site.main.getByLabel('Nature').selectOption('Département')
  await site.press('Ouvrir le site')
  expect(await site.title()).toBe('Tableau de bord')

  await site.follow('Comptes et rôles')
  await site.fill({ 'Adresse électronique': GUEST })
  await site.main.getByLabel('Responsable du schéma').check()
  await site.press('Envoyer l’invitation')
  expect(await site.said()).toContain('L’invitation est partie.')

  const { to, link } = await mail()
  expect(to).toBe(GUEST)
  const guest = await visitor((link?.href ?? '').replace(install.url, ''))
  expect(await guest.title()).toBe(`Rejoindre ${NAME}`)
  await guest.fill({ 'Votre nom': 'Camille Martin', 'Nouveau mot de passe': 'une autre que personne ne dit' })
  await guest.press('Ouvrir mon compte et accepter')
  expect(await guest.title()).toBe('Tableau de bord')
  await guest.follow('Membres')
  const mine = guest.main.getByRole('row').filter({ hasText: 'Vous' })
  expect(await mine.innerText()).toMatch(/Camille Martin[\s\S]*Responsable du schéma/)
  expect(await guest.said()).not.toContain('Inviter une personne')
  await site.follow('Comptes et rôles')
  await illustrate(site.page, 'comptes-et-roles')

  await site.follow('Journal')
  const accepted = site.main.getByRole('row').filter({ hasText: 'Accepter une invitation' })
  expect(await accepted.first().innerText()).toContain('Camille Martin')
}, 60_000)

/** Somebody in a browser of their own, at a page. */
async function visitor(path: string) {
  const page = await openPage(browser, install.url + path, LOOKS)
  const main = page.locator('main')
  return {
    page,
    main,
    title: () => page.textContent('h1'),
    said: () => main.innerText(),
    press: (name: string) => main.getByRole('button', { name }).click(),
    follow: (name: string) => page.getByRole('link', { name }).first().click(),
    async fill(fields: Record<string, string>) {
      for (const [label, text] of Object.entries(fields)) await main.getByLabel(label, { exact: true }).fill(text)
    },
  }
}

/** The mail that was not sent: there is no server for it. */
async function mail(): Promise<KeptMessage> {
  const outbox = new Outbox(join(install.dataDir, 'outbox'))
  await until(() => outbox.list().length > 0)
  const [kept] = outbox.list()
  if (!kept) throw new Error('no mail')
  return kept
}
