import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, type DatabaseAddress, openDatabase } from '#platform/db'
import { QUICKLY } from '../support/cli.ts'
import { root } from '../support/root.ts'

/** What is done by this process, while no other has the database. */
export async function between<T>(address: DatabaseAddress, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(address)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

/** A process that does jobs, once it has begun: a program of this folder, and what it is told. */
export async function startWorker(program: string, address: DatabaseAddress, ...told: string[]) {
  const args = [...QUICKLY, '--import', 'tsx', root(`tests/faults/${program}`), JSON.stringify(address), ...told]
  const child = spawn(process.execPath, args, { cwd: root(), stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  await Promise.race([once(child.stdout, 'data'), ended])
  return { child, ended }
}

/** Starts workers one after the other, and kills each after so many milliseconds; the next one takes its jobs at once. */
export async function killEach(
  address: DatabaseAddress,
  worker: () => ReturnType<typeof startWorker>,
  delays: readonly number[],
): Promise<void> {
  for (const delay of delays) {
    const { child, ended } = await worker()
    await pause(delay)
    child.kill('SIGKILL')
    await ended
    if ('url' in address)
      await between(address, async db => {
        // As if the half-minute had passed after which a silent process is dead.
        await db.run("update jobs.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'")
        await db.run('update jobs.queue set monitor_claim_on = null')
      })
  }
}
