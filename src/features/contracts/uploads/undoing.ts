import { sql } from 'kysely'
import { type Actor, holdAsAdministrator, scopeOf } from '#features/organisations'
import { Refusal } from '#kernel'
import { signedBy, Unavailable } from '#platform/db'
import { GiveUp, type Job } from '#platform/jobs'
import { undoImport } from '../register/undo.ts'
import { remove } from './depot.ts'
import { ATTEMPTS, inTurn } from './importing.ts'
import { undoJob } from './jobs.ts'
import { refuse } from './labels.ts'
import { isCancellable, mayUndo, standingOf } from './rules.ts'
import { held, type Sender } from './sending.ts'
import type { Intake } from './uploads.ts'

const now = sql<Date>`now()`

/**
 * Gives up a file: at once, or as soon as its reading is stopped; the register stays as it was.
 * @returns false when the actor's organisation has no such upload
 */
export async function cancelUpload(intake: Intake, actor: Actor, id: string): Promise<boolean> {
  const state = await intake.db.as(scopeOf(actor, 'cancel-file'), async trx => {
    await holdAsAdministrator(trx, actor)
    const upload = await held(trx, actor, id)
    if (upload === undefined) return null
    if (!isCancellable(standingOf(upload, false))) return refuse('not-cancellable')
    const over = upload.state === 'reading' ? {} : { state: 'cancelled' as const, ended_at: now, writer: null }
    await trx
      .updateTable('upload')
      .set({ cancelled_at: now, ...over })
      .where('id', '=', id)
      .where('organisation_id', '=', upload.organisation_id)
      .execute()
    return upload.state
  })
  // A file that is being read is removed by who reads it.
  if (state === 'receiving') remove(intake, id)
  return state !== null
}

/**
 * Asks that what an upload brought be taken out of the register. What only it brought goes, what it had replaced comes back.
 * @returns false when the actor's organisation has no such upload
 */
export async function askUndo(intake: Intake, { actor, administrator }: Sender, id: string): Promise<boolean> {
  return intake.db.as(scopeOf(actor, 'undo-import'), async trx => {
    await holdAsAdministrator(trx, actor)
    const upload = await held(trx, actor, id)
    if (upload === undefined) return false
    if (!mayUndo(upload, administrator)) refuse('undo-reserved')
    if (upload.state !== 'finished' || upload.undo_asked_at) return refuse('not-undoable')
    await trx
      .updateTable('upload')
      .set({ undo_asked_at: now })
      .where('id', '=', id)
      .where('organisation_id', '=', upload.organisation_id)
      .execute()
    await intake.jobs.add(trx, undoJob, { upload: id })
    return true
  })
}

/** Undoes the import of an upload, when its turn has come. Doing it again changes nothing. */
export async function undoUpload({ db }: Intake, job: Job<{ upload: string }>): Promise<void> {
  const { upload } = job.data
  const row = await db.transaction(trx =>
    trx.selectFrom('upload').select(['import_id', 'person_id']).where('id', '=', upload).executeTakeFirst(),
  )
  const importId = row?.import_id
  if (!row || !importId) return
  try {
    await inTurn(() => undoImport(db, importId), job.signal)
  } catch (error) {
    // Undone already, by the attempt before this one or from a terminal.
    if (error instanceof Refusal && error.code === 'import-not-finished') return
    if (job.signal.aborted || error instanceof Unavailable || job.attempt < ATTEMPTS) throw error
    await db.transaction(async trx => {
      await signedBy(trx, { person: row.person_id, act: 'undo-import' })
      await trx.updateTable('upload').set({ undo_asked_at: null }).where('id', '=', upload).execute()
      await job.done(trx)
    })
    throw new GiveUp((error as Error).message)
  }
}
