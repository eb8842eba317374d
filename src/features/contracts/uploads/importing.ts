import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { holdAsAdministrator } from '#features/organisations'
import { parisDay, Refusal } from '#kernel'
import { signedBy, Unavailable, type Writer } from '#platform/db'
import { freeBytes, ROOM } from '#platform/files'
import { GiveUp, type Job } from '#platform/jobs'
import { importFile } from '../register/imports.ts'
import { RejectsFile } from '../register/rejects-file.ts'
import { isThere, pathOf, remove } from './depot.ts'
import { refuse, sentenceOf } from './labels.ts'
import type { Intake, Upload } from './uploads.ts'

type Task = Job<{ upload: string }>

/** After so many attempts that end in a fault, nobody tries again. */
export const ATTEMPTS = 3
/** How often the row says how far the reading is, and asks whether it is still wanted; how often a place that is taken is asked for again (milliseconds). */
const BEAT = 1000
const TURN = 2000

const now = sql<Date>`now()`
/** The upload is no more to be read: cancelled, or read by another meanwhile. */
class Unwanted extends Error {}

/** The upload that a job is about, and its organisation; null when there is nothing left to read. Refuses when its sender may no longer import. */
async function claimed({ db }: Intake, id: string) {
  return db.transaction(async trx => {
    const upload = await trx
      .selectFrom('upload')
      .selectAll()
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'reading'])
      .executeTakeFirst()
    if (upload === undefined) return null
    const { organisation_id, person_id } = upload
    const organisation = await trx
      .selectFrom('organisation')
      .select(['id', 'siren', 'name'])
      .where('id', '=', organisation_id)
      .executeTakeFirstOrThrow()
    return { upload, organisation, allowed: await isAllowed(trx, upload, person_id) }
  })
}

async function isAllowed(trx: Writer, { organisation_id, all_buyers }: Upload, person: string): Promise<boolean> {
  const membership = { id: '', organisation: { id: organisation_id, siren: '', name: '' }, roles: [], suspended: false }
  try {
    await holdAsAdministrator(trx, { person: { id: person, name: '', email: '' }, membership })
  } catch (error) {
    if (error instanceof Refusal && !(error instanceof Unavailable)) return false
    throw error
  }
  if (!all_buyers) return true
  const { rows } = await sql<{ administrator: boolean }>`select administrator from person where id = ${person}`.execute(
    trx,
  )
  return rows[0]?.administrator === true
}

/** Says every second how far a reading is, and stops it when it is no more wanted, or when the process ends. */
class Watch {
  /** Records read so far; null until its turn has come. */
  read: number | null = null
  unwanted = false
  readonly signal: AbortSignal
  private readonly intake: Intake
  private readonly id: string
  private readonly stopping = new AbortController()
  private readonly timer: NodeJS.Timeout
  private asking = false

  constructor(intake: Intake, id: string, job: AbortSignal) {
    this.intake = intake
    this.id = id
    this.signal = AbortSignal.any([job, this.stopping.signal])
    this.timer = setInterval(() => this.beat(), BEAT)
  }

  at(read: number) {
    const first = this.read === null
    this.read = read
    if (first) void this.beat()
  }

  private async beat() {
    if (this.asking) return
    this.asking = true
    try {
      if (await isWanted(this.intake, this.id, this.read)) return
      this.unwanted = true
      this.stopping.abort()
    } catch {
      // A database that cannot be asked stops the reading by itself.
    } finally {
      this.asking = false
    }
  }

  end() {
    clearInterval(this.timer)
  }
}

async function isWanted({ db }: Intake, id: string, read: number | null): Promise<boolean> {
  return db.transaction(async trx => {
    const row = await trx
      .updateTable('upload')
      .set({ alive_at: now, read: read ?? 0 })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'reading'])
      .returning(['state', 'cancelled_at', 'person_id'])
      .executeTakeFirst()
    if (row === undefined || row.cancelled_at) return false
    if (row.state === 'waiting' && read !== null) {
      await signedBy(trx, { person: row.person_id, act: 'import-file' })
      await trx.updateTable('upload').set({ state: 'reading' }).where('id', '=', id).execute()
    }
    return true
  })
}

/** Does what only one may do at a time, when its turn has come. */
export async function inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'import-running') throw error
    }
    await pause(TURN, undefined, { signal })
  }
}

/** Ends an upload and its job at once, whatever came of it. */
async function settle({ db }: Intake, job: Task, { id, person_id }: Upload, how: Pick<Upload, 'state' | 'reason'>) {
  await db.transaction(async trx => {
    await signedBy(trx, { person: person_id, act: 'import-file' })
    await trx
      .updateTable('upload')
      .set({ ...how, ended_at: now })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'reading'])
      .execute()
    await job.done(trx)
  })
}

/**
 * Imports an upload. It is settled, and its job ended, in the transaction that makes it visible: whoever is killed at any moment, or thought dead,
 * never imports it twice.
 */
export async function importUpload(intake: Intake, job: Task): Promise<void> {
  const found = await claimed(intake, job.data.upload)
  if (found === null) return remove(intake, job.data.upload)
  const { upload, organisation, allowed } = found
  const { id, file, all_buyers, person_id } = upload
  const over = async (state: 'refused' | 'interrupted' | 'cancelled', reason: string | null) => {
    await settle(intake, job, upload, { state, reason })
    remove(intake, id)
  }
  if (!allowed)
    return over(
      'refused',
      sentenceOf(() => refuse('rights-lost')),
    )
  if (!isThere(intake, id)) {
    // A disk that several machines share may be late.
    if (job.attempt < ATTEMPTS) throw new Error('the file is not on this disk')
    return over(
      'interrupted',
      sentenceOf(() => refuse('file-gone')),
    )
  }
  const rejects = new RejectsFile(intake.dataDir)
  const watch = new Watch(intake, id, job.signal)
  const read = () =>
    importFile(intake.db, {
      path: pathOf(intake, id),
      file,
      author: organisation.name,
      today: parisDay(new Date()),
      signal: watch.signal,
      ...(all_buyers ? {} : { only: organisation.siren }),
      onReject: reject => rejects.add(file, reject),
      rejectsFile: () => rejects.path,
      onProgress: read => {
        watch.at(read)
        if (freeBytes(intake.dataDir) < ROOM) throw new Unavailable('disk-full', 'less than 64 MB are free')
      },
      onFinish: async (trx, importId) => {
        await signedBy(trx, { person: person_id, act: 'import-file' })
        const { numUpdatedRows } = await trx
          .updateTable('upload')
          .set({ state: 'finished', import_id: importId, read: watch.read ?? 0, ended_at: now })
          .where('id', '=', id)
          .where('state', 'in', ['waiting', 'reading'])
          .where('cancelled_at', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows !== 1n) throw new Unwanted()
        await job.done(trx)
      },
    })
  try {
    if (!(await intake.db.busy('import'))) watch.at(0)
    await inTurn(read, watch.signal)
    remove(intake, id)
  } catch (error) {
    rejects.backTo(0)
    if (watch.unwanted || error instanceof Unwanted) return await over('cancelled', null)
    // The process ends: whoever comes next begins again.
    if (job.signal.aborted) throw error
    const full =
      error instanceof Unavailable ? error.code === 'disk-full' : (error as NodeJS.ErrnoException).code === 'ENOSPC'
    if (full) return await over('refused', new Unavailable('disk-full', '').message)
    if (error instanceof Unavailable) throw error
    if (error instanceof Refusal) return await over('refused', error.message)
    if (job.attempt < ATTEMPTS) throw error
    await over(
      'interrupted',
      sentenceOf(() => refuse('reading-failed')),
    )
    throw new GiveUp((error as Error).message)
  } finally {
    watch.end()
    rejects.close()
  }
}
