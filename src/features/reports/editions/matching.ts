import { fold } from '#kernel'

/** How a part of a text is known to be a part of another, from the surest: somebody said so, the same key, the same code with a close title, the same title. */
export const WAYS = ['chosen', 'key', 'code', 'title'] as const
export type Way = (typeof WAYS)[number]

/** A part that texts name. */
export interface Named {
  key: string
  code: string
  title: string
}

/** What somebody says of parts of a text, by their keys: which part of the other they are; null for none, whatever they look like. */
export type Chosen = Readonly<Record<string, string | null>>

export interface Matched<T> {
  /** In the order of the text after. */
  pairs: readonly { before: T; after: T; way: Way }[]
  /** Those of the text before that no part of the other is, and the other way round. */
  gone: readonly T[]
  come: readonly T[]
}

/** Words shorter than this say little of what a title is about. */
const SHORT = 4
const wordsIn = (title: string) =>
  new Set(
    fold(title)
      .split(/[^a-z0-9]+/)
      .filter(word => word.length >= SHORT),
  )

/** Whether two titles have at least half of their words in common; small words do not count. */
export function isClose(one: string, other: string): boolean {
  const [a, b] = [wordsIn(one), wordsIn(other)]
  if (a.size === 0 || b.size === 0) return fold(one) === fold(other)
  const common = [...a].filter(word => b.has(word)).length
  return 4 * common >= a.size + b.size
}

/** What names a part in each text, by a way of knowing it; empty where nothing does. */
const NAMED: Readonly<Record<Way, { was(part: Named, chosen: Chosen): string; is(part: Named): string }>> = {
  chosen: { was: ({ key }, chosen) => chosen[key] ?? '', is: ({ key }) => key },
  key: { was: ({ key }) => key, is: ({ key }) => key },
  code: { was: ({ code }) => code, is: ({ code }) => code },
  title: { was: ({ title }) => fold(title), is: ({ title }) => fold(title) },
}

/** The parts that a name alone calls. */
function alone<T>(list: readonly T[], name: (one: T) => string): Map<string, T> {
  const known = new Map<string, T | null>()
  for (const one of list) {
    const called = name(one)
    if (called !== '') known.set(called, known.has(called) ? null : one)
  }
  return new Map([...known].flatMap(([called, one]) => (one === null ? [] : [[called, one] as const])))
}

/** Which parts of two texts are the same: one of each at most, and nothing is guessed where two would do. */
export function matched<T extends Named>(before: readonly T[], after: readonly T[], chosen: Chosen = {}): Matched<T> {
  const found = new Map<T, { before: T; way: Way }>()
  const settled = new Set<T>()
  for (const way of WAYS) {
    const { was, is } = NAMED[way]
    const open = before.filter(one => !settled.has(one) && (way === 'chosen' || chosen[one.key] !== null))
    const then = alone(open, one => was(one, chosen))
    const now = alone(after.filter(one => !found.has(one)), is) // biome-ignore format: one line
    for (const [name, one] of then) {
      const same = now.get(name)
      if (same === undefined || (way === 'code' && !isClose(one.title, same.title))) continue
      found.set(same, { before: one, way })
      settled.add(one)
    }
  }
  return {
    pairs: after.flatMap(one => {
      const was = found.get(one)
      return was ? [{ before: was.before, after: one, way: was.way }] : []
    }),
    gone: before.filter(one => !settled.has(one)),
    come: after.filter(one => !found.has(one)),
  }
}
