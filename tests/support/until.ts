import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something is so, ten seconds at most: what is not announced is asked again. */
export async function until(what: () => unknown): Promise<void> {
  for (const end = Date.now() + 10_000; !(await what()); await pause(20))
    if (Date.now() > end) throw new Error(`after ten seconds it was not so: ${what}`)
}
