import { z } from 'zod'
import { defineJob } from '#platform/jobs'

const data = z.object({ upload: z.uuid() })
/** What a long import or undoing may take (seconds). */
const longest = 6 * 3600
const retry = { times: 8, first: 15, longest: 60 }

/** Reads a file that was sent into the register. */
export const importJob = defineJob({ name: 'import-upload', data, retry, longest, long: true })

/** Takes out of the register what an upload brought. */
export const undoJob = defineJob({ name: 'undo-upload', data, retry, longest, long: true })

/** Removes what was begun and forgotten, every hour. */
export const sweepJob = defineJob({ name: 'sweep-uploads', data: z.object({}), every: '20 * * * *' })

/** The kinds of jobs of this feature. */
export const UPLOAD_JOBS = [importJob, undoJob, sweepJob] as const
