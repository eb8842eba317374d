import { CONTRACT_MEASURES, contractMeasures } from '#features/contracts'
import { SURVEY_MEASURES, surveyMeasures } from '#features/surveys'
import { allMeasures, type Measure, type Measures } from '#kernel'
import type { Database } from '#platform/db'

/** What indicators may subscribe to: what every feature can measure. */
export const MEASURES: readonly Measure[] = [...CONTRACT_MEASURES, ...SURVEY_MEASURES]

/** The same, computed over a database. */
export const measuresOf = (db: Database): Measures => allMeasures(contractMeasures(db.read), surveyMeasures(db))
