import type { Handler } from '#platform/jobs'
import { LETTER_JOBS, letterHandlers, type Post } from './inviting/letters.ts'
import { daysHandler, daysJob } from './life.ts'

/** The kinds of jobs of this feature. */
export const SURVEY_JOBS = [daysJob, ...LETTER_JOBS] as const

/** What opens and closes surveys on their day, and tells people of them. */
export const surveyHandlers = (post: Post): Handler[] => [daysHandler(post), ...letterHandlers(post)]
