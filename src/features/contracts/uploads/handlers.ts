import { type Handler, handler } from '#platform/jobs'
import { importUpload } from './importing.ts'
import { importJob, sweepJob, undoJob } from './jobs.ts'
import { sweep } from './sweeping.ts'
import { undoUpload } from './undoing.ts'
import type { Intake } from './uploads.ts'

/** What reads the files that were sent, undoes their imports, and removes what was forgotten. */
export const uploadHandlers = (intake: Intake): Handler[] => [
  handler(importJob, job => importUpload(intake, job)),
  handler(undoJob, job => undoUpload(intake, job)),
  handler(sweepJob, () => sweep(intake)),
]
