import { parentPort, workerData } from 'node:worker_threads'
import { type Batch, failureOf, type ReadingMessage, type ReadingOptions } from './batch.ts'
import type { CutRecords } from './json.ts'
import { readBatch, readBatches } from './reading.ts'

const port = parentPort
if (!port) throw new Error('This file is a thread of the importer.')

const options = workerData as ReadingOptions

let credit = 0
let wake = () => {}
let reading = false
port.on('message', (message: CutRecords | number) => {
  try {
    if (typeof message !== 'number') return hand(readBatch(message, options))
    credit += message
    wake()
    if (!reading) readFile().catch(fail)
    reading = true
  } catch (error) {
    fail(error)
  }
})

/** Sends a batch when the receiver has room, so that a fast reader never fills memory. */
async function readFile() {
  const batches = readBatches(options)
  for (;;) {
    const next = await batches.next()
    if (next.done) return say({ end: next.value })
    while (credit === 0) await new Promise<void>(resolve => { wake = resolve }) // biome-ignore format: short
    credit--
    hand(next.value)
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

const fail = (error: unknown) => say(failureOf(error))
