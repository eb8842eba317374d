/** Mails: written by features, sent by a job, to a server or to a folder. */
export { mailCheck } from './check.ts'
export { Mailer, type Mailing, mailJob, outboxJob } from './mailer.ts'
export type { Message } from './message.ts'
export { type KeptMessage, Outbox } from './outbox.ts'
