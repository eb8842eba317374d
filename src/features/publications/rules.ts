import { refuse } from './labels.ts'

/** What the rules know of a publication of the same kind and period. */
export interface Known {
  number: number
  replaces: number | null
  /** Null as long as it is not. */
  withdrawn: unknown
}

/** The publication of a kind and period that stands: neither withdrawn nor corrected. */
export function standingOf<K extends Known>(history: readonly K[]): K | undefined {
  return history.findLast(
    ({ number, withdrawn }) => withdrawn === null && !history.some(({ replaces }) => replaces === number),
  )
}

/**
 * Refuses what would contradict what is published already of the same kind and period: a second one beside the one that stands, a correction of
 * what does not stand.
 */
export function checkDraft(history: readonly Known[], correction: { number: number; changes: string } | null): void {
  if (correction === null) {
    const standing = standingOf(history)
    if (standing) refuse('already-published', { number: standing.number })
    return
  }
  const { number, changes } = correction
  const replaced = history.find(one => one.number === number)
  if (replaced === undefined) refuse('corrected-unknown', { number })
  else if (replaced.withdrawn !== null) refuse('corrected-withdrawn', { number })
  const by = history.find(({ replaces }) => replaces === number)
  if (by) refuse('already-corrected', { number, by: by.number })
  if (changes === '') refuse('changes-missing')
}
