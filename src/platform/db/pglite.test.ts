import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { Embedded } from './pglite.ts'
import { Unavailable } from './unavailable.ts'

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-thread-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A thread that behaves as it is told: it never answers, but when it opens. */
const script = join(folder, 'thread.mjs')
writeFileSync(
  script,
  `import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
const acts = {
  exit: () => process.exit(7),
  throw: () => { throw new Error('a trap') },
  panic: () => {
    parentPort.postMessage({ fatal: 'PANIC:  could not write to file "pg_wal/1": No space left on device' })
    process.exit(1)
  },
  loop: () => { for (;;); },
}
acts[basename(workerData.folder)]?.()
parentPort.on('message', ({ sql }) => acts[sql]?.())
parentPort.postMessage({ id: 0, rows: [], count: 0 })
`,
)

/** An engine in this thread, which acts when it opens if the folder is named after an act. */
function open(how: string): Promise<Embedded> {
  const place = join(folder, how)
  mkdirSync(place, { recursive: true })
  return Embedded.open(place, script)
}

const DEATHS = [
  ['exit', 'database-stopped', 'exit 7'],
  ['throw', 'database-stopped', 'a trap'],
  ['panic', 'disk-full', expect.stringContaining('PANIC')],
] as const

test.each(DEATHS)('%s: whatever waits and whatever comes later is refused (%s)', async (how, code, why) => {
  const embedded = await open('quiet')
  const connection = await embedded.source(null).acquire()
  const pending = [connection.query('select 1', []), connection.script('select 2'), connection.query(how, [])]
  for (const { status, reason } of (await Promise.allSettled(pending)) as PromiseRejectedResult[]) {
    expect(status).toBe('rejected')
    expect(reason).toBeInstanceOf(Unavailable)
    expect(reason).toMatchObject({ code, why })
  }
  expect(await embedded.stopped).toMatchObject({ code, why })
  await expect(connection.query('select 3', [])).rejects.toMatchObject({ code, why })
  await expect(connection.copy('t', ['a'], new Uint8Array(1))).rejects.toMatchObject({ code, why })
  await embedded.close()
  await embedded.close()
})

test.each(DEATHS)('%s while it opens: opening is refused (%s)', async (how, code, why) => {
  await expect(open(how)).rejects.toMatchObject({ code, why })
})

test('closing does not wait for a thread that no longer answers; what waited for it is refused; it was asked, not stopped', async () => {
  const embedded = await open('quiet')
  const stopped = vi.fn()
  void embedded.stopped.then(stopped)
  const connection = await embedded.source(null).acquire()
  const looping = connection.query('loop', [])
  const refused = expect(looping).rejects.toMatchObject({ code: 'database-stopped' })
  await embedded.close(50)
  await refused
  expect(stopped).not.toHaveBeenCalled()
})
