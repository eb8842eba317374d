/** Decks as PPTX files, to be shown. */
export { pptxOf } from './pptx.ts'
