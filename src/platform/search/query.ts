import { fold } from '#kernel'
import { EMPTY_WORDS, editsFor, termOf, WORD } from '#platform/french'
import type { Dictionary } from './dictionary.ts'
import type { Segment } from './segment.ts'

/** A word that was typed, and the words of the texts that answer it. */
export interface Asked {
  /** As it was typed, without case or accents. */
  typed: string
  /**
   * How it is answered: by itself and its family, by words that begin with it, by words that a few wrong letters set apart from it, or not at all.
   */
  by: 'itself' | 'beginning' | 'spelling' | 'nothing'
  /** Numbers of the dictionary. */
  words: readonly number[]
  /** The word to be shown for it; another than `typed` where it is answered by its spelling. */
  shown: string
  /** Another word that may have been meant; null where there is no reason to think so. */
  meant: string | null
}

/** So much of what is typed is read, and so many words of it. */
const [READ_AT_MOST, WORDS_AT_MOST] = [1000, 12]
/** So many words answer one that is not known as it is. */
const ANSWERS_AT_MOST = 20
/** Beside a word that few texts have, one that is as near and so many times more frequent may have been meant. */
const [FEW, TIMES] = [2, 10]

/** What is typed, as words that are looked for: empty ones are left out unless nothing else is there. */
export function typedWords(query: string): string[] {
  const chunks = fold(query.slice(0, READ_AT_MOST).replaceAll('\0', ' ')).split(' ')
  const words = chunks.flatMap(chunk =>
    // A code is looked for as it is: « 1-1.3 ».
    isCode(chunk) ? [chunk] : (chunk.match(WORD) ?? []).filter(word => !EMPTY_WORDS.has(word) && word.length <= 60),
  )
  return [...new Set(words)].slice(0, WORDS_AT_MOST)
}

const isCode = (chunk: string) =>
  chunk.length <= 30 && /\d/.test(chunk) && /^[\p{L}\p{N}]+([.\-/_][\p{L}\p{N}]+)+$/u.test(chunk)

/** Says which words of some segments answer those that were typed. Only words of these segments are ever told. */
export function understand(query: string, dictionary: Dictionary, segments: readonly Segment[]): Asked[] {
  const counts = new Map<number, number>()
  const count = (id: number) => {
    const known = counts.get(id) ?? segments.reduce((sum, segment) => sum + segment.count(id), 0)
    counts.set(id, known)
    return known
  }
  const among = (ids: readonly number[]) => ids.filter(id => count(id) > 0)
  const family = (ids: readonly number[]) => [
    ...new Set(ids.flatMap(id => among(dictionary.sameAs(dictionary.stems[id] ?? '')))),
  ]
  const wordOf = (id: number | undefined) => (id === undefined ? '' : (dictionary.spelt[id] ?? ''))
  const frequent = (ids: readonly number[]) => [...ids].sort((a, b) => count(b) - count(a))

  /** The words that a few letters set apart, the nearest alone, the most frequent first. */
  const spelt = (typed: string, most: number) => {
    if (most === 0 || /\d/.test(typed)) return []
    const near = dictionary.near(typed, most).filter(({ id, edits }) => edits > 0 && count(id) > 0)
    const least = near[0]?.edits
    return frequent(near.filter(({ edits }) => edits === least).map(({ id }) => id))
  }

  const answer = (typed: string): Asked => {
    const asked = { typed, shown: typed, meant: null }
    const own = among(dictionary.sameAs(termOf(typed) || typed))
    if (own.length > 0) {
      const few = own.reduce((sum, id) => sum + count(id), 0)
      const [best] = few <= FEW && typed.length > 4 ? spelt(typed, 1).filter(id => !own.includes(id)) : []
      const meant = best !== undefined && count(best) >= few * TIMES ? wordOf(best) : null
      return { ...asked, by: 'itself', words: own, meant }
    }
    const begun = typed.length < 3 ? [] : frequent(among(dictionary.beginning(typed))).slice(0, ANSWERS_AT_MOST)
    if (begun.length > 0) {
      // What begins like a word may still be another one, ill typed.
      const other = spelt(typed, Math.min(1, editsFor(typed.length))).slice(0, ANSWERS_AT_MOST)
      return { ...asked, by: 'beginning', words: family([...begun, ...other]), shown: wordOf(begun[0]) }
    }
    const near = spelt(typed, editsFor(typed.length)).slice(0, ANSWERS_AT_MOST)
    if (near.length > 0) return { ...asked, by: 'spelling', words: family(near), shown: wordOf(near[0]) }
    const [far] = typed.length < 5 ? [] : spelt(typed, editsFor(typed.length) + 1)
    return { ...asked, by: 'nothing', words: [], meant: far === undefined ? null : wordOf(far) }
  }
  return typedWords(query).map(answer)
}
