/** Keeps in memory what was last asked for, so many things at most, each for as long as what it was made from is the same. */
export class Recent<T> {
  readonly #kept = new Map<string, { stamp: string; value: T }>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** What is kept under a name, where it was made from the same; undefined otherwise. */
  get(name: string, stamp: string): T | undefined {
    const kept = this.#kept.get(name)
    if (kept?.stamp !== stamp) return undefined
    this.#kept.delete(name)
    this.#kept.set(name, kept)
    return kept.value
  }

  /** Keeps a thing, and forgets the one that was asked for the longest ago where there are too many. */
  set(name: string, stamp: string, value: T): T {
    this.#kept.delete(name)
    this.#kept.set(name, { stamp, value })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    return value
  }
}
