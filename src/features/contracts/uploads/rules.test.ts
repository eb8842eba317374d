import { expect, test } from 'vitest'
import { isCancellable, isUnderWay, resumesAt, type Standing, shareReceived, standingOf } from './rules.ts'
import type { UploadState } from './uploads.ts'

const some = new Date(0)
const STANDINGS: [state: UploadState, cancelled: boolean, undo: boolean, undone: boolean, expected: Standing][] = [
  ['receiving', false, false, false, 'receiving'],
  ['waiting', false, false, false, 'waiting'],
  ['reading', false, false, false, 'reading'],
  ['reading', true, false, false, 'stopping'],
  ['cancelled', true, false, false, 'cancelled'],
  ['refused', false, false, false, 'refused'],
  ['interrupted', false, false, false, 'interrupted'],
  ['finished', false, false, false, 'finished'],
  ['finished', false, true, false, 'undoing'],
  ['finished', false, true, true, 'undone'],
  // From a terminal, without being asked here.
  ['finished', false, false, true, 'undone'],
]

test.each(STANDINGS)(
  '%s, given up: %s, undoing asked: %s, undone: %s → %s',
  (state, cancelled, undo, undone, expected) => {
    const row = { state, cancelled_at: cancelled ? some : null, undo_asked_at: undo ? some : null }
    expect(standingOf(row, undone)).toBe(expected)
  },
)

test('what can be given up is under way, and what has ended is not', () => {
  for (const [, , , , standing] of STANDINGS) if (isCancellable(standing)) expect(isUnderWay(standing)).toBe(true)
  for (const over of ['finished', 'undone', 'refused', 'cancelled', 'interrupted'] as const)
    expect(isUnderWay(over)).toBe(false)
})

test.each([
  ['what was said is there', 100, 100, 100],
  ['a process died before it could say', 100, 130, 100],
  ['a restore did not bring it back', 100, 0, 0],
  ['less is there than was said', 100, 99, 0],
  ['nothing yet', 0, 0, 0],
])('%s: %d said, %d there: goes on at %d', (_, received, onDisk, at) => {
  expect(resumesAt(received, onDisk)).toBe(at)
})

test('a share is known while bytes come, of a file whose size is', () => {
  expect(shareReceived({ state: 'receiving', bytes: 200, received: 50 })).toBe(0.25)
  expect(shareReceived({ state: 'receiving', bytes: null, received: 50 })).toBeNull()
  expect(shareReceived({ state: 'reading', bytes: 200, received: 200 })).toBeNull()
})
