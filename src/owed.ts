import { casesOwed } from '#features/bodies'
import { evaluationOwed } from '#features/evaluation'
import type { OwedOf } from '#features/reminders'
import { surveysOwed } from '#features/surveys'

/** All that members may owe by a day. */
export const OWED: readonly OwedOf[] = [evaluationOwed, casesOwed, surveysOwed]
