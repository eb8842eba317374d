import { zipped } from '#platform/zip'
import { frenchDay } from '../days.ts'
import { type Cell, type Table, textOf } from '../tables.ts'
import { inMarkup } from './zip.ts'

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet'
const NAMES = ['office', 'table', 'text', 'style', 'number', 'fo:xsl-fo-compatible']
  .map(name => {
    const [short, long = short] = name.split(':')
    return `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${long}:1.0"`
  })
  .join(' ')
const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
const STYLES =
  '<office:automatic-styles><style:style style:name="co" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style>' +
  '<number:date-style style:name="j"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>' +
  '<style:style style:name="t" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>' +
  '<style:style style:name="d" style:family="table-cell" style:data-style-name="j"><style:table-cell-properties style:vertical-align="top"/></style:style>' +
  '<style:style style:name="h" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'

/** Spaces at the ends, or several, and tabulations would be lost. */
const paragraph = (line: string) =>
  `<text:p>${inMarkup(line)
    .replace(/\t/g, '<text:tab/>')
    .replace(/^ | $| {2,}/g, spaces => `<text:s text:c="${spaces.length}"/>`)}</text:p>`
const paragraphs = (text: string) => text.split('\n').map(paragraph).join('')

function written(cell: Cell, style: string): string {
  if (cell === null) return '<table:table-cell/>'
  if (typeof cell === 'object' && cell.is === 'number')
    return `<table:table-cell table:style-name="${style}" office:value-type="float" office:value="${cell.text}">${paragraph(cell.text.replace('.', ','))}</table:table-cell>`
  if (typeof cell === 'object' && cell.is === 'day')
    return `<table:table-cell table:style-name="d" office:value-type="date" office:date-value="${cell.text}">${paragraph(frenchDay(cell.text))}</table:table-cell>`
  return `<table:table-cell table:style-name="${style}" office:value-type="string">${paragraphs(textOf(cell))}</table:table-cell>`
}

/** Tables as an ODS workbook, a sheet each. */
export function writeOds(tables: readonly Table[]): Promise<Uint8Array> {
  const sheets = tables.map(({ name, rows }) => {
    const columns = `<table:table-column table:style-name="co" table:number-columns-repeated="${Math.max(1, rows[0]?.length ?? 1)}"/>`
    const lines = rows.map((row, rank) => `<table:table-row>${row.map(cell => written(cell, rank === 0 ? 'h' : 't')).join('')}</table:table-row>`) // biome-ignore format: a line
    return `<table:table table:name="${inMarkup(name)}">${columns}${lines.join('')}</table:table>`
  })
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content ${NAMES} office:version="1.3">${STYLES}<office:body><office:spreadsheet>${sheets.join('')}</office:spreadsheet></office:body></office:document-content>`
  return zipped([
    { name: 'mimetype', content: TYPE, plain: true },
    { name: 'META-INF/manifest.xml', content: MANIFEST },
    { name: 'content.xml', content },
  ])
}
