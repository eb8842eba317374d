import { bodyTasks } from '#features/bodies'
import { considerationTasks, correctionTasks } from '#features/contracts'
import { commentTasks } from '#features/discussion'
import { evaluationTasks } from '#features/evaluation'
import { expectedTasks } from '#features/indicators'
import { invitationTasks, type Tasks } from '#features/organisations'
import { offerTasks } from '#features/scheme'
import { surveyTasks } from '#features/surveys'
import type { Database } from '#platform/db'

/** What awaits somebody, by the features that know of it: those that others wait for first. */
export const tasksOf = (db: Database): WaitingTasks => ({
  inside: (held, decides) => [
    commentTasks(held),
    ...(decides ? [] : [bodyTasks(held)]),
    evaluationTasks(held),
    offerTasks(held),
    expectedTasks(held),
    surveyTasks(held),
    invitationTasks(held),
  ],
  outside: [correctionTasks(db), considerationTasks(db)],
})

/** Who is asked what awaits somebody. */
export interface WaitingTasks {
  /**
   * Those that read in one transaction that speaks for them.
   * @param decides whether what bodies wait for is said otherwise
   */
  inside(held: Database, decides: boolean): readonly Tasks[]
  /** Those that read the register. */
  outside: readonly Tasks[]
}
