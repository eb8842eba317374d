import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '#kernel'
import type { Batch, FileFacts, ReadingOptions } from './batch.ts'
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
 * quick and the database works meanwhile; from the sources (tests), in this thread, by the same code.
 */
export async function* batchesOf(options: ReadingOptions, signal?: AbortSignal): AsyncGenerator<Batch, FileFacts> {
  if (!existsSync(fileURLToPath(WORKER))) return yield* readBatches(options)
  const worker = new Worker(WORKER, { workerData: options, resourceLimits: MEMORY })
  const inbox: ReadingMessage[] = []
  let wake = () => {}
  const receive = (message: ReadingMessage) => {
    inbox.push(message)
    wake()
  }
  const fault = (message: string) => receive({ fault: { message } })
  worker.on('message', receive)
  worker.on('error', error =>
    receive({
      fault: { message: String(error), ...(error instanceof Error && error.stack ? { stack: error.stack } : {}) },
    }),
  )
  worker.on('exit', code => fault(`The reading thread stopped (exit code ${code}).`))
  const stop = () => fault('The reading was interrupted.')
  signal?.addEventListener('abort', stop)
  try {
    worker.postMessage(AHEAD)
    for (;;) {
      while (inbox.length === 0) await new Promise<void>(resolve => { wake = resolve }) // biome-ignore format: short
      const message = inbox.shift() as ReadingMessage
      if ('end' in message) return message.end
      if ('refusal' in message) throw new Refusal(message.refusal.code, message.refusal.message)
      if ('fault' in message)
        throw Object.assign(new Error(message.fault.message), message.fault.stack ? { stack: message.fault.stack } : {})
      worker.postMessage(1)
      yield message.batch
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    worker.removeAllListeners()
    await worker.terminate()
  }
}
