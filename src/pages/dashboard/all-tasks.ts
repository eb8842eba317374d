import { bodyTasks } from '#features/bodies'
import { considerationTasks, correctionTasks } from '#features/contracts'
import { commentTasks } from '#features/discussion'
import { evaluationTasks } from '#features/evaluation'
import { expectedTasks } from '#features/indicators'
import { type Invitations, invitationTasks, type Tasks } from '#features/organisations'
import { offerTasks } from '#features/scheme'
import { surveyTasks } from '#features/surveys'
import type { Database } from '#platform/db'

/** What awaits somebody, by the features that know of it: those that others wait for first. */
export const tasksOf = ({ db, invitations }: { db: Database; invitations: Invitations }): readonly Tasks[] => [
  commentTasks(db),
  bodyTasks(db),
  evaluationTasks(db),
  offerTasks(db),
  expectedTasks(db),
  surveyTasks(db),
  invitationTasks(invitations),
  correctionTasks(db),
  considerationTasks(db),
]
