import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#features/organisations'
import { organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { memberSite } from '../members.test-support.ts'

const db = await testDatabase()
const { get, importContracts, close } = memberSite(db)
afterAll(close)

const [VALLONNE, AUBRELIEU] = ['22990099800019', '21990001600011']
const SILENT = { considerationSociale: ['NC'] }
const contract = (id: string, buyer: string, more: Record<string, unknown> = {}) => ({
  id,
  acheteur: { id: buyer },
  nature: 'Marché',
  objet: `Fourniture ${id}`,
  codeCPV: '45000000-7',
  procedure: 'Appel d’offres ouvert',
  dureeMois: 12,
  dateNotification: '2025-03-04',
  datePublicationDonnees: '2025-03-20',
  montant: 1234.5,
  titulaires: [{ titulaire: { id: '90990001100018', typeIdentifiant: 'SIRET' } }],
  considerationsSociales: { considerationSociale: ['Pas de considération sociale'] },
  considerationsEnvironnementales: { considerationEnvironnementale: ['Clause environnementale'] },
  ...more,
})

const SEES: [Role, tasks: ('invitation' | 'consideration')[]][] = [
  ['administrator', ['invitation', 'consideration']],
  ['scheme-lead', ['consideration']],
  ['buyer', ['consideration']],
  ['pilot', []],
  ['facilitator', []],
  ['elected', []],
  ['animator', []],
  ['supplier', []],
  ['adviser', []],
]
const ROLES = SEES.map(([role]) => role)
let vallonne: Record<Role, Someone>
let other: Record<Role, Someone>

beforeAll(async () => {
  await importContracts([
    // The years before the latest one with contracts are over.
    contract('V0', VALLONNE, { dateNotification: '2024-05-02', considerationsSociales: SILENT }),
    contract('V1', VALLONNE, { considerationsSociales: SILENT }),
    contract('V2', VALLONNE, { considerationsSociales: SILENT }),
    contract('V3', VALLONNE),
    contract('A1', AUBRELIEU),
  ])
  vallonne = await organisationOf(db, VALLONNE, 'Département de la Vallonne', ...ROLES)
  other = await organisationOf(db, AUBRELIEU, 'Commune d’Aubrelieu', ...ROLES)
  for (const [email, days] of [
    ['tard@vallonne.test', -1],
    ['attend@vallonne.test', 1],
  ] as const)
    await db.transaction(trx =>
      sql`insert into invitation (id, organisation_id, email, roles, expires_at)
        values (gen_random_uuid(), ${vallonne.administrator.membership.organisation.id}, ${email}, ${['buyer']},
          now() + make_interval(days => ${days}))`.execute(trx),
    )
})

const dashboardOf = (of: Someone, who = of) => get(`/organisations/${of.membership.organisation.siren}`, who.visitor)

/** Whose first page is the essential: tested below. */
const DASHBOARDS = SEES.filter(([role]) => role !== 'elected')

describe.each(DASHBOARDS)('%s', (role, tasks) => {
  test('sees what awaits them, and where their organisation stands', async () => {
    const { status, text } = await dashboardOf(vallonne[role])
    expect(status).toBe(200)
    const wanted = { invitation: 'tard@vallonne.test', consideration: 'considération sociale de 2\u00a0marchés' }
    for (const task of ['invitation', 'consideration'] as const)
      expect({ task, shown: text.includes(wanted[task]) }).toEqual({ task, shown: tasks.includes(task) })
    expect(text).toContain(
      tasks.length === 0
        ? 'Rien ne vous attend'
        : `${tasks.length}\u00a0chose${tasks.length > 1 ? 's' : ''} à faire${role === 'administrator' ? ', dont 1 en retard' : ''}`,
    )
    for (const never of ['attend@vallonne.test', 'considération environnementale de', 'considération sociale de 3'])
      expect(text).not.toContain(never)
    expect(text).toContain('Marchés notifiés en 2025')
  })

  test('has nothing to do where nothing awaits, and never sees another organisation', async () => {
    const { text } = await dashboardOf(other[role])
    expect(text).toContain('Tout est à jour')
    for (const foreign of ['vallonne.test', VALLONNE.slice(0, 9)]) expect(text).not.toContain(foreign)
    expect((await dashboardOf(vallonne[role], other[role])).status).toBe(404)
  })
})

test('an organisation without a contract is told so', async () => {
  const { administrator } = await organisationOf(db, '21000000700010', 'Commune sans marché', 'administrator')
  const { text } = await dashboardOf(administrator)
  expect(text).toContain('Le registre n’a aucun marché de cet acheteur')
  expect(text).toContain('Tout est à jour')
})

describe('the essential', () => {
  const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const essential = (of: Someone, who = of) =>
    get(`/organisations/${of.membership.organisation.siren}/essentiel`, who.visitor)

  test('is the first page of who decides, and is read by those who follow the scheme', async () => {
    const first = await dashboardOf(vallonne.elected)
    expect(first.text).toContain('<h1>L’essentiel</h1>')
    for (const role of ROLES) {
      const { status, text } = await essential(vallonne[role])
      expect([role, status]).toEqual([role, role === 'supplier' ? 403 : 200])
      if (status === 200) expect(text.includes('id="chiffres"')).toBe(true)
    }
    expect((await essential(vallonne.elected, other.elected)).status).toBe(404)
  })

  test('tells each rate against the year before, with its source and the way to its calculation', async () => {
    const { text } = await essential(vallonne.buyer)
    const words = plain(text)
    expect(words).toContain('100 % des marchés de 2025 ont une considération environnementale 100 % en 2024')
    expect(words).toContain('Registre des marchés : 3 sur 3 marchés renseignés')
    expect(words).toContain('2 marchés de 2025 sur 3 : le taux ne porte que sur les autres.')
    expect(text).toContain('/taux/calcul?acheteurs=229900998&amp;annee=2025&amp;pilier=sociale&amp;mesure=nombre')
    expect(words).toContain('Aucun dossier n’attend de décision')
  })

  test('says so where there is nothing to tell', async () => {
    const { elected } = await organisationOf(db, '21000000800019', 'Commune nouvelle', 'elected')
    const { text } = await dashboardOf(elected)
    for (const words of ['Aucun chiffre encore', 'Rien ne presse', 'Rien ne s’est encore passé'])
      expect(text).toContain(words)
  })
})

test.each(ROLES)('the first page of a %s takes at most 30 queries', async role => {
  await dashboardOf(vallonne[role])
  const { headers } = await dashboardOf(vallonne[role])
  expect(Number(/"(\d+)"/.exec(headers.get('server-timing') ?? '')?.[1])).toBeLessThanOrEqual(30)
})
