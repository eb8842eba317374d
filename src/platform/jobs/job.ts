import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Writer } from '#platform/db'

/** How a job is tried again: so many times, after so many seconds, twice as many each time, up to a ceiling. */
export interface Retry {
  times: number
  first: number
  longest: number
}

/** A kind of job, without what its data is made of. */
export interface AnyKind {
  /** Lower case and hyphens. */
  readonly name: string
  readonly retry: Retry
  /** How many seconds one attempt may take: it is then told to stop, and the job is tried again. */
  readonly longest: number
  /** When it is added by itself, as a cron line, in Paris. */
  readonly every?: string
  /** Too long to be waited for when the process stops: it is told at once, and begun again by the next process. */
  readonly long?: true
}

/** A kind of job: what its data is, and how it is tried again. */
export interface JobKind<T extends object> extends AnyKind {
  readonly data: z.ZodType<T>
}

/** What fails for an hour or two is waited for: about eight hours in all. */
const PATIENT: Retry = { times: 14, first: 30, longest: 3600 }

/**
 * Declares a kind of job. What it carries is kept as it is until a day after its end, thirty days when it failed for good:
 * prefer identifiers to names and addresses, and no secret.
 * @param kind.every adds it by itself, with data `{}`
 */
export function defineJob<T extends object>(
  kind: Pick<JobKind<T>, 'name' | 'data' | 'every' | 'long'> & { retry?: Partial<Retry>; longest?: number },
): JobKind<T> {
  return { longest: 900, ...kind, retry: { ...PATIENT, ...kind.retry } }
}

/** A job that is being done. */
export interface Job<T> {
  /** The same at each attempt: what names the effect of the job where that effect is outside the database. */
  readonly id: string
  readonly data: T
  /** From 1. */
  readonly attempt: number
  /** Says when to stop: it has taken too long, or the process ends. */
  readonly signal: AbortSignal
  /**
   * Ends the job in the transaction of its effect, whatever its role: both are kept or neither is, whoever else has taken up the job
   * meanwhile. Call it last.
   * @throws when the job was already ended, by somebody who thought this process dead: what this transaction did is then rolled back
   */
  done(trx: Writer): Promise<void>
}

/** The job will never succeed: it is not tried again. The reason is for the operator. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp'
}

/** What does the jobs of a kind. */
export interface Handler {
  readonly kind: AnyKind
  run(job: Job<unknown>): Promise<void>
}

/**
 * What does the jobs of a kind. It returns when the job is done, and throws when it is to be tried again, or {@link GiveUp}.
 *
 * A job is done at least once: a process may be killed after the effect and before it is written that it was done. Where the effect is in
 * the database, `job.done(trx)` in its transaction makes it exactly once; elsewhere `job.id` lets whoever receives it recognise it.
 */
export function handler<T extends object>(kind: JobKind<T>, run: (job: Job<T>) => Promise<void>): Handler {
  return {
    kind,
    run: job => {
      const data = kind.data.safeParse(job.data)
      // The data of a job that an earlier version added may be of another shape: its values are left out of the reason.
      if (!data.success) throw new GiveUp(`unreadable data: ${fieldsOf(data.error)}`)
      return run({ ...job, data: data.data })
    },
  }
}

/** Where an input is wrong, without what it says: reasons outlive jobs. */
export const fieldsOf = ({ issues }: z.ZodError) => issues.map(({ path }) => path.join('.')).join(', ')

/** The identifier of the job of this kind and key: adding it again changes nothing. */
export function idOf(kind: string, key: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([kind, key]))
    .digest('hex')
  // Version 8 of RFC 9562: a value of our own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A reason without the addresses of people, which servers repeat: it goes to the log, and stays when the job is gone. */
export const withoutAddresses = (text: string) => text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…@…')
