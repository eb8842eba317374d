import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { pngOfColour } from '../../../tests/support/pictures.ts'
import { paperOf } from './bilan/composition.ts'
import { BILAN } from './bilan/facts.test-support.ts'
import { FORMATS, type FormatName } from './formats.ts'

// The same words and the same figures, whatever the file.

const png = pngOfColour({ width: 60, height: 30 }).toString('base64')
const bilan = { ...BILAN, facts: { ...BILAN.facts, logo: { png, width: 60, height: 30 } } }
const content = {
  format: 'mieuxdisant-bilan/1',
  scheme: 'essai-2023',
  year: 2024,
  paper: paperOf(bilan),
  charts: [],
} as const
const files = new Map<FormatName, Uint8Array>()
const plain = (text: string) => text.replace(/[\u00a0\u202f\s]+/g, ' ')
/** The words of the XML parts of a file. */
const inXml = (bytes: Uint8Array, parts: RegExp) =>
  plain(
    Object.entries(unzipSync(bytes))
      .flatMap(([name, part]) => (parts.test(name) ? [strFromU8(part)] : []))
      .join(' ')
      .replace(/<\/(?:w|a):p>/g, ' ')
      .replace(/<[^>]+>/g, ''),
  )
const bytesOf = (format: FormatName) => files.get(format) ?? expect.unreachable(format)

const READ: Record<'html' | 'pdf' | 'docx' | 'pptx', () => Promise<string>> = {
  html: async () =>
    plain(Buffer.from(bytesOf('html')).toString().replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ')), // biome-ignore format: short
  pdf: async () => plain((await extractText(new Uint8Array(bytesOf('pdf')), { mergePages: true })).text),
  docx: async () => inXml(bytesOf('docx'), /^word\/document\.xml$/),
  pptx: async () => inXml(bytesOf('pptx'), /^ppt\/slides\/slide\d+\.xml$/),
}

beforeAll(async () => {
  for (const name of Object.keys(FORMATS) as FormatName[]) files.set(name, await FORMATS[name].write(content, bilan))
}, 60_000)

test.each(Object.keys(READ) as (keyof typeof READ)[])(
  '%s says every key figure, its change and its terms',
  async format => {
    const words = await READ[format]()
    for (const said of [
      '38,48 %',
      '46 748 sur 121 492',
      '+11,9 points',
      '12 500,5 heures',
      '+25 %',
      'Former les services',
      'Réemploi du mobilier, lot 1',
      '123 456,50 €',
      ...(format === 'pptx' ? [] : ['13 sur 59', '812 500 € sur 3,0 M€', 'Fait ici.']),
    ])
      expect(words).toContain(said)
  },
)

test('the logo is on each cover, said in words to those who do not see it', async () => {
  const { name } = bilan.facts.organisation
  expect(Buffer.from(bytesOf('html')).toString()).toMatch(new RegExp(`src="data:image/png;base64,${png.slice(0, 30).replace(/[+/]/g, '.')}.*? alt="Logo[^"]*${name}"`)) // biome-ignore format: short
  const tree = await (await (await getDocumentProxy(new Uint8Array(bytesOf('pdf')))).getPage(1)).getStructTree()
  expect(JSON.stringify(tree)).toContain(`"alt":"${name}"`)
  for (const [format, part] of [
    ['docx', 'word/document.xml'],
    ['pptx', 'ppt/slides/slide1.xml'],
  ] as const) {
    // biome-ignore format: short
    const parts = unzipSync(bytesOf(format))
    expect(strFromU8(parts[part] ?? new Uint8Array())).toContain(`descr="${name}"`)
    const images = Object.entries(parts).filter(([path]) => /media\/.*\.png$/.test(path))
    expect(images.map(([, image]) => Buffer.from(image).toString('base64'))).toContain(png)
  }
})

test('a workbook has them as numbers, exact, shown as the page shows them', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytesOf('xlsx')) as unknown as ArrayBuffer)
  const numbers = book.worksheets.flatMap(sheet => {
    const found: [unknown, string][] = []
    sheet.eachRow(row => row.eachCell(cell => found.push([cell.value, cell.numFmt ?? ''])))
    return found
  })
  const share = numbers.find(([value]) => typeof value === 'number' && Math.abs(value - 38.478253712179) < 1e-9)
  expect(share?.[1]).toContain('0.00')
  expect(numbers.some(([value]) => value === 12500.5)).toBe(true)
  expect(numbers.find(([value]) => value === 123456.5)?.[1]).toContain('€')
  expect(numbers.some(([value]) => typeof value === 'number' && Math.abs(value - 1300 / 59) < 1e-9)).toBe(true)
})
