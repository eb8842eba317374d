import type { Reader } from '#platform/db'
import type { Saying } from '../decp/sayings.ts'
import type { Packed } from './packed.ts'

/** What the records of some contracts say, in their order: a count, or 1 for yes and 0 for no; −1 where one says nothing. */
export type Said = Partial<Record<Saying, Int16Array>>

/** Contracts whose records were read, in the order of files and rows, and what they said. */
interface Recalled {
  contracts: Places
  said: Said
}

type Places = Pick<Packed, 'length' | 'imports' | 'positions'>

/** What is kept in memory at most: some ten bytes a contract. */
const CONTRACTS_AT_MOST = 500_000

const recalled = new WeakMap<Reader, Map<string, Recalled>>()

/**
 * Gives what was read before of the records of a buyer, and the ranks of the contracts whose records are still to be read: a record never changes,
 * and after an import few are new.
 * @param whose the buyer, in one word
 */
export function recall(db: Reader, whose: string, contracts: Packed, said: Said): number[] {
  const before = recalled.get(db)?.get(whose)
  const wanted = Object.keys(said) as Saying[]
  if (before === undefined || wanted.some(saying => before.said[saying] === undefined))
    return Array.from({ length: contracts.length }, (_, i) => i)
  const missing: number[] = []
  for (let i = 0, j = 0; i < contracts.length; i++) {
    while (j < before.contracts.length && order(before.contracts, j, contracts, i) < 0) j++
    if (j === before.contracts.length || order(before.contracts, j, contracts, i) > 0) missing.push(i)
    else for (const saying of wanted) (said[saying] as Int16Array)[i] = (before.said[saying] as Int16Array)[j] as number
  }
  return missing
}

/** Keeps what was read of the records of a buyer, unless more is kept; what was kept first goes first. */
export function remember(db: Reader, whose: string, contracts: Packed, said: Said) {
  const kept = recalled.get(db) ?? new Map<string, Recalled>()
  recalled.set(db, kept)
  const before = kept.get(whose)
  const sayings = Object.keys(said).length
  if (before && (before.contracts.length > contracts.length || Object.keys(before.said).length > sayings)) return
  kept.delete(whose)
  const { length, imports, positions } = contracts
  kept.set(whose, { contracts: { length, imports, positions }, said })
  let total = 0
  for (const [key, one] of [...kept].reverse()) {
    total += one.contracts.length
    if (total > CONTRACTS_AT_MOST) kept.delete(key)
  }
}

function order(a: Places, i: number, b: Places, j: number): number {
  return (a.imports[i] as number) - (b.imports[j] as number) || (a.positions[i] as number) - (b.positions[j] as number)
}
