import type { Case } from '#features/bodies'
import { standingOf } from '#features/governance'

/** What bodies have to say of a report before it is published. */
export interface Validation {
  /** Whether the scheme says that it is published. */
  published: boolean
  /** Whether bodies validate it. */
  chained: boolean
  /** The last time it was submitted. */
  asked: Case | null
}

/** What a report waits for before it is published: nothing, that its scheme publishes it, that bodies accept it, or accept it as it has become. */
export type Waiting = 'kept' | 'to-submit' | 'submitted' | 'changed-since'

/** @param fingerprint of what it says now */
export function waitingOf({ published, chained, asked }: Validation, fingerprint: string): Waiting | null {
  const validation = validationWaiting({ chained, asked }, fingerprint)
  return published ? validation : 'kept'
}

/** The same of bodies alone, whether or not it is to be published. */
export function validationWaiting(
  { chained, asked }: Pick<Validation, 'chained' | 'asked'>,
  fingerprint: string,
): Exclude<Waiting, 'kept'> | null {
  if (!chained) return null
  const { standing } = standingOf(asked ?? undefined, fingerprint)
  if (standing === 'accepted') return null
  if (standing === 'open') return 'submitted'
  return standing === 'changed-since' ? 'changed-since' : 'to-submit'
}
