import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { neutralised } from '#platform/csv'
import { fileNameOf, filtersInWords } from '../filter-words.ts'
import type { ExportLine, ExportRange } from '../register/export.ts'
import { readFilter } from '../register/filter.ts'
import { xlsxOf } from './xlsx.ts'

const LINE: ExportLine = {
  identity: '0'.repeat(32), import_id: 1, position: 1, kind: 'contract', source_id: 'A', buyer: '1', subject: 'x', nature: null, cpv: null,
  division: '', procedure: '', amount: 100, amount_state: 'counted', ceiling: null, months: null, notified: null, published: null, modified: null,
  modifications: 0, social: 'yes', social_clause: true, social_criterion: false, social_reserved: false, environmental: 'none',
  environmental_clause: false, environmental_criterion: false, holders: [], warnings: [],
} // biome-ignore format: one glance

test.each([
  ['=1', "'=1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\ta', "'\ta"],
  ['\ra', "'\ra"],
  ['a=1', 'a=1'],
  [' =1', ' =1'],
  ['', ''],
])('%j is written %j', (text, written) => {
  expect(neutralised(text)).toBe(written)
})

test('nothing that starts a formula is left, and nothing else is changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const written = neutralised(text)
      expect(/^[=+\-@\t\r]/.test(written)).toBe(false)
      expect(written === text || written === `'${text}`).toBe(true)
    }),
  )
})

describe('a workbook', () => {
  async function* ranges(sizes: number[]): AsyncGenerator<ExportRange> {
    for (const size of sizes)
      yield { lines: Array.from({ length: size }, () => LINE), names: new Map(), labels: new Map() }
  }
  async function read(sizes: number[], most?: number) {
    const chunks: Uint8Array[] = []
    for await (const chunk of xlsxOf(ranges(sizes), new Map(), 'https://achats.test', most)) chunks.push(chunk)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Uint8Array.from(Buffer.concat(chunks)).buffer)
    return workbook.worksheets[0]
  }

  test.each([
    [[], 1],
    [[3, 2], 6],
    [[8], 9],
    [[4, 4], 9],
  ])('holds every row of %j', async (sizes, rows) => {
    const sheet = await read(sizes, 10)
    expect(sheet?.rowCount).toBe(rows)
    expect(sheet?.getRow(rows).getCell(1).text).toBe(rows === 1 ? 'Identifiant du registre' : LINE.identity)
  })

  test.each([[[9, 4]], [[20]], [[5, 5, 5]]])('says where it stops when %j is more than a sheet holds', async sizes => {
    const sheet = await read(sizes, 10)
    expect(sheet?.rowCount).toBe(10)
    expect(sheet?.getRow(9).getCell(1).text).toBe(LINE.identity)
    expect(sheet?.getRow(10).getCell(1).text).toContain('L’export CSV les donne toutes.')
  })
})

test.each([
  ['', 'marches.csv'],
  ['annee=2024&procedure=open', 'marches-annee-2024-appel-d-offres-ouvert.csv'],
  ['annee=sans', 'marches-sans-date-de-notification.csv'],
  ['nature=concession&acheteurs=229900998', 'concessions-229900998.csv'],
  ['acheteurs=1,2,3', 'marches-3-acheteurs.csv'],
  ['q=..%2F%22%0D%0Ax%C3%A9', 'marches-xe.csv'],
  ['environnementale=not-filled&cpv=15', 'marches-15-alimentation-et-boissons-environnementale-non-renseigne.csv'],
])('the file of %j is called %s', (query, name) => {
  const { filter } = readFilter(Object.fromEntries(new URLSearchParams(query)))
  expect(fileNameOf(filter, 'csv')).toBe(name)
})

test('every filter that narrows a list has words', () => {
  const query = {
    acheteurs: '1', annee: '2024', cpv: '15100000', procedure: 'open', tranche: '5m+', sociale: 'yes', environnementale: 'filled',
    valeur: 'social_clause', montant: 'repeat', defaut: 'id-missing', nature: 'concession', q: 'x', tri: 'date', page: '2', par: '50',
  } // biome-ignore format: one glance
  const { filter, ignored } = readFilter(query)
  expect(ignored).toEqual([])
  const names = new Map([['1', 'Vallonne']])
  const words = filtersInWords(filter, names).map(item => item.words)
  expect(words).toHaveLength(12)
  expect(words[0]).toBe('Vallonne')
  expect(words.every(text => text.length > 0)).toBe(true)
})
