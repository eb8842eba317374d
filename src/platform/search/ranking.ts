import type { Asked } from './query.ts'
import type { Segment } from './segment.ts'

/** A thing that answers a query. */
export interface Hit {
  kind: string
  id: string
  score: number
}

/** What a query finds, the best first. */
export interface Ranked {
  hits: readonly Hit[]
  /** How many of each kind. */
  counts: ReadonlyMap<string, number>
  /** No thing has all the words that some have: these have the most of them. */
  partial: boolean
}

/** The usual constants of BM25: how soon a word that recurs stops counting, how much a long text is held back. */
const [SATURATION, LENGTH] = [1.2, 0.75]

/**
 * Finds the things that have all the words asked for, or else the most of them, and ranks them: a word counts more where it stands in the title,
 * where the text is short, where few texts have it (Robertson's BM25, whose frequencies are weights here).
 */
export function rank(asked: readonly Asked[], segments: readonly { kind: string; segment: Segment }[]): Ranked {
  const words = asked.filter(({ by }) => by !== 'nothing')
  const things = segments.reduce((sum, { segment }) => sum + segment.ids.length, 0)
  const length = segments.reduce((sum, { segment }) => sum + segment.lengths.reduce((a, b) => a + b, 0), 0) / things
  const rarity = words.map(word => {
    const n = segments.reduce((sum, { segment }) => sum + word.words.reduce((a, id) => a + segment.count(id), 0), 0)
    return Math.log(1 + Math.max(0, things - n + 0.5) / (n + 0.5)) + 0.1
  })
  let most = words.length === 0 ? 1 : 0
  let found: Hit[] = []
  for (const { kind, segment } of segments) {
    const scores = new Float64Array(segment.ids.length)
    const has = new Uint8Array(segment.ids.length)
    for (const [at, word] of words.entries()) {
      const weights = new Map<number, number>()
      for (const id of word.words)
        segment.each(id, (thing, weight) => weights.set(thing, (weights.get(thing) ?? 0) + weight))
      for (const [thing, weight] of weights) {
        const held = SATURATION * (1 - LENGTH + (LENGTH * (segment.lengths[thing] ?? 1)) / length)
        scores[thing] = (scores[thing] ?? 0) + ((rarity[at] ?? 0) * weight * (SATURATION + 1)) / (weight + held)
        has[thing] = (has[thing] ?? 0) + 1
      }
    }
    for (const [thing, n] of has.entries()) {
      if (n === 0 || n < most) continue
      if (n > most) [most, found] = [n, []]
      found.push({ kind, id: segment.ids[thing] ?? '', score: scores[thing] ?? 0 })
    }
  }
  const counts = new Map<string, number>()
  for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const hits = found.sort((a, b) => b.score - a.score || (a.kind + a.id < b.kind + b.id ? -1 : 1))
  return { hits, counts, partial: hits.length > 0 && most < words.length }
}
