import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Scheme } from './scheme.ts'

/** An action that would leave its scheme. */
export interface Leaver {
  /** Its key. */
  action: string
  /** The day it leaves; null where it is removed from the text. */
  on: string | null
}

/** Who says when actions may leave, where somebody does: refuses, in the transaction that would write it, what would leave too early. */
export type Leaving = (trx: Writer, actor: Actor, scheme: Scheme, leavers: readonly Leaver[]) => Promise<void>
