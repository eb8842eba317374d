import { CompiledQuery, sql } from 'kysely'
import type { ConstructorOptions, JobResult, JobWithMetadata, PgBoss } from 'pg-boss'
import { Refusal } from '#kernel'
import { afterCommit, type Database, type Writer } from '#platform/db'
import type { Log } from '#platform/log'
import { type FailedJob, failedJobs } from './failed.ts'
import { install, openBoss, SCHEMA } from './install.ts'
import { type AnyKind, GiveUp, type Handler, idOf, type JobKind, withoutAddresses } from './job.ts'

export interface JobsOptions {
  log: Log
  /** After how many seconds a process looks for jobs that others added, or that wait to be tried again; its own it knows at once. */
  poll?: number
}

/** How long those who do jobs may take to end when the process stops, in milliseconds. */
const LAST_JOBS = 30_000

/** The library's statements, in a transaction of ours. */
const inside = (trx: Writer): NonNullable<ConstructorOptions['db']> => ({
  executeSql: async (text, values = []) => ({
    rows: (await trx.executeQuery(CompiledQuery.raw(text, [...values]))).rows,
  }),
})

/** What begins within so many milliseconds is waited for by whoever adds it. */
const SOON = 60_000

/**
 * What is done later, by whichever process serves: added in the transaction of the change that causes it, tried again when it fails.
 * Every process may add once it has opened it; only those that start it do jobs.
 */
export class Jobs {
  private readonly db: Database
  private readonly kinds: readonly AnyKind[]
  private readonly log: Log
  private readonly poll: number
  private adding: PgBoss | undefined
  private working: PgBoss | undefined
  private readonly workers = new Map<string, string>()
  private readonly ending = new AbortController()

  /** @param kinds all that this process may add or do */
  constructor(db: Database, kinds: readonly AnyKind[], { log, poll = 10 }: JobsOptions) {
    this.db = db
    this.kinds = kinds
    this.log = log
    this.poll = poll
  }

  /** Makes the tables of jobs or brings them up to date: before the first job is added. */
  async open(): Promise<void> {
    if (this.adding) return
    await install(this.db, this.kinds)
    this.adding = await this.begin({ migrate: false, supervise: false, schedule: false })
  }

  private async begin(more: Parameters<typeof openBoss>[1]): Promise<PgBoss> {
    const boss = await openBoss(this.db, more)
    boss.on('error', error => this.log.error({ why: withoutAddresses(error.message) }, 'jobs: a statement failed'))
    boss.on('warning', ({ message }) => this.log.warn({ why: message }, 'jobs'))
    return boss.start()
  }

  /**
   * Adds a job in the caller's transaction, under whatever role: it exists when that is committed, and never when it is rolled back.
   * @param options.key adding a second job of this kind and key changes nothing, until a day after the first has ended
   * @param options.after when it may begin
   */
  async add<T extends object>(
    trx: Writer,
    kind: JobKind<T>,
    data: NoInfer<T>,
    { key, after }: { key?: string; after?: Date } = {},
  ): Promise<void> {
    if (!this.adding) throw new Error('jobs are opened before one is added')
    const job = {
      data: kind.data.parse(data),
      ...(key === undefined ? {} : { id: idOf(kind.name, key) }),
      ...(after === undefined ? {} : { startAfter: after }),
    }
    await this.adding.insert(kind.name, [job], { db: inside(trx) })
    const wait = after === undefined ? 0 : after.getTime() - Date.now()
    // One that may begin soon is taken up then, not when workers next look; the others are for them to find.
    await afterCommit(trx, () => {
      if (wait <= 0) this.wake(kind.name)
      else if (wait < SOON) setTimeout(() => this.wake(kind.name), wait + 50).unref()
    })
  }

  private wake(kind: string) {
    const worker = this.workers.get(kind)
    if (worker !== undefined) this.working?.notifyWorker(worker)
  }

  /** Begins to do jobs, and adds those that come back by themselves. */
  async start(handlers: readonly Handler[]): Promise<void> {
    await this.open()
    const boss = await this.begin({
      superviseIntervalSeconds: 30,
      monitorIntervalSeconds: 30,
      maintenanceIntervalSeconds: 3600,
      cronWorkerIntervalSeconds: 30,
      // Jobs that wait for others, which ours do not.
      flowIntervalSeconds: 3600,
      bamIntervalSeconds: 3600,
      reindex: this.db.engine === 'postgres',
    })
    this.working = boss
    await this.takeUp(boss)
    await this.plan(boss, handlers)
    for (const handler of handlers) {
      const { name } = handler.kind
      const worker = await boss.work(
        name,
        { includeMetadata: true, perJobResults: true, pollingIntervalSeconds: this.poll },
        async (jobs: JobWithMetadata<unknown>[]) => {
          const results = await Promise.all(jobs.map(job => this.attempt(boss, handler, job)))
          // The next one without waiting.
          this.wake(name)
          return results
        },
      )
      this.workers.set(name, worker)
    }
    const failed = await this.failed()
    if (failed.length > 0) this.log.warn({ failed: failed.length }, 'jobs failed for good in the last thirty days')
  }

  /** The jobs of processes that are dead are tried again. The embedded database is this process's alone: any other is dead. */
  private async takeUp(boss: PgBoss) {
    if (this.db.engine === 'postgres') return boss.supervise()
    const { rows } = await this.db.run(`select name, id from ${SCHEMA}.job where state = 'active'`)
    for (const { name, id } of rows) await boss.fail(String(name), String(id), { reason: 'the process was killed' })
  }

  private async plan(boss: PgBoss, handlers: readonly Handler[]) {
    const planned = new Map(handlers.flatMap(({ kind }) => (kind.every === undefined ? [] : [[kind.name, kind.every]])))
    for (const { name } of await boss.getSchedules()) if (!planned.has(name)) await boss.unschedule(name)
    for (const [name, every] of planned) await boss.schedule(name, every, {}, { tz: 'Europe/Paris' })
  }

  private async attempt(boss: PgBoss, handler: Handler, job: JobWithMetadata<unknown>): Promise<JobResult> {
    const { id, name, data } = job
    const signal = handler.kind.long ? AbortSignal.any([job.signal, this.ending.signal]) : job.signal
    const attempt = job.retryCount + 1
    try {
      await handler.run({ id, data, attempt, signal, done: trx => this.done(boss, name, id, trx) })
      return { id, status: 'completed' }
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error))
      const forGood = error instanceof GiveUp || job.retryCount >= job.retryLimit
      const fault = error instanceof GiveUp || error instanceof Refusal ? {} : { stack: withoutAddresses(stack ?? '') }
      const reason = withoutAddresses(message)
      if (forGood) this.log.error({ job: name, id, attempt, reason, ...fault }, 'job failed for good')
      else this.log.warn({ job: name, id, attempt, reason, ...fault }, 'job failed, to be tried again')
      return { id, status: error instanceof GiveUp ? 'deadletter' : 'failed', output: { reason } }
    }
  }

  /** Under the owner's role, since who adds jobs may not touch them; then under the caller's again. */
  private async done(boss: PgBoss, name: string, id: string, trx: Writer) {
    const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(trx)
    const role = rows[0]?.role ?? 'none'
    const become = (other: string) => sql`select set_config('role', ${other}, true)`.execute(trx)
    if (role !== 'none') await become('none')
    const { affected } = (await boss.complete(name, id, null, { db: inside(trx) })) as { affected: number }
    if (affected !== 1) throw new Error('the job was ended by another meanwhile')
    if (role !== 'none') await become(role)
  }

  /** The jobs that failed for good in the last thirty days, the latest first. */
  failed = (): Promise<FailedJob[]> => failedJobs(this.db)

  /** Stops doing jobs: those begun are waited for half a minute, the long ones told to stop at once; what is left is tried again. */
  async stop(): Promise<void> {
    const { working, adding } = this
    this.ending.abort()
    this.working = undefined
    this.adding = undefined
    this.workers.clear()
    // Without its database it cannot say what it leaves behind: the next one to start finds it.
    const leave = (error: Error) =>
      this.log.error({ why: withoutAddresses(error.message) }, 'jobs did not stop cleanly')
    await working?.stop({ timeout: LAST_JOBS }).catch(leave)
    await adding?.stop({ graceful: false }).catch(leave)
  }
}
