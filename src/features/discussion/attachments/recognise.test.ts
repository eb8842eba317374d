import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, describe, expect, test } from 'vitest'
import { type ZippedEntry, zipped } from '../../../../tests/support/zip.ts'
import { cleanName, dispositionOf } from './names.ts'
import { recognise } from './recognise.ts'

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-pieces-'))
afterAll(() => rmSync(folder, { recursive: true }))

let rank = 0
function kindOf(content: string | Uint8Array, name = 'fichier.pdf') {
  const path = join(folder, String(rank++))
  writeFileSync(path, content)
  return recognise(path, name)
}
const refused = (found: string) => ({ code: 'file-refused', message: expect.stringContaining(found) })

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const office = (type: string, more: ZippedEntry[] = []) =>
  zipped([
    {
      name: '[Content_Types].xml',
      content: `<Types><Override PartName="/word/document.xml" ContentType="${type}.main+xml"/></Types>`,
    },
    { name: 'word/document.xml', content: '<w:document/>' },
    ...more,
  ])
const DOCX = `${OFFICE}.wordprocessingml.document`
const open = (type: string, more: ZippedEntry[] = []) =>
  zipped([{ name: 'mimetype', content: `application/vnd.oasis.opendocument.${type}`, method: 0 }, ...more])
const latin1 = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['pdf', '%PDF-1.7\n%âãÏÓ'],
  ['png', latin1('\x89PNG\r\n\x1a\n\0')],
  ['jpeg', latin1('\xff\xd8\xff\xe0')],
  ['webp', latin1('RIFF\x10\0\0\0WEBPVP8 ')],
  ['odt', open('text')],
  ['ods', open('spreadsheet')],
  ['odp', open('presentation')],
  ['docx', office(DOCX)],
  ['pptx', office(`${OFFICE}.presentationml.presentation`)],
  ['txt', 'Procès-verbal du 3 mars : « vu ».'],
  ['txt', '\ufeffa < b'],
])('%s is known by its content', async (kind, content) => expect(await kindOf(content, 'sans-nom')).toBe(kind))

test('a workbook as a program writes it; a text is a CSV by its name', async () => {
  const book = new exceljs.Workbook()
  book.addWorksheet('Valeurs').addRow(['papier', 42])
  expect(await kindOf(new Uint8Array(await book.xlsx.writeBuffer()))).toBe('xlsx')
  expect(await kindOf('a;b\n1;2', 'valeurs.CSV')).toBe('csv')
})

describe('what is something else under that name is refused, and said', () => {
  const bomb: ZippedEntry[] = [{ name: '[Content_Types].xml', content: new Uint8Array(2_000_000) }]
  test.each<[string, string | Uint8Array]>([
    ['un programme Windows', latin1('MZ\x90\0%PDF-1.7')],
    ['un programme Linux', latin1('\x7fELF\x02')],
    ['un programme (script)', '#!/bin/sh\nrm -rf /'],
    ['une page HTML', '\n<!DOCTYPE html><p>'],
    ['une page HTML', '<b>a</b><script>alert(1)</script>'],
    ['un dessin SVG', '\ufeff<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['HTML ou XML', '<a><b/></a>'],
    ['ancien format d’Office', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
    ['avec des macros', office('application/vnd.ms-word.document.macroEnabled')],
    ['avec des macros', office(DOCX, [{ name: 'word/vbaProject.bin', content: 'x' }])],
    ['avec des macros', office(DOCX, [{ name: 'xl/macrosheets/sheet1.xml', content: 'x' }])],
    ['avec des macros', open('text', [{ name: 'Basic/Standard/Module1.xml', content: 'x' }])],
    ['d’une autre nature', office(`${OFFICE}.wordprocessingml.template`)],
    ['d’une autre nature', zipped([{ name: 'outil.exe', content: 'MZ' }])],
    ['d’une autre nature', open('text', [{ name: '[Content_Types].xml', content: '<Types/>' }])],
    ['une archive illisible', office(DOCX, [{ name: '[content_types].xml', content: '<Types/>' }])],
    ['une archive illisible', office(DOCX, [{ name: '../dehors', content: 'x' }])],
    ['une archive illisible', zipped(bomb)],
    ['une archive illisible', office(DOCX).subarray(0, 60)],
    ['n’est pas en UTF-8', latin1('Proc\xe8s-verbal')],
    ['UTF-16', Buffer.from('\ufeffa;b', 'utf16le')],
    ['ne reconnaît pas', latin1('a\0b\xff')],
    ['une image GIF', 'GIF89a'],
  ])('%s', async (found, content) => {
    await expect(kindOf(content)).rejects.toMatchObject(refused(found))
  })

  test('a text is read to its end', async () => {
    await expect(kindOf(Buffer.concat([Buffer.alloc(900_000, 'a'), latin1('\xe9')]))).rejects.toMatchObject(
      refused('UTF-8'),
    )
  })
})

test.each([
  ['../../etc/passwd', 'txt', 'passwd.txt'],
  ['C:\\Users\\moi\\PV du 3 mars.PDF', 'pdf', 'PV du 3 mars.PDF'],
  ['facture\u202efdp.exe', 'pdf', 'facture fdp.exe.pdf'],
  ['page.html', 'txt', 'page.html.txt'],
  [`${'é'.repeat(300)}.pdf`, 'pdf', `${'é'.repeat(120)}.pdf`],
  ['.\u0000 . ', 'png', 'piece.png'],
  ['a\r\nSet-Cookie: b.pdf', 'pdf', 'a Set-Cookie- b.pdf'],
  ['\ud800.pdf', 'pdf', 'pdf.pdf'],
] as const)('%j of kind %s is called %s', (sent, kind, name) => expect(cleanName(sent, kind)).toBe(name))

test('the name in a header is plain, and whole beside', () => {
  expect(dispositionOf('Été "1" (2).pdf')).toBe(
    'attachment; filename="Ete _1_ _2_.pdf"; filename*=UTF-8\'\'%C3%89t%C3%A9%20%221%22%20%282%29.pdf',
  )
})
