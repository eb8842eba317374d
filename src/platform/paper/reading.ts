import type { Block, Paper, Run, TableBlock } from './paper.ts'

/** The words of runs, without what is said of them. */
export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** A document as it is read away from its site: what leads to a page of it (`/…`) leads there by a whole address, or nowhere while it has none. */
export const leaving = (paper: Paper): Paper =>
  JSON.parse(
    JSON.stringify(paper, (key, value) =>
      key === 'link' && typeof value === 'string' && value.startsWith('/')
        ? paper.address
          ? new URL(value, paper.address).href
          : undefined
        : value,
    ),
  )

/** Rows that nobody prints: a table that has more of them is left to the workbook and to the page. */
const PRINTED = 600

/** A document as it is read page after page: a sentence says where to find each table that is too long for that. */
export const printed = (paper: Paper): Paper => ({ ...paper, blocks: printedIn(paper) })

const printedIn = ({ blocks, address }: Pick<Paper, 'blocks' | 'address'>): Block[] =>
  blocks.map(block => (block.as === 'table' && block.rows.length > PRINTED ? elsewhere(block, address) : block))

function elsewhere({ caption, rows }: TableBlock, address: string): Block {
  const where = 'Elles sont dans le classeur (Excel) de ce document'
  return {
    as: 'text',
    runs: [
      { text: caption, strong: true },
      { text: `\u00a0: ${new Intl.NumberFormat('fr').format(rows.length)} lignes, trop pour être imprimées. ` },
      ...(address
        ? [{ text: `${where}, et à l’adresse ` }, { text: address, link: address }, { text: '.' }]
        : [{ text: `${where}.` }]),
    ],
  }
}

/** Every table of a document, in order; key figures are one of their own. */
export function tablesIn(blocks: readonly Block[]): TableBlock[] {
  return blocks.flatMap(block => {
    switch (block.as) {
      case 'table':
        return [block]
      case 'aside':
        return tablesIn(block.blocks)
      case 'list':
        return tablesIn(block.items.flat())
      case 'figures':
        return [tableOfFigures(block)]
      default:
        return []
    }
  })
}

function tableOfFigures({ id, caption, items }: Extract<Block, { as: 'figures' }>): TableBlock {
  return {
    as: 'table',
    id,
    caption,
    columns: [
      { head: 'Chiffre clé', weight: 3 },
      { head: 'Valeur', numeric: true },
      { head: 'Repères', weight: 3 },
    ],
    rows: items.map(({ label, figure, notes }) => [{ text: label }, figure, { text: notes.join(' ; ') }]),
  }
}
