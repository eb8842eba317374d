import { FIELDS, SAYINGS, type Saying } from './sayings.ts'
import { readHeader } from './tabular-columns.ts'

interface Places {
  delimiter: string
  /** The column of each saying; −1 without. */
  of: Record<Saying, number>
  last: number
}

/** Reads some cells of the records of tables, each headed by its header, far faster than whole records. */
export class TableGlance {
  private readonly known = new Map<string, Places>()

  /** The cells of a record that say something, out of its first line: that of the contract as it was signed, and of its first holder. */
  cells(raw: string): Partial<Record<Saying, string>> {
    const end = raw.indexOf('\n')
    const places = this.placesOf(raw.slice(0, end))
    const cells = firstCells(raw, end + 1, places.delimiter, places.last)
    return Object.fromEntries(SAYINGS.map(saying => [saying, cells[places.of[saying]]]))
  }

  private placesOf(header: string): Places {
    let places = this.known.get(header)
    if (places === undefined) {
      const read = readHeader(header)
      const delimiter = read?.delimiter ?? ','
      const names = header.split(delimiter).map(name => name.replace(/^\s*"|"\s*$/g, '').trim())
      const column = (saying: Saying) =>
        saying === 'small'
          ? names.findIndex(name => name.toLowerCase().replace('.', '_') === FIELDS.small)
          : (read?.columns ?? []).findIndex(it => it !== null && 'path' in it && it.path[0] === FIELDS[saying])
      const of = Object.fromEntries(SAYINGS.map(saying => [saying, column(saying)])) as Record<Saying, number>
      places = { delimiter, of, last: Math.max(...Object.values(of)) }
      this.known.set(header, places)
    }
    return places
  }
}

/** The first cells of the line of a table that begins somewhere, quotes undone. */
function firstCells(text: string, start: number, delimiter: string, last: number): string[] {
  const cells: string[] = []
  let at = start
  while (cells.length <= last && at <= text.length) {
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1)
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
      if (close < 0) return cells
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
      if (text[close + 1] !== delimiter) return cells
      at = close + 2
    } else {
      const end = text.indexOf(delimiter, at)
      const line = text.indexOf('\n', at)
      const stop = line >= 0 && (end < 0 || line < end) ? line : end
      cells.push(text.slice(at, stop < 0 ? text.length : stop))
      if (stop < 0 || stop === line) return cells
      at = end + 1
    }
  }
  return cells
}
