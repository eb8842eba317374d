/** An indicator with a formula, and the keys that it reads. */
export interface Planned {
  key: string
  uses: readonly string[]
}

/** In which order to compute formulas. */
export interface Plan {
  /** Each after all that it reads. */
  order: readonly string[]
  /** Those that go round, as they would be read: `['a', 'b', 'a']`. */
  cycles: readonly (readonly string[])[]
  /** Those that cannot be computed: within a cycle, or reading one that is. */
  stuck: readonly string[]
}

/** Orders a set of formulas so that each comes after those that it reads; what is no formula of the set is known already. */
export function plan(set: readonly Planned[]): Plan {
  const uses = new Map(set.map(({ key, uses }) => [key, uses] as const))
  const readers = new Map<string, string[]>()
  const waits = new Map<string, number>()
  for (const { key } of set) {
    const within = (uses.get(key) ?? []).filter(used => uses.has(used))
    waits.set(key, within.length)
    for (const used of within) {
      const list = readers.get(used)
      if (list) list.push(key)
      else readers.set(used, [key])
    }
  }
  const order = [...uses.keys()].filter(key => waits.get(key) === 0)
  // What is added while it is walked is walked too.
  for (const key of order)
    for (const reader of readers.get(key) ?? []) {
      const left = (waits.get(reader) ?? 0) - 1
      waits.set(reader, left)
      if (left === 0) order.push(reader)
    }
  const done = new Set(order)
  const stuck = [...uses.keys()].filter(key => !done.has(key))
  return { order, stuck, cycles: cyclesOf(stuck, uses) }
}

/** Whoever is stuck reads one that is stuck: following them comes round. */
function cyclesOf(stuck: readonly string[], uses: ReadonlyMap<string, readonly string[]>): string[][] {
  const among = new Set(stuck)
  const walked = new Set<string>()
  const cycles: string[][] = []
  for (const start of stuck) {
    const path: string[] = []
    let key: string | undefined = start
    while (key !== undefined && !walked.has(key)) {
      walked.add(key)
      path.push(key)
      key = uses.get(key)?.find(used => among.has(used))
    }
    const from = key === undefined ? -1 : path.indexOf(key)
    if (from >= 0) cycles.push([...path.slice(from), path[from] as string])
  }
  return cycles
}
