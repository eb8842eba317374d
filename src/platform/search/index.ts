/** Searching the texts that features hand: what was typed, well or ill, what it finds, the best first. */
export { type Excerpt, excerptOf, type Piece, piecesOf } from './excerpt.ts'
export type { Asked } from './query.ts'
export { typedWords } from './query.ts'
export { type Found, nameOf, type Reading, Searching, told, type Vocabulary } from './searching.ts'
export { type Member, type Row, type Source, tableSource, textsIn } from './source.ts'
