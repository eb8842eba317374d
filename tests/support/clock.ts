import { afterEach, beforeEach, vi } from 'vitest'

/** The day on which the tests live, a Monday. */
export const TODAY = '2026-11-23'

/** Stops the clock of every test of the file or block: Monday 23 November 2026, 9:00 in Paris, unless told otherwise. Timers go on. */
export function stopClock(now = `${TODAY}T09:00:00+01:00`): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}
