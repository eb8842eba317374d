/** What is done later: added with the change that causes it, done by whoever serves, tried again when it fails. */

export { SCHEMA as JOBS_SCHEMA } from './install.ts'
export {
  defineJob,
  fieldsOf,
  GiveUp,
  type Handler,
  handler,
  type Job,
  type JobKind,
} from './job.ts'
export { type FailedJob, Jobs, type JobsOptions } from './jobs.ts'
