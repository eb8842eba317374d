import type { TrailWords } from '#features/audit'
import { BODY_WORDS } from '#features/bodies'
import { CALENDAR_WORDS } from '#features/calendar'
import { CORRECTING_WORDS, UPLOAD_WORDS } from '#features/contracts'
import { DISCUSSION_WORDS } from '#features/discussion'
import { EVALUATION_WORDS } from '#features/evaluation'
import { VALUE_WORDS } from '#features/indicators'
import { TRAIL_WORDS } from '#features/organisations'
import { PUBLISHING_WORDS } from '#features/publications'
import { REMINDER_WORDS } from '#features/reminders'
import { REPORT_WORDS } from '#features/reports'
import { SCHEME_WORDS } from '#features/scheme'
import { SURVEY_WORDS } from '#features/surveys'
import { VIEW_WORDS } from '#features/views'

/** What each feature says of its own acts; where two name the same thing, the last is kept. */
const SAID: readonly Partial<TrailWords>[] = [
  BODY_WORDS,
  EVALUATION_WORDS,
  TRAIL_WORDS,
  PUBLISHING_WORDS,
  UPLOAD_WORDS,
  CORRECTING_WORDS,
  SCHEME_WORDS,
  VALUE_WORDS,
  REPORT_WORDS,
  DISCUSSION_WORDS,
  SURVEY_WORDS,
  REMINDER_WORDS,
  CALENDAR_WORDS,
  VIEW_WORDS,
]

const all = <Part extends keyof TrailWords>(part: Part): TrailWords[Part] =>
  Object.assign({}, ...SAID.map(words => words[part]))

/** All that the trail is told with. */
export const TRAIL: TrailWords = {
  acts: all('acts'),
  relations: all('relations'),
  columns: all('columns'),
  values: all('values'),
}
