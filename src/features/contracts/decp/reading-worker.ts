import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#kernel'
import type { Batch, ReadingOptions } from './batch.ts'
import type { ReadingMessage } from './batches.ts'
import type { CutRecords } from './json.ts'
import { readBatch, readBatches } from './reading.ts'

const port = parentPort
if (!port) throw new Error('This file is a thread of the importer.')

/** Either reads records that it is given, or a whole file by itself. */
const { cut, ...options } = workerData as ReadingOptions & { cut: boolean }

let credit = 0
let wake = () => {}
port.on('message', (message: CutRecords | number) => {
  if (typeof message !== 'number') return answer(() => hand(readBatch(message, options)))
  credit += message
  wake()
})
if (!cut) run().catch(fail)

/** Sends a batch when the receiver has room, so that a fast reader never fills memory. */
async function run() {
  const batches = readBatches(options)
  for (;;) {
    const next = await batches.next()
    if (next.done) return say({ end: next.value })
    while (credit === 0) await new Promise<void>(resolve => { wake = resolve }) // biome-ignore format: short
    credit--
    hand(next.value)
  }
}

function answer(work: () => void) {
  try {
    work()
  } catch (error) {
    fail(error)
  }
}

function hand(batch: Batch) {
  port?.postMessage({ batch } satisfies ReadingMessage, [
    batch.lines.buffer as ArrayBuffer,
    batch.raws.buffer as ArrayBuffer,
  ])
}

function say(message: ReadingMessage) {
  port?.postMessage(message)
  port?.close()
}

function fail(error: unknown) {
  if (error instanceof Refusal) say({ refusal: { code: error.code, message: error.message } })
  else
    say({ fault: { message: String(error), ...(error instanceof Error && error.stack ? { stack: error.stack } : {}) } })
}
