/** How many wrong letters a word of this length may have and still be taken for another: a short word is soon another one. */
export const editsFor = (length: number): 0 | 1 | 2 => (length < 4 ? 0 : length < 8 ? 1 : 2)

const LONGEST = 64
let [before, above, row] = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)]

/**
 * How many letters must be added, left out, changed, or swapped with their neighbour to make one word of another
 * (the restricted distance of Damerau and Levenshtein); `most + 1` for any more than `most`, which is found out sooner.
 */
export function editsBetween(one: string, other: string, most: number): number {
  const [n, m] = [one.length, other.length]
  if (Math.abs(n - m) > most || n > LONGEST || m > LONGEST) return one === other ? 0 : most + 1
  for (let j = 0; j <= m; j++) above[j] = j
  for (let i = 1; i <= n; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= m; j++) {
      const [a, b] = [one.charCodeAt(i - 1), other.charCodeAt(j - 1)]
      let edits = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (a === b ? 0 : 1))
      if (i > 1 && j > 1 && a === other.charCodeAt(j - 2) && b === one.charCodeAt(i - 2))
        edits = Math.min(edits, at(before, j - 2) + 1)
      row[j] = edits
      if (edits < least) least = edits
    }
    if (least > most) return most + 1
    ;[before, above, row] = [above, row, before]
  }
  return Math.min(at(above, m), most + 1)
}

const at = (list: Uint8Array, index: number) => list[index] ?? 0
