import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCpv } from '#features/families'
import { testDatabase } from '../../../../tests/support/database.ts'
import { AUBRELIEU, contract, SITE, VALLONNE, workshop } from '../list-routes.test-support.tsx'

const db = await testDatabase()
const site = workshop(db)
afterAll(() => site.close())

const FORMULAS = ['=1+1', '+33', '-2', '@SUM(A1)', '\t=1', '\r=1']

beforeAll(async () => {
  await site.import('formules.json', [
    // Texts lose the spaces around them when read: the two last reach the register through the holder's name only in other formats
    ...FORMULAS.slice(0, 4).map((objet, i) =>
      contract(`=F${i}`, { objet, montant: -5.5, dateNotification: '2024-01-01' }),
    ),
    contract('P1', { objet: 'Guillemets " ; et\nligne', montant: 1_234_567.8, dateNotification: '2024-02-01' }),
    contract('P2', { objet: 'é'.repeat(40_000), dateNotification: null }),
    contract('P3', { objet: '🪑'.repeat(20_000), dateNotification: null, acheteur: { id: AUBRELIEU } }),
  ])
  // Two thousand and more on a few days: ranges end in the middle of a day
  const many = Array.from({ length: 2_105 }, (_, i) =>
    contract(`N${i}`, { acheteur: { id: AUBRELIEU }, dateNotification: `2023-05-0${1 + (i % 3)}` }),
  )
  await site.import('nombre.json', many)
})

const csvOf = async (query: string): Promise<Record<string, string>[]> => {
  const text = await (await site.get(`/marches.csv?${query}`)).text()
  return parse(text, { bom: true, delimiter: ';', columns: true })
}

interface Exported {
  url: string
  filter: unknown
  register: { files: { file: string }[] }
  contracts: unknown[]
}

const jsonOf = async (query: string) => (await (await site.get(`/marches.json?${query}`)).json()) as Exported

async function sheetOf(query: string) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await (await site.get(`/marches.xlsx?${query}`)).arrayBuffer())
  const sheet = workbook.worksheets[0]
  if (!sheet) throw new Error('no sheet')
  const heads = (sheet.getRow(1).values as string[]).slice(1)
  return { sheet, column: (head: string) => heads.indexOf(head) + 1 }
}

test('CSV: mark, semicolons, decimal comma, quotes and line ends kept', async () => {
  const answer = await site.get(`/marches.csv?acheteurs=${VALLONNE}&q=P1`)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="marches-${VALLONNE}-p1.csv"`)
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 3)
      .toString('hex'),
  ).toBe('efbbbf')
  const [row] = await csvOf(`acheteurs=${VALLONNE}&q=P1`)
  expect(row).toMatchObject({
    Numéro: 'P1',
    Acheteur: VALLONNE,
    Objet: 'Guillemets " ; et\nligne',
    'Montant initial HT (€)': '1234567,80',
    'Notifié le': '2024-02-01',
    'Considération environnementale': 'Oui',
    'Clause environnementale': 'oui',
    Fichier: 'formules.json',
  })
})

test('cells that would start a formula are neutralised, numbers are not', async () => {
  const rows = await csvOf('annee=2024&acheteurs=229900998')
  const texts = rows.map(row => row['Objet']).sort()
  expect(texts).toEqual(["'+33", "'-2", "'=1+1", "'@SUM(A1)", 'Guillemets " ; et\nligne'])
  expect(rows.filter(row => row['Numéro']?.startsWith("'=F"))).toHaveLength(4)
  expect(rows.filter(row => row['Montant initial HT (€)'] === '-5,50')).toHaveLength(4)
  const { sheet, column } = await sheetOf('annee=2024&acheteurs=229900998')
  const cells = sheet.getColumn(column('Objet')).values.slice(2).map(String).sort()
  expect(cells).toEqual(texts)
  expect(sheet.getColumn(column('Montant initial HT (€)')).values.filter(value => value === -5.5)).toHaveLength(4)
  sheet.eachRow(row => row.eachCell(cell => expect(cell.formula).toBeUndefined()))
})

test('every row of a selection once, across ranges, latest first, undated last', async () => {
  const rows = await csvOf('')
  expect(rows).toHaveLength(2_112)
  expect(new Set(rows.map(row => row['Identifiant du registre'])).size).toBe(2_112)
  const dates = rows.map(row => row['Notifié le'] ?? '')
  expect(dates).toEqual([...dates].sort((a, b) => (a === '' ? 1 : b === '' ? -1 : a < b ? 1 : a > b ? -1 : 0)))
  expect(await csvOf('annee=sans')).toHaveLength(2)
})

test('Excel: what a cell cannot hold is shortened without cutting a character in two', async () => {
  const { sheet, column } = await sheetOf('annee=sans')
  expect(sheet.rowCount).toBe(3)
  for (const value of sheet.getColumn(column('Objet')).values.slice(2)) {
    expect(String(value).length).toBeLessThanOrEqual(32_767)
    expect(String(value)).toMatch(/^(é+|(🪑)+)…$/u)
  }
})

test('JSON: filter, register, amounts with a point', async () => {
  const body = await jsonOf(`acheteurs=${VALLONNE}&q=P1&tri=objet&page=4`)
  expect(body.filter).toEqual({ acheteurs: VALLONNE, q: 'P1' })
  expect(body.url).toBe(`${SITE}/marches?acheteurs=${VALLONNE}&q=P1`)
  expect(body.register.files.map(({ file }) => file)).toEqual(['nombre.json', 'formules.json'])
  expect(body.contracts).toHaveLength(1)
  expect(body.contracts[0]).toMatchObject({
    id: 'P1',
    amount: 1_234_567.8,
    buyer: { id: VALLONNE },
    environmental: { state: 'yes', clause: true, criterion: false },
    source: { file: 'formules.json', position: 5 },
  })
  expect((await jsonOf('annee=2023')).contracts).toHaveLength(2_105)
})

test('each row leads back to its page, by the address under which people reach the site', async () => {
  const query = `acheteurs=${VALLONNE}&q=P1`
  const { contracts } = await jsonOf(query)
  const { url } = contracts[0] as { url: string }
  expect(url).toMatch(/^https:\/\/achats\.vallonne\.test\/marches\/[0-9a-f]{32}$/)
  expect((await csvOf(query))[0]).toMatchObject({ Page: url })
  const { sheet, column } = await sheetOf(query)
  expect(sheet.getCell(2, column('Page')).value).toBe(url)
  expect((await site.get(url.slice(SITE.length))).status).toBe(200)
})

test('the label of a CPV code is beside it once the nomenclature is loaded', async () => {
  const query = `acheteurs=${VALLONNE}&q=P1`
  expect((await csvOf(query))[0]).toMatchObject({ CPV: '45000000', 'Libellé CPV': '' })
  await loadCpv(db, [
    { code: '45000000', label: 'Travaux en tout genre' },
    { code: '45100000', label: 'Autre chose' },
  ])
  expect((await csvOf(query))[0]).toMatchObject({ CPV: '45000000', 'Libellé CPV': 'Travaux en tout genre' })
  expect((await jsonOf(query)).contracts[0]).toMatchObject({ cpv: '45000000', cpvLabel: 'Travaux en tout genre' })
  const { sheet, column } = await sheetOf(query)
  expect(sheet.getCell(2, column('Libellé CPV')).value).toBe('Travaux en tout genre')
})
