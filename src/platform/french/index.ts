/** French words: what they come down to when texts are searched, and how far apart two of them are. */
export { editsBetween, editsFor } from './edits.ts'
export { EMPTY_WORDS, termOf, termsOf, termText, WORD } from './terms.ts'
