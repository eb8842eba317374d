import { randomBytes } from 'node:crypto'
import { constants, deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { textOf } from '../tables.ts'
import { readAnyFile } from './file.ts'

async function read(bytes: Uint8Array, name?: string) {
  const file = await readAnyFile(bytes, name)
  if ('json' in file) throw new Error('JSON')
  return file
}
const cellsOf = async (bytes: Uint8Array) =>
  (await read(bytes)).tables.map(({ rows }) => rows.map(row => row.map(textOf)))

/** A workbook as another program makes it: shared texts, styles, merged cells. */
async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const text = (words: string) => Buffer.from(words)
const packed = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, text(content)])))
/** A workbook of one sheet, but for the sheet. */
const BOOK = {
  'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="i"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="i" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
}
const REFUSED = async (bytes: Uint8Array) => readAnyFile(bytes).then(() => 'read', ({ code }) => code) // biome-ignore format: short

test('XLSX: merged cells are repeated downwards, formulas give their result, errors stay errors, days and shares are what is shown', async () => {
  const bytes = await workbook(book => {
    const sheet = book.addWorksheet('Actions')
    sheet.addRow(['Axe', 'Action', 'Cible'])
    sheet.addRow(['Écologie', 'Papier', 0.385]).getCell(3).numFmt = '0.0 %'
    sheet.addRow([null, 'Eau', { formula: '1+1', result: 2 }])
    sheet.addRow([null, { formula: 'B9', result: { error: '#REF!' } }, { formula: 'A1' }])
    sheet.addRow([new Date('2026-12-31'), 45_000, true])
    sheet.getCell('B5').numFmt = 'dd/mm/yyyy'
    sheet.addRow([{ richText: [{ text: 'Deux ' }, { font: { bold: true }, text: 'morceaux' }] }, 'a_x000D_b', 1e-7])
    sheet.mergeCells('A2:A4')
    sheet.getCell('A8').value = 'AXE 2'
    sheet.mergeCells('A8:C8')
    book.addWorksheet('Cachée', { state: 'hidden' }).addRow(['Secret'])
    book.addWorksheet('Vide')
  })
  const { tables, remarks } = await read(bytes)
  expect(tables).toMatchObject([{ name: 'Actions' }, { name: 'Cachée', hidden: true }])
  expect(tables[0]?.rows).toEqual([
    ['Axe', 'Action', 'Cible'],
    ['Écologie', 'Papier', { is: 'percent', text: '38.5' }],
    ['Écologie', 'Eau', { is: 'number', text: '2' }],
    ['Écologie', { is: 'error', text: '#REF!' }, { is: 'error', text: 'une formule sans résultat' }],
    [{ is: 'day', text: '2026-12-31' }, { is: 'day', text: '2023-03-15' }, 'oui'],
    ['Deux morceaux', 'a\rb', { is: 'number', text: '0.0000001' }],
    [],
    ['AXE 2'],
  ])
  expect([...(tables[0]?.wide ?? [])]).toEqual([7])
  expect(remarks).toEqual(['Feuille « Actions » : 2 cellules fusionnées, lues comme répétées sur leurs lignes.'])
})

test('days counted from 1904 are the same days', async () => {
  const bytes = await workbook(book => {
    book.properties.date1904 = true
    book.addWorksheet('A').addRow(['Début', new Date('2026-12-31')])
  })
  expect((await read(bytes)).tables[0]?.rows).toEqual([['Début', { is: 'day', text: '2026-12-31' }]])
})

test('macros are said and ignored, in a file whose name says anything', async () => {
  const sheet =
    '<worksheet><sheetData><row><c t="inlineStr"><is><t>Un</t></is></c><c><v>2</v></c></row></sheetData></worksheet>'
  const files = { ...BOOK, 'xl/worksheets/sheet1.xml': sheet, 'xl/vbaProject.bin': 'x' }
  const { tables, remarks } = await read(packed(files), 'image.png')
  expect(tables[0]?.rows).toEqual([['Un', { is: 'number', text: '2' }]])
  expect(remarks).toEqual(['Ce fichier contient des macros : elles sont ignorées, seules les cellules sont lues.'])
})

test('ODS: repeated and covered cells, days, shares, comments left out, hidden sheets, errors', async () => {
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
    <office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
    <office:body><office:spreadsheet><table:table table:name="Actions">
    <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Axe<text:s text:c="2"/>1</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="12.5"><text:p>12,5</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
    <table:table-row><table:covered-table-cell/><table:table-cell office:value-type="percentage" office:value="0.3"><text:p>30 %</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-12-31T00:00:00"><office:annotation><text:p>Note</text:p></office:annotation><text:p>31/12/26</text:p></table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
    <table:table-row><table:table-cell table:formula="of:=A9" office:value-type="float" office:value="0"><text:p>#REF!</text:p></table:table-cell></table:table-row>
    </table:table><table:table table:name="Cachée" table:style-name="ta2"><table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
  const { tables } = await read(packed({ 'META-INF/manifest.xml': '<manifest/>', 'content.xml': content }))
  expect(tables[0]?.rows.slice(0, 2)).toEqual([
    ['Axe  1', { is: 'number', text: '12.5' }, { is: 'number', text: '12.5' }],
    ['Axe  1', { is: 'percent', text: '30' }, { is: 'day', text: '2026-12-31' }],
  ])
  expect(tables[0]?.rows.at(-1)).toEqual([{ is: 'error', text: '#REF!' }])
  expect(tables[1]).toMatchObject({ name: 'Cachée', hidden: true, rows: [['a\nb']] })
})

test('DOCX: tables under their heading or by their rank, merged cells, what was deleted left out', async () => {
  const cell = (words: string, more = '') => `<w:tc><w:tcPr>${more}</w:tcPr>${words.split('|').map(line => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:tc>` // biome-ignore format: a cell
  const document = `<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>
    <w:tbl><w:tr>${cell('Axe', '<w:vMerge w:val="restart"/>')}${cell('Un|Deux')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}<w:tc><w:p><w:del><w:r><w:delText>ôté</w:delText></w:r></w:del><w:ins><w:r><w:t>mis</w:t><w:br/><w:t>ici</w:t></w:r></w:ins></w:p></w:tc></w:tr><w:tr>${cell('Large', '<w:gridSpan w:val="3"/>')}</w:tr></w:tbl>
    <w:tbl><w:tr>${cell('Autre')}</w:tr></w:tbl></w:body></w:document>`
  const { tables } = await read(packed({ 'word/document.xml': document }))
  expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['Plan', [['Axe', 'Un\nDeux'], ['Axe', 'mis\nici'], ['Large']]],
    ['Plan (2)', [['Autre']]],
  ])
  expect([...(tables[0]?.wide ?? [])]).toEqual([2])
})

const TABLE = 'Action;Pilote\nRéduire;"Achats; DSI\net œuvres"\n'
test.each([
  ['UTF-8', text(TABLE)],
  ['UTF-8 with its mark, commas', text(`\ufeff${'Action,Pilote\nRéduire,"Achats; DSI\net œuvres"'}`)],
  ['tabulations, Windows ends of lines', text('Action\tPilote\r\nRéduire\t"Achats; DSI\net œuvres"\r\n')],
  ['Windows-1252', Buffer.from(TABLE.replace('œ', '\x9c'), 'latin1')],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TABLE, 'utf16le')])],
  ['UTF-16, the other way', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(TABLE, 'utf16le').swap16()])],
])('CSV in %s', async (_, bytes) => {
  expect(await cellsOf(bytes)).toEqual([[['Action', 'Pilote'], ['Réduire', 'Achats; DSI\net œuvres']]]) // biome-ignore format: a table
})

test.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(), 'file-empty'],
  ['blanks', text(' \r\n'), 'file-empty'],
  ['random bytes', new Uint8Array([0, 1, 2, ...randomBytes(5000)]), 'file-unknown'],
  ['a PDF', text('%PDF-1.7\n'), 'file-unknown'],
  ['a web page', text('<!doctype html><table><tr><td>1'), 'file-unknown'],
  ['an executable named .xlsx', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0]), 'file-unknown'],
  ['Excel 97', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file-old'],
  ['an encrypted workbook', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]), 'file-protected'], // biome-ignore format: a case
  ['an encrypted ODS', packed({ 'META-INF/manifest.xml': '<m><encryption-data/></m>', 'content.xml': 'x' }), 'file-protected'], // biome-ignore format: a case
  ['a binary workbook', packed({ 'xl/workbook.bin': 'x' }), 'file-binary-workbook'],
  ['an archive of pictures', packed({ 'a.png': 'x' }), 'file-unknown'],
  ['an archive cut short', packed({ 'a.csv': 'a;b' }).subarray(0, 30), 'archive-damaged'],
  ['a workbook without its sheets', packed({ 'xl/workbook.xml': '<workbook/>' }), 'no-table'],
  ['XML that is no XML', packed({ 'xl/workbook.xml': '<workbook><' }), 'markup-damaged'],
  ['an external entity', packed({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>' }), 'markup-damaged'], // biome-ignore format: a case
  ['open quotes', text('Action;"Pilote\nA;B\n'), 'table-malformed'],
])('%s is refused with a sentence', async (_, bytes, code) => {
  expect(await REFUSED(bytes)).toBe(code)
})

describe('what is too large', () => {
  /** A workbook whose sheet is a gigabyte, in a few hundred kilobytes: one block, many times. */
  function bomb(says: number): Uint8Array {
    const block = deflateRawSync(Buffer.alloc(1024 * 1024, ' '), { finishFlush: constants.Z_FULL_FLUSH })
    const data = Buffer.concat([...Array<Buffer>(1024).fill(block), deflateRawSync('')])
    const name = text('xl/workbook.xml')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(says, 18)
    common.writeUInt16LE(name.length, 22)
    const directory = Buffer.concat([text('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), name])
    const file = Buffer.concat([text('PK\x03\x04'), common, name, data])
    const end = Buffer.alloc(22)
    end.write('PK\x05\x06')
    end.writeUInt16LE(1, 8)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(directory.length, 12)
    end.writeUInt32LE(file.length, 16)
    return Buffer.concat([file, directory, end])
  }

  /** Seconds of processor: others may have it meanwhile. */
  async function spent(work: () => Promise<unknown>) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }

  test.each([
    ['says so', 1024 ** 3, 'too-large-inside'],
    ['says that it is little', 50_000, 'archive-damaged'],
    ['says that it is just below', 128 * 1024 ** 2, 'archive-damaged'],
  ])('a gigabyte once unzipped that %s is stopped early', async (_, says, code) => {
    const bytes = bomb(says)
    expect(bytes.length).toBeLessThan(3_000_000)
    expect(await spent(async () => expect(await REFUSED(bytes)).toBe(code))).toBeLessThan(5)
  })

  test('a hundred thousand rows are read within ten seconds, one more is refused', async () => {
    const row = (n: number) =>
      `<row r="${n}"><c r="A${n}" t="inlineStr"><is><t>Action ${n}</t></is></c><c r="B${n}"><v>${n}</v></c></row>`
    const rows = Array.from({ length: 100_000 }, (_, n) => row(n + 1)).join('')
    const bytes = packed({
      ...BOOK,
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    })
    const seconds = await spent(async () => expect((await read(bytes)).tables[0]?.rows.length).toBe(100_000))
    expect(seconds).toBeLessThan(10)
    expect(await REFUSED(text(`${'a;b\n'.repeat(100_001)}`))).toBe('too-many-rows')
  }, 60_000)
})
