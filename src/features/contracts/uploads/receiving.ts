import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, holdAsAdministrator, scopeOf } from '#features/organisations'
import { Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import type { FileOfForm } from '#platform/http'
import { append, checkRoom, remove, sizeOf } from './depot.ts'
import { importJob } from './jobs.ts'
import { refuse, sentenceOf } from './labels.ts'
import { resumesAt, SILENT } from './rules.ts'
import { begin, held, own, type Sender } from './sending.ts'
import { type Intake, LARGEST } from './uploads.ts'

/** How often whoever receives bytes says that it lives, and looks whether they are still wanted (milliseconds). */
const BEAT = 1000
const now = sql<Date>`now()`

/** A piece that does not continue what is there: 409, with the byte from which it would. */
export class Elsewhere extends Refusal {
  readonly received: number

  constructor({ code, message }: Refusal, received: number) {
    super(code, message)
    this.received = received
  }
}

function elsewhere(received: number, why: () => never): never {
  try {
    return why()
  } catch (refusal) {
    throw new Elsewhere(refusal as Refusal, received)
  }
}

/** Whoever appends to an upload: it says that it lives as long as bytes come, and stops when they are no more wanted. */
class Pen {
  readonly token = randomUUID()
  private written = 0
  private said = 0
  private lost = false
  private sign = Date.now()
  private readonly alone: boolean
  private timer: NodeJS.Timeout | undefined

  /** @param alone nobody else may go on with this file: it is not taken from who is slow, and what came so far is shown */
  constructor(alone: boolean) {
    this.alone = alone
  }

  /** To be called once the row bears its token. */
  begin(intake: Intake, actor: Actor, id: string) {
    this.sign = Date.now()
    this.timer = setInterval(() => {
      if (this.written === this.said) return
      const [written, at] = [this.written, Date.now()]
      this.said = written
      const beat = intake.db.as(scopeOf(actor), trx =>
        trx
          .updateTable('upload')
          .set({ alive_at: now, ...(this.alone ? { received: written } : {}) })
          .where('id', '=', id)
          .where('organisation_id', '=', own(actor))
          .where('writer', '=', this.token)
          .where('state', '=', 'receiving')
          .executeTakeFirst(),
      )
      beat.then(
        ({ numUpdatedRows }) => {
          if (numUpdatedRows === 0n) this.lost = true
          else this.sign = at
        },
        () => {},
      )
    }, BEAT)
  }

  /** Called before bytes are written. */
  readonly check = (written: number) => {
    this.written = written
    // Another may have taken it up meanwhile.
    const late = !this.alone && Date.now() - this.sign > SILENT / 2
    if (this.lost) refuse('not-receiving')
    if (late) throw new Error('the connection was silent for too long')
  }

  end() {
    clearInterval(this.timer)
  }
}

/** Everything is there: it is read by whoever does jobs. */
async function complete(intake: Intake, trx: Writer, actor: Actor, id: string): Promise<void> {
  await trx
    .updateTable('upload')
    .set({ state: 'waiting' })
    .where('id', '=', id)
    .where('organisation_id', '=', own(actor))
    .execute()
  await intake.jobs.add(trx, importJob, { upload: id })
}

/**
 * Adds bytes to a file, from where it stands. What came before the connection was cut is kept.
 * @returns how much of it is there, and whether that is all; undefined when there is no such upload
 * @throws Elsewhere when they are not what follows, or when another page sends it
 */
export async function receivePiece(
  intake: Intake,
  actor: Actor,
  id: string,
  start: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ received: number; complete: boolean } | undefined> {
  const pen = new Pen(false)
  try {
    const upload = await intake.db.as(scopeOf(actor), async trx => {
      const found = await held(trx, actor, id)
      if (found === undefined) return undefined
      if (found.state !== 'receiving' || found.bytes === null) return refuse('not-receiving')
      const from = resumesAt(found.received, sizeOf(intake, id))
      const writing = found.writer !== null && Date.now() - found.alive_at.getTime() < SILENT
      if (writing) return elsewhere(from, () => refuse('piece-busy'))
      if (from !== start) return elsewhere(from, () => refuse('piece-elsewhere', { received: from }))
      const mine = { writer: pen.token, received: from, alive_at: now }
      await trx.updateTable('upload').set(mine).where('id', '=', id).where('organisation_id', '=', own(actor)).execute()
      return { ...found, bytes: found.bytes }
    })
    if (upload === undefined) return undefined
    pen.begin(intake, actor, id)
    const { written, error } = await append(intake, id, start, bytes, upload.bytes, pen.check)
    const received = start + written
    const all = received === upload.bytes
    await intake.db.as(scopeOf(actor, 'send-file'), async trx => {
      const { numUpdatedRows } = await trx
        .updateTable('upload')
        .set({ received, writer: null, alive_at: now })
        .where('id', '=', id)
        .where('organisation_id', '=', own(actor))
        .where('writer', '=', pen.token)
        .where('state', '=', 'receiving')
        .executeTakeFirst()
      if (numUpdatedRows === 0n) refuse('not-receiving')
      if (all) await complete(intake, trx, actor, id)
    })
    // A connection that was cut has nobody to tell: the page asks where to go on.
    if (error instanceof Refusal && !all) throw error
    return { received, complete: all }
  } finally {
    pen.end()
  }
}

/**
 * Receives a whole file, sent by a form. It cannot go on after a cut: it is then given up.
 * @returns the id of its upload
 */
export async function receiveWhole(
  intake: Intake,
  sender: Sender,
  { name, fields, bytes }: FileOfForm,
): Promise<string> {
  const { actor } = sender
  if (name.trim() === '') refuse('file-missing')
  const file = {
    file: name.trim().slice(0, 255),
    bytes: null,
    modified: null,
    all_buyers: fields['acheteurs'] === 'tous',
  }
  const pen = new Pen(true)
  checkRoom(intake, 0)
  const { id } = await intake.db.as(scopeOf(actor, 'send-file'), async trx => {
    await holdAsAdministrator(trx, actor)
    return begin(trx, sender, { ...file, writer: pen.token })
  })
  try {
    pen.begin(intake, actor, id)
    const { written, error } = await append(intake, id, 0, bytes, intake.largest ?? LARGEST, pen.check)
    if (error instanceof Refusal) throw error
    if (error !== undefined) refuse('connection-cut')
    if (written === 0) refuse('file-empty')
    await intake.db.as(scopeOf(actor, 'send-file'), async trx => {
      const { numUpdatedRows } = await trx
        .updateTable('upload')
        .set({ bytes: written, received: written, writer: null, alive_at: now })
        .where('id', '=', id)
        .where('organisation_id', '=', own(actor))
        .where('state', '=', 'receiving')
        .executeTakeFirst()
      if (numUpdatedRows === 0n) refuse('not-receiving')
      await complete(intake, trx, actor, id)
    })
    return id
  } catch (error) {
    await giveUp(intake, actor, id, error)
    throw error
  } finally {
    pen.end()
  }
}

/** What was refused, or cut, says why on its page. */
async function giveUp(intake: Intake, actor: Actor, id: string, error: unknown): Promise<void> {
  remove(intake, id)
  const refused = error instanceof Refusal && error.code !== 'connection-cut'
  const reason = error instanceof Refusal ? error.message : sentenceOf(() => refuse('connection-cut'))
  const state = refused ? 'refused' : 'interrupted'
  await intake.db.as(scopeOf(actor, 'send-file'), trx =>
    trx
      .updateTable('upload')
      .set({ state, reason, ended_at: now, writer: null })
      .where('id', '=', id)
      .where('organisation_id', '=', own(actor))
      .where('state', '=', 'receiving')
      .execute(),
  )
}
