import { expect, test } from 'vitest'
import { Shelf } from './shelf.ts'
import { collect, cut } from './streams.test-support.ts'
import { tabularRecords } from './tabular.ts'
import { looksTabular } from './tabular-columns.ts'

const read = async (text: string, size?: number) => (await collect(tabularRecords(() => cut(text, size)))).flat()
const values = async (text: string) => (await read(text)).map(record => record.value)

/** A table from a header and lines written with `|`, where a text without separator needs no quotes. */
const table = (...lines: string[]) => `${lines.map(line => line.split('|').map(quoted).join(',')).join('\n')}\n`
const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const PORTAL =
  'uid|id|acheteur_id|acheteur_nom|titulaire_id|titulaire_typeIdentifiant|titulaire_nom|objet|montant|dateNotification'

/** The text of a record: its lines under the header, so that it can be read again by itself. */
const headed = (lines: string) => `${PORTAL.replaceAll('|', ',')}\n${lines}`

test('the national portal: one line per contract and holder becomes one record (trap 4)', async () => {
  const lines = [
    PORTAL,
    'B1A|A|B1|Ville|H1|SIRET|Un|Pont|1000|2025-01-02',
    'B1Z|Z|B1|Ville|H9|SIRET|Neuf|Route|5|2025-01-02',
    'B1A|A|B1|Ville|H2|TVA|Deux, fils "et Cie"|Pont|1000|2025-01-02',
  ]
  const records = await read(table(...lines))
  expect(records.map(({ value: _value, ...record }) => record)).toEqual([
    {
      position: 2,
      raw: headed('B1Z,Z,B1,Ville,H9,SIRET,Neuf,Route,5,2025-01-02'),
      dialect: 'tabular',
      concession: false,
    },
    {
      position: 1,
      raw: headed(
        'B1A,A,B1,Ville,H1,SIRET,Un,Pont,1000,2025-01-02\nB1A,A,B1,Ville,H2,TVA,"Deux, fils ""et Cie""",Pont,1000,2025-01-02',
      ),
      dialect: 'tabular',
      concession: false,
    },
  ])
  expect(records[1]?.value).toEqual({
    id: 'A',
    acheteur: { id: 'B1', nom: 'Ville' },
    titulaires: [
      { titulaire: { id: 'H1', typeIdentifiant: 'SIRET', denominationSociale: 'Un' } },
      { titulaire: { id: 'H2', typeIdentifiant: 'TVA', denominationSociale: 'Deux, fils "et Cie"' } },
    ],
    objet: 'Pont',
    montant: '1000',
    dateNotification: '2025-01-02',
  })
})

test('without uid, lines are one contract by buyer, id, subject, date and amount; lots under one id stay apart (trap 1)', async () => {
  const found = await values(
    table(
      'id|acheteur.id|titulaire.id|objet|montant|dateNotification',
      'A|B1|H1|Pont|1000|2025-01-02',
      'A|B1|H2|PONT |1000|2025-01-02',
      'A|B2|H1|Pont|1000|2025-01-02',
      'A|B1|H3|Pont|2000|2025-01-02',
      'A|B1|H3|Route|1000|2025-01-02',
      'A|B1|H3|Pont|1000|2025-01-03',
    ),
  )
  expect(found).toHaveLength(5)
  const both = { titulaires: [{ titulaire: { id: 'H1' } }, { titulaire: { id: 'H2' } }] }
  expect(found).toContainEqual(expect.objectContaining(both))
})

test.each([
  [
    'lines said not current are left out; unknown counts as current',
    'donneesActuelles',
    ['false', 'TRUE', '', 'True'],
    ['2', '3', '4'],
  ],
  [
    'without that column, the latest modification_id wins, as a number',
    'modification_id',
    ['2', '10', '9', '10.0'],
    ['2', '4'],
  ],
])('%s (trap 4)', async (_name, column, cells, amounts) => {
  const lines = cells.map((cell, i) => `B1A|A|B1|Ville|H1|SIRET|Un|Pont|${i + 1}|2025-01-02|${cell}`)
  const found = await values(table(`${PORTAL}|${column}`, ...lines))
  expect(found.map(value => (value as { montant: string }).montant)).toEqual(amounts)
})

test('data.economie: three holders side by side, sentinels, one line per modification (traps 22 and 26)', async () => {
  const header =
    'id;acheteur.id;titulaire_id_1;titulaire_typeIdentifiant_1;titulaire_id_2;titulaire_typeIdentifiant_2;titulaire_id_3;objet;considerationssociales;technique;idModification;montantModification;dateNotificationModificationModification;idTitulaireModification'
  const base = 'A;B1;H1;SIRET;CDL;CDL;MQ;Pont;MQ NC;Accord-cadre'
  const [record, ...others] = await values(
    `${header}\r\n${base};1;1500;2025-03-01;CDL\r\n\r\n${base};2;INX x;CDL;H5\r\n`,
  )
  expect(others).toEqual([])
  expect(record).toEqual({
    id: 'A',
    acheteur: { id: 'B1' },
    titulaires: [{ titulaire: { id: 'H1', typeIdentifiant: 'SIRET' } }],
    objet: 'Pont',
    considerationsSociales: { considerationSociale: ['MQ NC'] },
    techniques: { technique: ['Accord-cadre'] },
    modifications: [
      { modification: { id: '1', montant: '1500', dateNotificationModification: '2025-03-01' } },
      { modification: { id: '2', montant: 'INX x', titulaires: [{ titulaire: { id: 'H5' } }] } },
    ],
  })
})

test.each([
  ['Clause sociale, Critère social', ['Clause sociale', 'Critère social']],
  ['Clause sociale ; Critère social', ['Clause sociale', 'Critère social']],
  ["['Clause sociale', 'Critère social']", ['Clause sociale', 'Critère social']],
  [`["Système d'acquisition dynamique", 'Concours']`, ["Système d'acquisition dynamique", 'Concours']],
  ["{'considerationSociale': ['Clause sociale']}", ['Clause sociale']],
  ['Sans objet', ['Sans objet']],
  ['[]', []],
])('a list written « %s » (trap 7)', async (cell, expected) => {
  const [value] = await values(table('id|acheteur_id|considerationsSociales_considerationSociale', `A|B1|${cell}`))
  expect(value).toMatchObject({ considerationsSociales: { considerationSociale: expected } })
})

test('a repeated header: the first column that says something wins (trap 7)', async () => {
  const name = 'considerationsSociales_considerationSociale'
  const found = await values(table(`id|acheteur_id|${name}|${name}`, 'A|B1||Clause sociale', 'B|B1|Critère social|x'))
  expect(found).toMatchObject([
    { considerationsSociales: { considerationSociale: ['Clause sociale'] } },
    { considerationsSociales: { considerationSociale: ['Critère social'] } },
  ])
})

test('a place is what it is said to be: postal codes are not taken for INSEE codes (trap 29); concessions are known by their authority', async () => {
  const [place] = await values(
    table('id|acheteur_id|lieuExecution_code|lieuExecution_typeCode', 'A|B1|62000|CODE POSTAL'),
  )
  expect(place).toMatchObject({ lieuExecution: { code: '62000', typeCode: 'CODE POSTAL' } })
  const [concession] = await read(table('id|autoriteConcedante_id|concessionnaire_id_1|valeurGlobale', 'A|B1|H1|5'))
  expect(concession).toMatchObject({
    concession: true,
    value: { concessionnaires: [{ concessionnaire: { id: 'H1' } }] },
  })
})

test.each([',', ';', '\t', '|'])('the separator « %s » is recognised, quoted headers too', async delimiter => {
  const lines = ['"id"|"acheteur_id"|"objet"', 'A|B1|"Deux\nlignes"'].map(line => line.replaceAll('|', delimiter))
  for (const size of [1, 7, 1000]) {
    const [record] = await read(lines.join('\n'), size)
    expect(record).toMatchObject({ raw: lines.join('\n'), value: { objet: 'Deux\nlignes' } })
  }
})

test.each([
  ['a line with a cell too many', 'id,acheteur_id,objet\n1,2,3\n1,2,3,4\n', 'tabular-syntax', 'ligne 3'],
  ['a quote that is never closed', 'id,acheteur_id,objet\n1,2,"3\n4,5,6\n', 'tabular-syntax', 'ligne 3'],
  ['a table without buyer', 'id,objet,montant\n1,2,3\n', 'tabular-columns', 'acheteur_id'],
])('refuses %s', async (_name, text, code, words) => {
  await expect(read(text)).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
})

test.each([
  ['uid,id,acheteur_id\n', true],
  ['ACHETEUR_ID\tid\tobjet\n', true],
  ['nom,prenom,id\n', false],
  ['Une phrase, avec un objet, et un id.', false],
  ['', false],
])('« %s » is a table of essential data: %s', (text, expected) => {
  expect(looksTabular(text)).toBe(expected)
})

test('what waits for its other lines goes to disk past a limit, and comes back whole', () => {
  const shelf = new Shelf(10)
  for (let i = 0; i < 20; i++) shelf.put(`k${i % 4}`, `é${i}`)
  expect(shelf.take('k1')).toEqual(['é1', 'é5', 'é9', 'é13', 'é17'])
  shelf.put('k1', 'again')
  expect(shelf.take('k1')).toEqual(['again'])
  expect(shelf.keys()).toEqual(['k0', 'k2', 'k3'])
  shelf.close()
})
