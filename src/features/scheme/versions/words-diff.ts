import { diffArrays } from 'diff'

/** A piece of a text, or an item of a list: in both, only in the one before, only in the one after. */
export interface Piece {
  state: 'same' | 'removed' | 'added'
  text: string
}

/** A French word: an elided one keeps its apostrophe (« l’ »), a compound its hyphens, a number its decimals and its thousands. */
const WORDS =
  /\d+(?:[\u202f\u00a0]\d{3})*(?:[.,]\d+)?|\p{L}[\p{L}\p{M}\d]*(?:-[\p{L}\d][\p{L}\p{M}\d]*)*['’]?|\s+|[^\s\p{L}\d]/gu

/** Two texts that share fewer words than this many changes allow are shown one after the other. */
const MOST_CHANGES = 600

const wordsOf = (text: string): string[] => text.match(WORDS) ?? []
const whole = (before: string, after: string): Piece[] => pieces([['removed', before], ['added', after]]) // biome-ignore format: two pieces
const pieces = (all: readonly (readonly [Piece['state'], string])[]): Piece[] =>
  all.flatMap(([state, text]) => (text === '' ? [] : [{ state, text }]))

/**
 * Two texts word by word. The pieces that are not `added` make the first, those that are not `removed` make the second, to the last space.
 * What is between two changes and holds no word belongs to both.
 */
export function compareWords(before: string, after: string): Piece[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_CHANGES })
  if (found === undefined) return whole(before, after)
  const joined: Piece[] = []
  let [gone, come] = ['', '']
  const close = () => {
    joined.push(...whole(gone, come))
    gone = come = ''
  }
  for (const [rank, { value, added, removed }] of found.entries()) {
    const text = value.join('')
    if (removed) gone += text
    else if (added) come += text
    else if (
      gone !== '' &&
      come !== '' &&
      rank < found.length - 1 &&
      !/[\p{L}\d]/u.test(text) &&
      !text.includes('\n')
    ) {
      gone += text
      come += text
    } else {
      close()
      joined.push({ state: 'same', text })
    }
  }
  close()
  return joined
}

/** Two lists item by item, in their order. */
export function compareItems(before: readonly string[], after: readonly string[]): Piece[] {
  return diffArrays([...before], [...after]).flatMap(({ value, added, removed }) =>
    value.map((text): Piece => ({ state: added ? 'added' : removed ? 'removed' : 'same', text })),
  )
}

/** Whether two texts differ by their spaces, their apostrophes and nothing that is read. */
export const onlyTypography = (before: string, after: string) => bare(before) === bare(after)
const bare = (text: string) => text.replace(/\s+/g, '').replaceAll("'", '’')
