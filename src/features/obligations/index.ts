/** The law as data: from which day, from which text, how certain. */
export { SCHEME_ITEMS, SCHEME_LAW, type SchemeItem, type SchemeLaw, schemeLawOn } from './schemes.ts'
