import { fold } from '#kernel'
import { EMPTY_WORDS, editsBetween, termOf, WORD } from '#platform/french'

/** A word of the dictionary, and how many letters set it apart from one that was typed. */
export interface Near {
  id: number
  edits: number
}

/** A longer word is nobody's: a key, an address without its dots. */
const LONGEST = 60

/** Every word that searched texts are made of, once, under a number. It only grows. */
export class Dictionary {
  readonly words: string[] = []
  /** By number: the word with its accents, where a text has them. */
  readonly spelt: string[] = []
  /** By number: what the word comes down to. */
  readonly stems: string[] = []
  /** By number: the letters that it has, one bit each. */
  private readonly letters: number[] = []
  private readonly ids = new Map<string, number>()
  private readonly family = new Map<string, number[]>()
  /** As it was met in a text: -1 for what is not looked for. */
  private readonly met = new Map<string, number>()

  /** The words of a text, in their order, empty ones left out. */
  read(text: string): number[] {
    const found: number[] = []
    for (const word of text.toLowerCase().match(WORD) ?? []) {
      let id = this.met.get(word)
      if (id === undefined) {
        const folded = fold(word)
        id = EMPTY_WORDS.has(folded) || word.length > LONGEST ? -1 : this.idOf(folded)
        this.met.set(word, id)
        if (id >= 0 && word !== folded) this.spelt[id] = word
      }
      if (id >= 0) found.push(id)
    }
    return found
  }

  /** The number of a word that is folded, whatever it is made of: a code is one. */
  idOf(folded: string): number {
    const known = this.ids.get(folded)
    if (known !== undefined) return known
    const id = this.words.push(folded) - 1
    this.spelt.push(folded)
    const stem = termOf(folded) || folded
    this.ids.set(folded, id)
    this.stems.push(stem)
    this.letters.push(lettersOf(folded))
    const family = this.family.get(stem)
    if (family) family.push(id)
    else this.family.set(stem, [id])
    return id
  }

  /** The number of a word that is known. */
  known(folded: string): number | undefined {
    return this.ids.get(folded)
  }

  /** The words that come down to the same. */
  sameAs(stem: string): readonly number[] {
    return this.family.get(stem) ?? []
  }

  /** The words of letters that begin like this one. */
  beginning(start: string): number[] {
    const found: number[] = []
    for (const [id, word] of this.words.entries()) if (word.startsWith(start)) found.push(id)
    return found
  }

  /** The words that so many wrong letters at most set apart, the nearest first. */
  near(word: string, most: number): Near[] {
    const found: Near[] = []
    const mine = lettersOf(word)
    for (const [id, other] of this.words.entries()) {
      const length = other.length - word.length
      if (length > most || length < -most) continue
      // Each edit brings in one letter at most, and takes one away.
      if (bits(mine ^ (this.letters[id] ?? 0)) > 2 * most || !/^[^\d]+$/.test(other)) continue
      const edits = editsBetween(word, other, most)
      if (edits <= most) found.push({ id, edits })
    }
    return found.sort((a, b) => a.edits - b.edits)
  }
}

function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}

function bits(n: number): number {
  let left = n - ((n >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
