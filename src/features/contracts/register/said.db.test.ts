import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { contract, VALLONNE, workshop } from '../list-routes.test-support.tsx'
import { pack } from './packed.ts'
import { openRegister, visible } from './register.ts'
import { readSaid } from './said.ts'

const db = await testDatabase()
const site = workshop(db)
afterAll(() => site.close())

/** What each contract says by its number: offers, framework, innovative, small. */
async function said(): Promise<Record<string, (number | undefined)[]>> {
  const register = await openRegister(db.read)
  const contracts = await pack(register, visible(register))
  const wanted = ['offers', 'framework', 'innovative', 'small'] as const
  const found = await readSaid(register, contracts, wanted, 'all')
  const { rows } = await sql<{ id: string }>`
    select source_id as id from contract_version order by import_id, position`.execute(db.read)
  return Object.fromEntries(rows.map(({ id }, i) => [id, wanted.map(saying => found[saying]?.[i])]))
}

const list = (...technique: string[]) => ({ technique })
const xml = (id: string, inner: string) =>
  `<marche><id>${id}</id><acheteur><id>${VALLONNE}</id></acheteur><objet>Voirie ${id}</objet><dateNotification>2025-01-02</dateNotification><montant>9</montant>${inner}</marche>`

test('the same, whatever the format and the writing', async () => {
  await site.import('marches.json', [
    contract('J1', { offresRecues: 3, techniques: list('Accord-cadre'), marcheInnovant: true }),
    contract('J2', { offresRecues: '12 offres', techniques: list('Sans objet'), marcheInnovant: 'non' }),
    contract('J3', { offresRecues: 'NC', techniques: [list('Concours'), list('accord-cadre ')], marcheInnovant: 'NC' }),
    contract('J4', { offresRecues: 0, techniques: null, marcheInnovant: null }),
    contract('J5', {
      objet: 'Étude dite "techniques" et offresRecues": 9,',
      offresRecues: 2,
      technique: list('Concours'),
    }),
    contract('J6', {
      objet: 'Réseaux',
      offresRecues: 2.5,
      techniques: list(...Array(9).fill('Catalogue électronique'), 'Accord-cadre'),
    }),
    contract('J7', { objet: 'Sans rien', montant: null, techniques: list() }),
    contract('J8', { offresRecues: [4], techniques: 'Concours ; Accord-cadre', montant: 0 }),
  ])
  await site.importText(
    'marches.xml',
    `<?xml version="1.0"?><marches>${[
      xml(
        'X1',
        '<techniques><technique>Accord-cadre</technique></techniques><offresRecues>1</offresRecues><marcheInnovant>false</marcheInnovant>',
      ),
      xml(
        'X2',
        '<techniques><technique>Concours</technique><technique>Sans objet</technique></techniques><offresRecues> </offresRecues>',
      ),
      xml('X3', '<techniques></techniques><ccag>Travaux</ccag><offresRecues>&#53;</offresRecues>'),
    ].join('')}</marches>`,
  )
  const HEAD =
    'id,acheteur_id,objet,montant,dateNotification,nature,techniques,offresRecues,marcheInnovant,titulaire_id,titulaire_categorie'
  await site.importText(
    'tableau.csv',
    [
      HEAD,
      `T1,${VALLONNE},"Voirie, ""neuve""\nsur deux lignes",130000,2024-03-05,Marché,"Concours, Accord-cadre",7,True,90990001100018,PME`,
      `T2,${VALLONNE},Ponts,130000,2024-03-05,Marché,Sans objet,,False,90990001100018,GE`,
      `T3,${VALLONNE},Quais,130000,2024-03-05,Accord-cadre,,NC,,90990001100018,`,
      `T4,${VALLONNE},Rampes,130000,2024-03-05,,,2,,90990001100018,"ETI"`,
    ].join('\n'),
  )
  await site.importText(
    'ancien.json',
    JSON.stringify({
      marches: [
        {
          id: 'V100',
          acheteur: { id: VALLONNE },
          objet: 'Ancien',
          nature: 'Marché',
          montant: 5,
          dateNotification: '2020-02-02',
        },
        {
          id: 'V200',
          acheteur: { id: VALLONNE },
          objet: 'Ancien cadre',
          nature: 'Accord-cadre',
          montant: 5,
          dateNotification: '2020-02-02',
        },
      ],
    }),
  )
  const records = {
    J1: [3, 1, 1, -1],
    J2: [12, 0, 0, -1],
    J3: [-1, 1, -1, -1],
    J4: [-1, -1, -1, -1],
    J5: [2, 0, -1, -1],
    J6: [-1, 1, -1, -1],
    J7: [-1, -1, -1, -1],
    J8: [-1, 1, -1, -1],
    X1: [1, 1, 0, -1],
    X2: [-1, 0, -1, -1],
    X3: [5, -1, -1, -1],
    T1: [7, 1, 1, 1],
    T2: [-1, 0, 0, 0],
    T3: [-1, 1, -1, -1],
    T4: [2, -1, -1, 0],
    V100: [-1, 0, -1, -1],
    V200: [-1, 1, -1, -1],
  }
  expect(await said()).toEqual(records)
  // What was read is not read again; what is new is.
  await db.transaction(trx => sql`update contract_raw set raw = '{}' where import_id = 1`.execute(trx))
  await site.import('encore.json', [contract('N1', { offresRecues: 6 })])
  expect(await said()).toEqual({ ...records, N1: [6, -1, -1, -1] })
})
