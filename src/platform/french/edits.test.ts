import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editsBetween, editsFor } from './edits.ts'

describe('how far apart words are', () => {
  test.each([
    ['insersion', 'insertion', 1],
    ['restaurasion', 'restauration', 1],
    ['marhcé', 'marché', 1],
    ['clase', 'clause', 1],
    ['clausse', 'clause', 1],
    ['', 'ab', 2],
    ['achat', 'achat', 0],
    ['numrique', 'numérique', 1],
    ['envirronement', 'environnement', 2],
    ['achat', 'école', 3],
  ])('%s and %s', (one, other, edits) => {
    expect(editsBetween(one, other, 2)).toBe(edits)
    expect(editsBetween(other, one, 2)).toBe(edits)
  })

  const word = fc.string({ unit: fc.constantFrom(...'abcde'), maxLength: 9 })
  test('as the whole table of distances says, up to what is asked', () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom(0, 1, 2, 3), (one, other, most) => {
        expect(editsBetween(one, other, most)).toBe(Math.min(plainly(one, other), most + 1))
      }),
    )
  })

  test('a word longer than any is only itself', () => {
    const long = 'a'.repeat(200)
    expect([editsBetween(long, long, 2), editsBetween(long, `${long}b`, 2)]).toEqual([0, 3])
  })

  test('short words are not guessed at', () => expect([3, 4, 7, 8].map(editsFor)).toEqual([0, 1, 1, 2]))
})

/** The definition, without bound nor haste. */
function plainly(one: string, other: string): number {
  const d = Array.from({ length: one.length + 1 }, (_, i) => Array.from({ length: other.length + 1 }, (_, j) => i || j))
  const at = (i: number, j: number) => d[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= one.length; i++)
    for (let j = 1; j <= other.length; j++) {
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1),
        swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
      d[i]?.splice(j, 1, least)
    }
  return at(one.length, other.length)
}
