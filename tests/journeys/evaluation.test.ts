import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addSeat, openBody, setChain } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, actorsOf, scopeOf } from '#features/organisations'
import { adoptVersion, findScheme, openScheme, submitVersion, trustedDocument } from '#features/scheme'
import { openDatabase } from '#platform/db'
import { openPage, testBrowser } from '../support/browser.ts'
import { demoServer } from '../support/demo.ts'
import { illustrate, illustrateAt } from '../support/illustrate.ts'

// Promise: a year of evaluation. Five people of five roles choose a share, judge it and validate it, each in their turn, and what is not evaluated is named.

const CODE = 'parcours-evaluation'
const SIREN = '229900998'
const SCHEME = `/organisations/${SIREN}/schemas/${CODE}`
const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const ADOPTED = dayFrom(-1)
const YEAR = Number(ADOPTED.slice(0, 4))
const TITLES = ['Imprimer moins', 'Acheter de saison', 'Réparer les meubles', 'Poser des clauses', 'Former', 'Réserver']
const DOCUMENT = {
  ...{ format: 'mieuxdisant-scheme/1', code: CODE, title: 'Schéma du parcours' },
  ...{ from: `${YEAR}-01-01`, to: `${YEAR + 4}-12-31`, buyers: [{ siren: SIREN, name: 'Vallonne' }] },
  axes: [
    { key: 'a', code: '1', title: 'Environnement' },
    { key: 'b', code: '2', title: 'Social' },
  ],
  actions: TITLES.map((title, at) => ({
    ...{ key: `action-${at}`, parent: at < 3 ? 'a' : 'b', code: `${at + 1}`, title, pilots: ['Achats'] },
  })),
  indicators: [{ key: 'papier', parent: 'action-0', label: 'Papier acheté', kind: 'amount', unit: 'kg' }],
}

const browser = await testBrowser()
const server = await demoServer(async address => {
  const db = await openDatabase(address)
  const actorOf = async (email: string): Promise<Actor> => {
    const { id } = await db.transaction(trx =>
      trx.selectFrom('person').select('id').where('email', '=', `${email}@vallonne.example`).executeTakeFirstOrThrow(),
    )
    const found = (await actorsOf(db.identity, id)).find(one => one.membership.organisation.siren === SIREN)
    if (!found) throw new Error(`${email} is not there`)
    return found
  }
  const [lead, buyer, elected] = [await actorOf('etienne.roussel'), await actorOf('ines.carpentier'), await actorOf('helene.vasseur')] // biome-ignore format: one line
  const opening = { mandate: '', quorum: null, decides: 'majority' } as const
  const technical = await openBody(db, lead, { ...opening, kind: 'technical', name: 'Comité technique du parcours', alone: true }) // biome-ignore format: one line
  const political = await openBody(db, lead, {
    ...opening,
    kind: 'political',
    name: 'Comité politique du parcours',
    alone: false,
  })
  const seat = { title: 'Présidence', role: 'chair', since: '2022-01-03', name: null, email: null, until: null, substituteOf: null } as const // biome-ignore format: one line
  await addSeat(db, lead, technical, { ...seat, person: buyer.person.id })
  await addSeat(db, lead, political, { ...seat, person: elected.person.id })
  await openScheme(db, lead, trustedDocument(DOCUMENT))
  await adoptVersion(db, lead, CODE, { ...(await submitVersion(db, lead, CODE)), on: ADOPTED, deliberation: '', vote: '' }) // biome-ignore format: one line
  const scheme = await db.as(scopeOf(lead), trx => findScheme(trx, lead, CODE))
  if (!scheme) throw new Error('no scheme')
  const scope = scopeOfScheme(scheme)
  await setChain(db, lead, { scope, matter: 'choice', bodies: [technical, political] })
  await setChain(db, lead, { scope, matter: 'evaluation', bodies: [technical] })
  await db.close()
})

interface Person {
  page: Page
  main: Locator
  /** Opens an address of the scheme. */
  at(path: string): Promise<void>
}
async function signedIn(who: string, looks: Parameters<typeof openPage>[2] = {}): Promise<Person> {
  const page = await openPage(browser, `${server.url}/connexion`, looks, { errorAt: ['/campagnes', '/actions/action-0', '/retrait'] }) // biome-ignore format: one line
  const main = page.locator('main')
  await main.getByLabel('Adresse électronique').fill(`${who}@vallonne.example`)
  await main.getByLabel('Mot de passe', { exact: true }).fill(server.password)
  await main.getByRole('button', { name: 'Se connecter', exact: true }).click()
  const at = async (path: string) => {
    await page.goto(server.url + (path.startsWith('/') ? path : `${SCHEME}/${path}`))
  }
  return { page, main, at }
}
const plain = async (main: Locator) => (await main.innerText()).replace(/[\u00a0\u202f]/g, ' ')
const press = (main: Locator, name: string | RegExp) => main.getByRole('button', { name }).click()

/** Opens what was submitted last under these words, from the list of decisions. */
async function openCase({ page, main, at }: Person, title: string) {
  await at(`/organisations/${SIREN}/decisions`)
  await main.getByRole('link', { name: title }).first().click()
  await page.waitForLoadState()
}
const judge = async (main: Locator, grade: string) => {
  for (const criterion of ['Pertinence', 'Efficacité', 'Efficience', 'Effets', 'Changement des pratiques'])
    await main
      .getByRole('group', { name: new RegExp(`^${criterion}\\.`) })
      .getByLabel(grade)
      .check()
  await main.getByRole('group', { name: 'Appréciation d’ensemble' }).getByLabel(grade).check()
}

test('five people of five roles evaluate a third of a scheme, in their turn', async () => {
  const lead = await signedIn('etienne.roussel')
  const pilot = await signedIn('maelle.kerbrat', { width: 390, javaScript: false })
  const technical = await signedIn('ines.carpentier')
  const elected = await signedIn('helene.vasseur', { width: 390 })
  const adviser = await signedIn('marc.oudin')

  // Who leads names who pilots an action, opens the campaign, and amends with its reason what the rules propose.
  await lead.at('actions/action-0/pilotes')
  await lead.main.getByLabel('À qui').selectOption({ label: 'Maëlle Kerbrat' })
  await press(lead.main, 'Confier l’action')
  await lead.at('evaluation')
  await press(lead.main, `Ouvrir la campagne ${YEAR}`)
  expect(await plain(lead.main)).toContain('2 actions à évaluer')
  const removing = lead.main.locator('#retraits')
  await removing.getByLabel('Action').selectOption({ label: '4 Poser des clauses' })
  await removing.getByLabel('Motif').fill('Ses premiers marchés finissent l’an prochain.')
  await press(lead.main, 'Retirer de la part')
  const adding = lead.main.locator('#ajouts')
  await adding.getByLabel('Action').selectOption({ label: '5 Former' })
  await adding.getByLabel('Motif').fill('Les formations se renouvellent en janvier.')
  await press(lead.main, 'Ajouter à la part')
  await illustrate(lead.page, 'evaluation-part')
  await press(lead.main, 'Soumettre le choix aux instances')

  // The technical body accepts; the elected members are not asked before.
  const choice = `Actions à évaluer en ${YEAR}`
  await openCase(elected, choice)
  expect(await elected.main.getByRole('button', { name: 'Inscrire ma décision' }).count()).toBe(0)
  await openCase(technical, choice)
  expect(await plain(technical.main)).toContain('Ses premiers marchés finissent l’an prochain.')
  await illustrate(technical.page, 'instance-dossier')
  await press(technical.main.locator('#seul'), 'Inscrire ma décision')
  expect(await plain(technical.main)).toContain('C’est au tour de Comité politique du parcours')

  // Elected members answer in writing, between two meetings.
  await openCase(lead, choice)
  await lead.main.getByText('Consulter par écrit, sans réunion').click()
  await lead.main.getByLabel('Dernier jour pour répondre').fill(dayFrom(7))
  await press(lead.main, 'Ouvrir la consultation')
  await openCase(elected, choice)
  await elected.main.getByLabel('Pour', { exact: true }).check()
  await illustrate(elected.page, 'instance-consultation', '#consultation')
  await press(elected.main, 'Enregistrer la réponse')
  await openCase(lead, choice)
  await press(lead.main, 'Terminer la consultation et inscrire la décision')
  await lead.at(`evaluation/${YEAR}`)
  expect(await plain(lead.main)).toContain('Désignée')

  // Who pilots enters a value, then judges the action; nothing typed is lost where an exit comes too early.
  await pilot.at('saisie')
  await pilot.page.locator(`[name="papier.${YEAR}..value"]`).fill('1 200')
  await press(pilot.main, 'Enregistrer les valeurs')
  await pilot.at(`evaluation/${YEAR}/actions/action-0`)
  expect(await plain(pilot.main)).toContain('1 200')
  await judge(pilot.main, '3. satisfaisant')
  await pilot.main.getByLabel('Points forts').fill('Les imprimantes individuelles sont parties.')
  await pilot.main.getByLabel('Sortir du schéma').check()
  await pilot.main.getByLabel('Ce que vous recommandez, et pourquoi').fill('Elle double une autre action.')
  await pilot.main.getByLabel('Sortie proposée le').fill(dayFrom(200))
  await press(pilot.main, 'Enregistrer l’évaluation')
  expect(await plain(pilot.main)).toContain('ne peut pas sortir du schéma avant le')
  expect(await pilot.main.getByLabel('Points forts').inputValue()).toBe('Les imprimantes individuelles sont parties.')
  await pilot.main.getByLabel('Poursuivre').check()
  await press(pilot.main, 'Enregistrer l’évaluation')
  await illustrateAt(pilot.page, `${SCHEME}/evaluation/${YEAR}/actions/action-0`, 'evaluation-grille', '#evaluation')
  await press(pilot.main, 'Soumettre l’évaluation aux instances')

  // The technical body sends it back with its reason; put right, it is accepted, and closed.
  const title = `Évaluation ${YEAR}`
  await openCase(technical, title)
  await technical.main.locator('#seul').getByLabel('Renvoyé à qui l’a écrit').check()
  await technical.main.locator('#seul').getByLabel('Motif, ou réserves').fill('Dites ce qui a freiné.')
  await press(technical.main.locator('#seul'), 'Inscrire ma décision')
  await pilot.at(`evaluation/${YEAR}/actions/action-0`)
  expect(await plain(pilot.main)).toContain('Dites ce qui a freiné.')
  await pilot.main.getByLabel('Freins').fill('Deux directions gardent des circuits sur papier.')
  await press(pilot.main, 'Enregistrer l’évaluation')
  await press(pilot.main, 'Soumettre l’évaluation aux instances')
  await openCase(technical, title)
  await press(technical.main.locator('#seul'), 'Inscrire ma décision')
  await pilot.at(`evaluation/${YEAR}/actions/action-0`)
  expect(await pilot.main.getByRole('button', { name: 'Enregistrer l’évaluation' }).count()).toBe(0)

  // An action enters on the way; another may not leave before its years are over.
  await lead.at('versions/modification')
  await lead.main.getByLabel('Ce qu’elle change, et pourquoi').fill('Ouvrir une action sur l’égalité.')
  await press(lead.main, 'Ouvrir la modification')
  await lead.at('parties/action-2/place')
  await press(lead.main, 'Retirer du brouillon')
  expect(await plain(lead.main)).toContain('ne peut pas sortir du schéma avant le')
  await lead.at('ajout?nature=action&sous=b')
  await lead.main.getByLabel('Code').fill('7')
  await lead.main.getByLabel('Intitulé').fill('Ouvrir aux femmes les heures d’insertion')
  await lead.main.getByLabel('Directions pilotes').fill('Insertion')
  await press(lead.main, 'Ajouter l’action')
  await lead.at('versions')
  await press(lead.main, 'Soumettre le texte')
  await lead.main.getByRole('link', { name: 'Dire l’adoption' }).click()
  await lead.main.getByLabel('Date de la délibération').fill(dayFrom(0))
  await press(lead.main, 'Dire la version adoptée')

  // Whoever reads sees what is evaluated, and every action that is not, the new one among them.
  await adviser.at('evaluation')
  expect(await plain(adviser.main)).toContain('1 sur 7')
  const missing = await plain(adviser.main.locator('#non-evaluees'))
  expect(missing).toContain('7 Ouvrir aux femmes les heures d’insertion')
  expect(missing).not.toContain('Imprimer moins')
  expect(await plain(adviser.main.locator('#mouvements'))).toContain('Entrée de 7 Ouvrir aux femmes')
  expect(await adviser.main.getByRole('button', { name: /^Ouvrir/ }).count()).toBe(0)

  // The global bilan, as it will be read, names what is not evaluated, with why.
  await adviser.main.getByRole('link', { name: 'Bilan global' }).click()
  await adviser.main.getByRole('link', { name: 'Relire le bilan' }).first().click()
  expect(await plain(adviser.main)).toMatch(
    /7 Ouvrir aux femmes les heures d’insertion\s+–\s+Non évaluée : dans aucune part pour l’instant/,
  )

  // The scheme says that each year’s evaluation is published too: once its value is validated, everybody reads it.
  await lead.at('evaluation/reglages')
  await lead.main.getByLabel('Publier aussi celui de chaque année').check()
  await press(lead.main, 'Enregistrer les réglages')
  await pilot.at('saisie')
  await press(pilot.main, 'Transmettre le brouillon de cette page pour validation')
  await lead.at('validation')
  await press(lead.main, 'Valider les valeurs cochées')
  const administrator = await signedIn('claire.fontenay')
  await administrator.at(`evaluation/${YEAR}`)
  await administrator.main.getByRole('link', { name: 'Bilan de la part' }).click()
  await administrator.main.getByRole('link', { name: 'Publier le bilan' }).first().click()
  await illustrate(administrator.page, 'evaluation-publier')
  await press(administrator.main, 'Publier le bilan')
  const everybody = (await openPage(browser, administrator.page.url(), { width: 390 })).locator('main')
  const published = await plain(everybody)
  expect(published).toContain(`Évaluation ${YEAR}`)
  expect(published).toContain('Les imprimantes individuelles sont parties.')
  expect(published).toContain('1 200')

  await illustrateAt(lead.page, `/organisations/${SIREN}/schemas/vallonne-2022/evaluation`, 'evaluation-cycle')
  await illustrateAt(lead.page, `/organisations/${SIREN}/instances`, 'instances')
  await lead.at(`/organisations/${SIREN}/enquetes`)
  await lead.main
    .getByRole('link', { name: /changent les achats/ })
    .first()
    .click()
  await lead.main.getByRole('link', { name: 'Résultats' }).click()
  expect(await plain(lead.main)).toContain('60')
  await illustrate(lead.page, 'enquete-resultats')
})
