import { COLOURS, escaped } from '#platform/office'
import type { Cell, TableBlock } from '#platform/paper'

/** The style of tables, by which a word processor gives all of them another look at once. */
export const TABLE_STYLE = `<w:style w:type="table" w:customStyle="1" w:styleId="TableauDonnees"><w:name w:val="Tableau de données"/><w:uiPriority w:val="99"/><w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="${COLOURS.brand}"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="${COLOURS.brand}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="${COLOURS.line}"/></w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="${COLOURS.brand}"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="${COLOURS.tint}"/></w:tcPr></w:tblStylePr></w:style>`

/** Where a link of a cell leads: an address, or the bookmark of a place in the document. */
export type Place = (link: string) => { bookmark: string } | { address: string } | undefined

const text = (words: string, look = '') =>
  `<w:r>${look}${words.split('\n').map(line => `<w:t xml:space="preserve">${escaped(line)}</w:t>`).join('<w:br/>')}</w:r>` // biome-ignore format: short

const LINK = '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'

function linked({ text: words, link }: Cell, place: Place): string {
  const to = link ? place(link) : undefined
  if (!to) return text(words)
  if ('bookmark' in to) return `<w:hyperlink w:anchor="${to.bookmark}" w:history="1">${text(words, LINK)}</w:hyperlink>`
  const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const address = escaped(to.address.replaceAll('"', '%22').replaceAll('\\', '%5C'))
  return `${field('begin')}<w:r><w:instrText xml:space="preserve"> HYPERLINK "${address}" </w:instrText></w:r>${field('separate')}${text(words, LINK)}${field('end')}`
}

/**
 * A table as a word processor keeps it: its head on every page, no row over two pages. Written here, since the library takes longer for a
 * thousand cells than a document may.
 * @param width of the text, in twentieths of a point
 */
export function tableXml({ caption, columns, rows, note }: TableBlock, width: number, place: Place): string {
  const whole = columns.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const widths = columns.map(({ weight = 1 }) => Math.floor((width * weight) / whole))
  const starts = columns.map(
    ({ numeric }, at) =>
      [
        `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="`,
        `"/>${numeric ? '<w:jc w:val="right"/>' : ''}</w:pPr>`,
      ] as const,
  )
  const row = (cells: readonly Cell[], style: string, properties: string) =>
    `<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${starts
      .map(([before, after], at) => {
        const cell = cells[at]
        return `${before}${style}${after}${cell ? linked(cell, place) : ''}</w:p></w:tc>`
      })
      .join('')}</w:tr>`
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableauDonnees"/><w:tblW w:w="${width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="${escaped(caption)}"/>${note ? `<w:tblDescription w:val="${escaped(note)}"/>` : ''}</w:tblPr><w:tblGrid>${widths.map(each => `<w:gridCol w:w="${each}"/>`).join('')}</w:tblGrid>${row(
    columns.map(({ head }) => ({ text: head })),
    'TableauTete',
    '<w:tblHeader/>',
  )}${rows.map(cells => row(cells, 'Tableau', '')).join('')}</w:tbl>`
}
