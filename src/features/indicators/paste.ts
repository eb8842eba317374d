const QUOTE = '"'

/**
 * Cuts a block copied from Excel or LibreOffice into rows of cells, as they were: tabs between cells, LF, CRLF or CR between rows,
 * cells with tabs or line breaks between quotes whose own quotes are doubled. The line break at the end makes no row.
 * A quote that is never closed where a cell may end is a character like another.
 */
export function readPaste(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length || row.length > 0) {
    const quoted = text[at] === QUOTE ? endOfQuoted(text, at) : -1
    const end = quoted < 0 ? endOfBare(text, at) : quoted
    row.push(quoted < 0 ? text.slice(at, end) : text.slice(at + 1, end - 1).replaceAll('""', QUOTE))
    at = end + 1
    if (text[end] === '\t') continue
    if (text[end] === '\r' && text[at] === '\n') at++
    rows.push(row)
    row = []
  }
  return rows
}

const endsCell = (code: number) => Number.isNaN(code) || code === 9 || code === 10 || code === 13

function endOfBare(text: string, from: number): number {
  let at = from
  while (!endsCell(text.charCodeAt(at))) at++
  return at
}

/** Just after the quote that closes the cell; −1 when the quote that opens it closes nowhere. */
function endOfQuoted(text: string, from: number): number {
  for (let at = text.indexOf(QUOTE, from + 1); at >= 0; at = text.indexOf(QUOTE, at + 2))
    if (text[at + 1] !== QUOTE) return endsCell(text.charCodeAt(at + 1)) ? at + 1 : -1
  return -1
}
