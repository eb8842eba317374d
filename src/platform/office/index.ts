/** What files of word processors, spreadsheets and slides have in common: their package, the words they keep, how they look. */

export { COLOURS, FONT } from './look.ts'
export { packed } from './package.ts'
export { escaped, words } from './words.ts'
