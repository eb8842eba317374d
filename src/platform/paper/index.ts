/** Documents as plain pieces, that each format writes in its own way: the same words and the same figures in all of them. */
export { markdownBlocks } from './markdown.ts'
export type {
  Block,
  Cell,
  ChartBlock,
  Cover,
  Deck,
  KeyFigure,
  Paper,
  Run,
  TableBlock,
  TableColumn,
} from './paper.ts'
export { leaving, printed, tablesIn, textOf } from './reading.ts'
