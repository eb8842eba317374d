import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#kernel'
import type { ReadingOptions } from './batch.ts'
import type { ReadingMessage } from './batches.ts'
import { readBatches } from './reading.ts'

const port = parentPort
if (!port) throw new Error('This file is a thread of the importer.')

let credit = 0
let wake = () => {}
port.on('message', (more: number) => {
  credit += more
  wake()
})

/** Sends a batch when the receiver has room, so that a fast reader never fills memory. */
async function run() {
  const batches = readBatches(workerData as ReadingOptions)
  for (;;) {
    const next = await batches.next()
    if (next.done) return say({ end: next.value })
    while (credit === 0) await new Promise<void>(resolve => { wake = resolve }) // biome-ignore format: short
    credit--
    const batch = next.value
    port?.postMessage({ batch } satisfies ReadingMessage, [
      batch.lines.buffer as ArrayBuffer,
      batch.raws.buffer as ArrayBuffer,
    ])
  }
}

function say(message: ReadingMessage) {
  port?.postMessage(message)
  port?.close()
}

run().catch((error: unknown) => {
  if (error instanceof Refusal) say({ refusal: { code: error.code, message: error.message } })
  else
    say({ fault: { message: String(error), ...(error instanceof Error && error.stack ? { stack: error.stack } : {}) } })
})
