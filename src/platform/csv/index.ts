import { stringify } from 'csv-stringify/sync'

const FORMULA = /^[=+\-@\t\r\n]/

/** A text that a spreadsheet takes for a text: one that would start a formula gets an apostrophe before it. */
export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** What a CSV begins with, so that French spreadsheets read its accents. */
export const BYTE_ORDER_MARK = '\ufeff'

/** Lines of a CSV as French spreadsheets open it: semicolons, Windows ends of lines. Cells are written already: see {@link neutralised}. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  // By itself the library quotes a cell that holds the whole end of a line, and spreadsheets end one at less.
  stringify(rows as string[][], { delimiter: ';', record_delimiter: 'windows', quoted_match: /[\r\n]/ })
