import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something is so, for some seconds at most: what is not announced is asked again. */
export async function until(what: () => unknown, seconds = 10): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await what()); await pause(20))
    if (Date.now() > end) throw new Error(`after ${seconds} seconds it was not so: ${what}`)
}
