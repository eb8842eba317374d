import { fold, type Rhythm } from '#kernel'
import { isNumeric, type Kind } from '../kinds.ts'
import { closest } from './closest.ts'

/** What a formula may know of an indicator of its scheme. */
export interface Known {
  key: string
  /** Other names it is called by where no other indicator has them: its code, its action’s code when it is alone there, its label. */
  names: readonly string[]
  kind: Kind
  /** As people write it; see {@link readUnit}. */
  unit: string
  /** The units of the figures that a ratio divides, where they are said. */
  parts?: { numerator: string; denominator: string }
  rhythm: Rhythm
  rows: readonly { key: string; label: string }[]
  /** The keys that its own formula reads; empty where it has none. */
  uses: readonly string[]
}

/** The form under which two names are the same: case, accents, spaces and kinds of dashes do not count. */
const folded = (text: string): string => fold(text).replace(/[\u2010-\u2014\u2212]/g, '-')

/** The indicators of a scheme, found by what a formula calls them. Make it once for a whole set of formulas. */
export class Catalogue {
  readonly #exact: ReadonlyMap<string, Known>
  readonly #byKey = new Map<string, Known>()
  readonly #byName = new Map<string, Known[]>()

  constructor(known: readonly Known[]) {
    this.#exact = new Map(known.map(one => [one.key, one]))
    for (const one of known) {
      this.#byKey.set(folded(one.key), one)
      for (const name of new Set(one.names.map(folded)))
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), one])
    }
  }

  /** The indicator of a key as it is kept. */
  get(key: string): Known | undefined {
    return this.#exact.get(key)
  }

  /** Those that a name may mean: a key is one; no other name wins over it. */
  find(name: string): readonly Known[] {
    const one = this.#byKey.get(folded(name))
    return one ? [one] : (this.#byName.get(folded(name)) ?? [])
  }

  /** The key nearest to a name that means nothing, numbers only. */
  nearest(name: string): string | null {
    const near = closest(folded(name), this.#names())
    return near === null ? null : (this.find(near)[0]?.key ?? null)
  }

  *#names() {
    for (const [key, { kind }] of this.#byKey) if (isNumeric(kind)) yield key
    for (const [name, [first, ...more]] of this.#byName)
      if (more.length === 0 && first && isNumeric(first.kind)) yield name
  }
}

/** A row by its key or its label. */
export function rowOf({ rows }: Known, text: string) {
  return (
    rows.find(({ key }) => folded(key) === folded(text)) ?? rows.find(({ label }) => folded(label) === folded(text))
  )
}

/** The row whose name is nearest. */
export function nearestRow({ rows }: Known, text: string): string | null {
  const near = closest(
    folded(text),
    rows.flatMap(({ key, label }) => [folded(key), folded(label)]),
  )
  return rows.find(({ key, label }) => folded(key) === near || folded(label) === near)?.label ?? null
}

/**
 * The way from an indicator back to one whose formula must not read it: `['B', 'C', 'A']` when B reads C which reads A.
 * Null when there is none.
 */
export function pathTo(target: string, from: Known, catalogue: Catalogue): readonly string[] | null {
  const cameFrom = new Map<string, string | null>([[from.key, null]])
  const waiting = [from]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.key === target) {
      const path: string[] = []
      for (let key: string | null = one.key; key !== null; key = cameFrom.get(key) ?? null) path.unshift(key)
      return path
    }
    for (const key of one.uses) {
      const next = catalogue.get(key)
      if (!next || cameFrom.has(next.key)) continue
      cameFrom.set(next.key, one.key)
      waiting.push(next)
    }
  }
  return null
}
