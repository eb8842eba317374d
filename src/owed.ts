import { bodyEntries, casesOwed } from '#features/bodies'
import type { EntriesOf } from '#features/calendar'
import { cycleEntries, evaluationOwed } from '#features/evaluation'
import { expectedEntries } from '#features/indicators'
import type { OwedOf } from '#features/reminders'
import { surveyEntries, surveysOwed } from '#features/surveys'

/** All that members may owe by a day. */
export const OWED: readonly OwedOf[] = [evaluationOwed, casesOwed, surveysOwed]

/** All that has a day. */
export const ENTRIES: readonly EntriesOf[] = [bodyEntries, cycleEntries, expectedEntries, surveyEntries]
