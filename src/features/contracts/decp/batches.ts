import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '#kernel'
import type { Batch, FileFacts, ReadingOptions } from './batch.ts'
import type { CutRecords } from './json.ts'
import { cutFile } from './open.ts'
import { readBatches } from './reading.ts'

/** What a reading thread says. */
export type ReadingMessage =
  | { batch: Batch }
  | { end: FileFacts }
  | { refusal: { code: string; message: string } }
  | { fault: { message: string; stack?: string } }

const WORKER = new URL('./reading-worker.js', import.meta.url)
const AHEAD = 3
/** What is read is thrown away at once: a larger nursery than Node's spares the collector a third of its work. */
const MEMORY = { maxYoungGenerationSizeMb: 64 }

/**
 * Reads a file into batches; returns its facts. In the built program the work is done in a thread of its own, so that pages stay
 * quick and the database works meanwhile; only the records of a JSON text are cut out here. From the sources (tests), all is done in
 * this thread, by the same code.
 */
export async function* batchesOf(options: ReadingOptions, signal?: AbortSignal): AsyncGenerator<Batch, FileFacts> {
  if (!existsSync(fileURLToPath(WORKER))) return yield* readBatches(options)
  // A file that cannot be opened is refused by the thread, like any other.
  const file = await cutFile(options.path, options.size).catch(() => null)
  const thread = new Thread({ ...options, cut: file !== null })
  const stop = () => thread.fail('The reading was interrupted.')
  signal?.addEventListener('abort', stop)
  try {
    if (file === null) {
      thread.post(AHEAD)
      for (;;) {
        const message = await thread.next()
        if ('end' in message) return message.end
        thread.post(1)
        yield message.batch
      }
    }
    // Records are cut out here, where little else is to be done, and read in the thread.
    let waiting = 0
    let refusal: { error: unknown } | undefined
    for (;;) {
      const next = await file.cuts.next().catch((error: unknown) => {
        refusal = { error }
      })
      if (!next || next.done) break
      thread.post(next.value, next.value.bytes.buffer)
      if (++waiting < AHEAD) continue
      yield await thread.nextBatch()
      waiting--
    }
    // What is wrong with a record that came before is said first, as where one thread does both.
    for (; waiting > 0; waiting--) yield await thread.nextBatch()
    if (refusal) throw refusal.error
    return file.facts()
  } finally {
    signal?.removeEventListener('abort', stop)
    await file?.cuts.return(undefined)
    await thread.close()
  }
}

class Thread {
  private readonly worker: Worker
  private readonly inbox: ReadingMessage[] = []
  private wake = () => {}

  constructor(workerData: ReadingOptions & { cut: boolean }) {
    this.worker = new Worker(WORKER, { workerData, resourceLimits: MEMORY })
    this.worker.on('message', (message: ReadingMessage) => this.receive(message))
    this.worker.on('error', (error: unknown) =>
      this.receive({
        fault: { message: String(error), ...(error instanceof Error && error.stack ? { stack: error.stack } : {}) },
      }),
    )
    this.worker.on('exit', code => this.fail(`The reading thread stopped (exit code ${code}).`))
  }

  /** Gives it room for so many batches, or records to be read. */
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
