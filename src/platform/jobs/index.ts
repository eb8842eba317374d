/** What is done later: added with the change that causes it, done by whoever serves, tried again when it fails. */
export { jobsCheck } from './check.ts'
export type { FailedJob } from './failed.ts'
export { SCHEMA as JOBS_SCHEMA } from './install.ts'
export {
  defineJob,
  fieldsOf,
  GiveUp,
  type Handler,
  handler,
  type Job,
  type JobKind,
  withoutAddresses,
} from './job.ts'
export { Jobs, type JobsOptions } from './jobs.ts'
