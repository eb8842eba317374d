import type { Handler } from '#platform/jobs'
import { SWEEP_JOBS, sweepHandler } from './attachments/sweeping.ts'
import type { Means } from './discussion.ts'
import { LETTER_JOBS, letterHandlers, type Post } from './letters.ts'

/** The kinds of jobs of this feature. */
export const DISCUSSION_JOBS = [...LETTER_JOBS, ...SWEEP_JOBS] as const

/** What tells people of comments, and forgets the bytes of attachments that were removed. */
export const discussionHandlers = (post: Post & Pick<Means, 'dataDir'>): Handler[] => [
  ...letterHandlers(post),
  sweepHandler(post),
]
