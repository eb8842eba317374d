import { words } from '#platform/office'

/** What a cell can hold. */
const LONGEST = 32_000

/** A text as a workbook keeps it: `_x0041_` is not A. */
export const inCell = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

/** Words for a cell; what it has no room for is said to be missing. */
export function cellWords(text: string): string {
  const clean = words(text)
  return inCell(clean.length > LONGEST ? `${words(clean.slice(0, LONGEST))} […la suite est dans le document]` : clean)
}

/** What the name of a sheet has no place for. */
const UNNAMED = /[[\]:*?/\\\n\t]+/g

/** Names of sheets as programs take them, one for each caption: 31 characters at most, none twice whatever its capitals. */
export function sheetNames(captions: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map(name => name.toLowerCase()))
  return captions.map(caption => {
    const base = words(caption).replace(UNNAMED, ' ').replace(/\s+/g, ' ').replace(/^[\s']+|[\s']+$/g, '').replaceAll("'", '’') || 'Tableau' // biome-ignore format: short
    for (let rank = 1; ; rank++) {
      const end = rank === 1 ? '' : ` (${rank})`
      const room = 31 - end.length
      const name = (base.length <= room ? base : `${words(base.slice(0, room - 1)).trimEnd()}…`) + end
      // Spreadsheets keep this name for themselves.
      if (used.has(name.toLowerCase()) || /^history$/i.test(name)) continue
      used.add(name.toLowerCase())
      return name
    }
  })
}
