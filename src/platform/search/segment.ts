import { fold } from '#kernel'
import type { Dictionary } from './dictionary.ts'

/** What is searched of a thing. */
export interface Searchable {
  id: string
  title: string
  /** What people call it by; empty for most. */
  code: string
  body: string
}

/** How much a word counts, by where it stands. */
const [IN_BODY, IN_TITLE, IS_CODE] = [1, 6, 30]
const [WEIGHT_BITS, HEAVIEST] = [12, 4095]

/** Where a word stands in a segment: the rank of a thing, and how much the word counts there. */
export type Standing = (thing: number, weight: number) => void

/** Some things of one kind by their words, packed: numbers in arrays, their texts forgotten. */
export class Segment {
  readonly ids: readonly string[]
  /** By thing: how many words it has. */
  readonly lengths: Uint32Array
  /** The numbers of its words, rising. */
  private readonly words: Uint32Array
  /** Where the standings of each word begin; one more, where the last end. */
  private readonly starts: Uint32Array
  private readonly standings: Uint32Array

  constructor(dictionary: Dictionary, things: readonly Searchable[]) {
    this.ids = things.map(({ id }) => id)
    this.lengths = new Uint32Array(things.length)
    const byWord = new Map<number, number[]>()
    for (const [rank, { title, code, body }] of things.entries()) {
      const weights = new Map<number, number>()
      const add = (id: number, weight: number) => weights.set(id, (weights.get(id) ?? 0) + weight)
      for (const id of dictionary.read(title)) add(id, IN_TITLE)
      const words = dictionary.read(body)
      for (const id of words) add(id, IN_BODY)
      if (code !== '') add(dictionary.idOf(fold(code)), IS_CODE)
      this.lengths[rank] = words.length + 1
      for (const [id, weight] of weights) {
        const packed = rank * 2 ** WEIGHT_BITS + Math.min(weight, HEAVIEST)
        const list = byWord.get(id)
        if (list) list.push(packed)
        else byWord.set(id, [packed])
      }
    }
    const sorted = [...byWord].sort(([a], [b]) => a - b)
    this.words = Uint32Array.from(sorted, ([id]) => id)
    this.starts = new Uint32Array(sorted.length + 1)
    let end = 0
    for (const [at, [, list]] of sorted.entries()) {
      this.starts[at] = end
      end += list.length
    }
    this.starts[sorted.length] = end
    this.standings = Uint32Array.from(sorted.flatMap(([, list]) => list))
  }

  /** How many of its things have a word. */
  count(word: number): number {
    const at = this.rankOf(word)
    return at < 0 ? 0 : (this.starts[at + 1] ?? 0) - (this.starts[at] ?? 0)
  }

  /** Tells of each of its things that has a word. */
  each(word: number, tell: Standing): void {
    const at = this.rankOf(word)
    if (at < 0) return
    for (let n = this.starts[at] ?? 0; n < (this.starts[at + 1] ?? 0); n++) {
      const packed = this.standings[n] ?? 0
      tell(packed >>> WEIGHT_BITS, packed & HEAVIEST)
    }
  }

  /** About how many bytes it takes. */
  get bytes(): number {
    return 500 + this.ids.length * 80 + this.words.length * 8 + this.standings.length * 4
  }

  private rankOf(word: number): number {
    let [low, high] = [0, this.words.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.words[middle] ?? 0
      if (found === word) return middle
      if (found < word) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}
