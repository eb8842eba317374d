import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Cell } from '#platform/paper'
import { HARD, partsOf, READ } from '../office/office.test-support.ts'
import { PAPER } from '../paper/paper.test-support.ts'
import { xlsxOf } from './index.ts'
import { numberOf } from './numbers.ts'
import { sheetNames } from './words.ts'

const file = await xlsxOf(PAPER)
const parts = partsOf(file)
const [, figures = '', paper = ''] = [1, 2, 3].map(sheet => parts[`xl/worksheets/sheet${sheet}.xml`])
const table = (rows: readonly (readonly Cell[])[], caption = 'T'): Block => ({ as: 'table', id: 't', caption, columns: [{ head: 'A' }, { head: 'B' }], rows }) // biome-ignore format: short

test.each<[string, Cell, number | undefined, string?]>([
  ['as many decimals as the words', { text: '38,48\u202f%', value: '38.4783', unit: '%' }, 38.4783, '0.00"\u202f%"'],
  ['thousands apart', { text: '131\u202f800\u00a0h', value: '131800', unit: 'h' }, 131800, '#,##0"\u00a0h"'],
  ['under zero', { text: '−2,5\u00a0kg', value: '-2.5', unit: 'kg' }, -2.5, '0.0"\u00a0kg"'],
  ['a change', { text: '+11,9\u00a0points', value: '11.94', unit: 'points' }, 11.94, '+0.0"\u00a0points";-0.0"\u00a0points"'], // biome-ignore format: short
  ['under one', { text: '0,05\u202f%', value: '0.05', unit: '%' }, 0.05, '0.00"\u202f%"'],
  ['no unit', { text: '7', value: '7' }, 7, '0'],
  ['a unit with a sign of formats', { text: '5\u00a0"x"', value: '5' }, 5, '0"\u00a0”x”"'],
  ['words in another unit than the value', { text: '18,4\u00a0M€', value: '18400000', unit: '€' }, 18_400_000, '#,##0"\u202f€"'], // biome-ignore format: short
  ['words around the number', { text: 'environ 3,5', value: '3.5', unit: 't' }, 3.5, '0.0"\u202ft"'],
  ['many decimals, few shown', { text: '38,5', value: '38.478260869565217391' }, 38.47826086956522, '0.0'],
  ['more digits than a spreadsheet keeps', { text: '12\u202f345\u202f678\u202f901\u202f234\u202f567', value: '12345678901234567' }, undefined], // biome-ignore format: short
  ['no number', { text: 'non renseigné' }, undefined],
  ['a value that is none', { text: 'x', value: 'NaN' }, undefined],
])('a number is shown as its words are: %s', (_, cell, value, format) => {
  expect(numberOf(cell)).toEqual(value === undefined ? undefined : { value, format })
})

test('names of sheets are taken by programs, and none is twice', () => {
  const long = 'Papier consommé par les services et les collèges'
  const names = sheetNames(['A/B: [c]?', '', "'l'a'", 'A', 'sommaire', 'History', long, long], ['Sommaire'])
  expect(names).toEqual(['A B c', 'Tableau', 'l’a', 'A', 'sommaire (2)', 'History (2)', 'Papier consommé par les servic…', 'Papier consommé par les se… (2)']) // biome-ignore format: short
  expect(names.every(name => name.length <= 31)).toBe(true)
})

test('a first sheet leads to one for each table', () => {
  const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name]) => name)
  expect(names).toEqual(['Sommaire', 'Chiffres clés', 'Papier consommé, par label'])
  const summary = parts['xl/worksheets/sheet1.xml'] ?? ''
  expect(summary).toMatch(/<hyperlink ref="A\d+" location="'Chiffres clés'!A1"/)
  expect(parts['xl/worksheets/_rels/sheet1.xml.rels']).toContain('https://exemple.fr/publications/130000000/3')
  for (const said of ['Bilan 2025', 'Ville de Pierrefonte', 'Données fictives.', 'n° 3'])
    expect(parts['xl/sharedStrings.xml']).toContain(said)
})

test('numbers are numbers, words are words', () => {
  expect(figures).toMatch(/<c r="B3" s="\d+"><v>38.4783<\/v><\/c>/)
  expect(figures).toMatch(/<c r="B5" s="\d+" t="s">/)
  expect(paper).toMatch(/<c r="C3" s="\d+"><v>73190<\/v><\/c>/)
  expect(paper).toMatch(/<c r="B4" s="\d+"><v>-2.5<\/v><\/c>/)
  expect(paper).toMatch(/<c r="A4" s="\d+" t="s">/)
  expect(parts['xl/sharedStrings.xml']).toContain('>=cmd|calc<')
  expect(Object.values(parts).join('')).not.toContain('<f>')
  expect(parts['xl/styles.xml']).toContain('formatCode="0.00&quot;\u202f%&quot;"')
})

test('heads stay in sight, are filtered, and are printed on every page', () => {
  expect(paper).toMatch(/<pane [^>]*ySplit="2"[^>]*state="frozen"/)
  expect(paper).toContain('<autoFilter ref="A2:C4"/>')
  expect(parts['xl/workbook.xml']).toMatch(/_xlnm.Print_Titles[^>]*>&apos;Papier consommé, par label&apos;!\$1:\$2/)
  expect(parts['xl/sharedStrings.xml']).toContain('Magasin départemental.')
})

test('the file says what it is, and one document is one file', async () => {
  expect(parts['docProps/core.xml']).toContain('<dc:title>Bilan 2025</dc:title>')
  expect(parts['docProps/core.xml']).toContain('<dc:language>fr-FR</dc:language>')
  expect(Buffer.from(await xlsxOf(PAPER)).equals(file)).toBe(true)
})

test('no table is a workbook too, and a text that is too long says that it goes on', async () => {
  expect(Object.keys(partsOf(await xlsxOf({ ...PAPER, blocks: [], address: '' })))).toContain(
    'xl/worksheets/sheet1.xml',
  )
  const long = partsOf(await xlsxOf({ ...PAPER, blocks: [table([[{ text: 'é'.repeat(40_000) }]])] }))
  expect(long['xl/sharedStrings.xml']).toContain('é […la suite est dans le document]')
})

test('any words are words', async () => {
  const { default: ExcelJS } = await import('exceljs')
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('=', '+', '-', '@', ''),
      async (any, start) => {
        // biome-ignore format: short
        const text = `${start}${any}${HARD}`
        const bytes = await xlsxOf({ ...PAPER, title: text, author: text, blocks: [table([[{ text }]], text)] })
        partsOf(bytes)
        const book = new ExcelJS.Workbook()
        await book.xlsx.load(bytes.buffer as ArrayBuffer)
        const read = book.worksheets[1]?.getCell('A3')
        expect(read?.type).toBe(ExcelJS.ValueType.String)
        expect(read?.text.replaceAll('_x005F_', '_')).toContain(READ)
      },
    ),
    { numRuns: 8 },
  )
})
