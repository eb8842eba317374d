import type { Upload, UploadState } from './uploads.ts'

/** An organisation sends or has read so many files at a time. */
export const AT_ONCE = 3
/** What gave no sign of life for so long is over (milliseconds). */
export const FORGOTTEN = 2 * 24 * 3600_000
/** Who appends to a file and says nothing for so long is gone (milliseconds). */
export const SILENT = 30_000

/** Where an upload stands, as people are told: its own state, that of its import, what was asked of them. */
export type Standing = UploadState | 'stopping' | 'undoing' | 'undone'

export function standingOf(
  upload: Pick<Upload, 'state' | 'cancelled_at' | 'undo_asked_at'>,
  undone: boolean,
): Standing {
  const { state, cancelled_at, undo_asked_at } = upload
  if (state === 'finished') return undone ? 'undone' : undo_asked_at ? 'undoing' : 'finished'
  return state === 'reading' && cancelled_at ? 'stopping' : state
}

/** Whether something still happens to it by itself. */
export const isUnderWay = (standing: Standing) =>
  ['receiving', 'waiting', 'reading', 'stopping', 'undoing'].includes(standing)

/** Whether it can be given up: nothing of it is in the register yet. */
export const isCancellable = (standing: Standing) => ['receiving', 'waiting', 'reading'].includes(standing)

/** Whether somebody of its organisation may undo it: the contracts of other buyers are the business of who administers the instance. */
export const mayUndo = ({ all_buyers }: Pick<Upload, 'all_buyers'>, administrator: boolean) =>
  !all_buyers || administrator

/** How far it is, between 0 and 1: of what is sent; null where nobody knows. */
export function shareReceived({ state, bytes, received }: Pick<Upload, 'state' | 'bytes' | 'received'>): number | null {
  return state !== 'receiving' || bytes === null || bytes === 0 ? null : received / bytes
}

/**
 * From which byte on a file goes on: what the row says was received, if the disk holds it. Less is there after a restore, or on the disk
 * of another machine: it begins again. More is there when a process died before it could say so: that is written again.
 */
export const resumesAt = (received: number, onDisk: number): number => (onDisk >= received ? received : 0)
