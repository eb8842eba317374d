import type { Child } from 'hono/jsx'
import type { Actor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Scheme } from './scheme.ts'

/** Who reads a scheme over, where somebody does. */
export interface Verifier {
  /** Why the working text may not be adopted as it is, in French sentences; none where it may. */
  blocking(trx: Writer, actor: Actor, scheme: Scheme): Promise<readonly string[]>
  /**
   * Why the text that waits may not be said to be adopted yet, in French sentences; none where it may.
   * @param on the day of its adoption, `YYYY-MM-DD`
   */
  adoption?(trx: Writer, actor: Actor, scheme: Scheme, on: string): Promise<readonly string[]>
  /** What was found, in a line that leads to it. */
  summary(trx: Writer, actor: Actor, scheme: Scheme): Promise<Child>
}
