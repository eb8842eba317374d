import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '#kernel'
import { type Batch, type FileFacts, failureOf, type ReadingMessage, type ReadingOptions } from './batch.ts'
import type { CutRecords } from './json.ts'
import { type CutFile, cutFile } from './open.ts'
import { readBatches } from './reading.ts'

const WORKER = new URL('./reading-worker.js', import.meta.url)
/** Batches that wait to be stored, at most. */
const AHEAD = 4
/** What is read is thrown away at once: a larger nursery than Node's spares the collector a third of its work. All threads together. */
const NURSERY_MB = 64

/**
 * Reads a file into batches, in its order; returns its facts. In the built program the work is done in threads of their own, so that
 * pages stay quick and the database works meanwhile. The records of a JSON text are cut out here, far faster than they are read, and
 * read by as many threads as one likes; other files are read by one. From the sources (tests), all is done in this thread, by the same code.
 * @param threads how many may read
 */
export async function* batchesOf(
  options: ReadingOptions,
  threads: number,
  signal?: AbortSignal,
): AsyncGenerator<Batch, FileFacts> {
  if (!existsSync(fileURLToPath(WORKER))) return yield* readBatches(options)
  // A file that cannot be opened is refused by its thread, like any other.
  const file = await cutFile(options.path, options.size).catch(() => null)
  const length = file ? threads : 1
  const readers = Array.from({ length }, () => new Thread(options, NURSERY_MB / length))
  const stop = () => readers.map(thread => thread.fail('The reading was interrupted.'))
  signal?.addEventListener('abort', stop)
  try {
    return file ? yield* readCuts(file, readers) : yield* readWhole(readers[0] as Thread)
  } finally {
    signal?.removeEventListener('abort', stop)
    await file?.cuts.return(undefined)
    for (const thread of readers) await thread.close()
  }
}

async function* readWhole(thread: Thread): AsyncGenerator<Batch, FileFacts> {
  thread.post(AHEAD)
  for (;;) {
    const message = await thread.next()
    if ('end' in message) return message.end
    thread.post(1)
    yield message.batch
  }
}

/** Each thread in its turn is given records, and asked for what they became. */
async function* readCuts({ cuts, facts }: CutFile, threads: readonly Thread[]): AsyncGenerator<Batch, FileFacts> {
  let given = 0
  let taken = 0
  const turn = (n: number) => threads[n % threads.length] as Thread
  let refusal: { error: unknown } | undefined
  for (;;) {
    const next = await cuts.next().catch((error: unknown) => {
      refusal = { error }
    })
    if (!next || next.done) break
    turn(given++).post(next.value, next.value.bytes.buffer)
    if (given - taken === AHEAD) yield await turn(taken++).nextBatch()
  }
  // What is wrong with a record that came before is said first, as where one thread does both.
  while (taken < given) yield await turn(taken++).nextBatch()
  if (refusal) throw refusal.error
  return facts()
}

class Thread {
  private readonly worker: Worker
  private readonly inbox: ReadingMessage[] = []
  private wake = () => {}

  constructor(workerData: ReadingOptions, nursery: number) {
    this.worker = new Worker(WORKER, { workerData, resourceLimits: { maxYoungGenerationSizeMb: nursery } })
    this.worker.on('message', (message: ReadingMessage) => this.receive(message))
    this.worker.on('error', (error: unknown) => this.receive(failureOf(error)))
    this.worker.on('exit', code => this.fail(`The reading thread stopped (exit code ${code}).`))
  }

  /** Gives it room for so many more batches of the file, which it then reads by itself; or records to be read. */
  post(message: number | CutRecords, ...given: ArrayBuffer[]) {
    this.worker.postMessage(message, given)
  }

  fail(message: string) {
    this.receive({ fault: { message } })
  }

  private receive(message: ReadingMessage) {
    this.inbox.push(message)
    this.wake()
  }

  /** Throws what stopped the reading. */
  async next(): Promise<{ batch: Batch } | { end: FileFacts }> {
    while (this.inbox.length === 0) await new Promise<void>(resolve => { this.wake = resolve }) // biome-ignore format: short
    const message = this.inbox.shift() as ReadingMessage
    if ('refusal' in message) throw new Refusal(message.refusal.code, message.refusal.message)
    if ('fault' in message)
      throw Object.assign(new Error(message.fault.message), message.fault.stack ? { stack: message.fault.stack } : {})
    return message
  }

  async nextBatch(): Promise<Batch> {
    const message = await this.next()
    if ('end' in message) throw new Error('The reading thread ended by itself.')
    return message.batch
  }

  async close() {
    this.worker.removeAllListeners()
    await this.worker.terminate()
  }
}
