import { once } from 'node:events'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { serve } from '@hono/node-server'
import autocannon from 'autocannon'
import { median, quantile } from './support.ts'

const READERS = 20

/** What is asked for, by whom. */
export interface Asked {
  path: string
  headers?: Record<string, string>
}

/** Asks for pages, 20 at a time, and says how long they took. */
export type Ask = (name: string, asked: readonly Asked[]) => Promise<void>

/** Runs a benchmark with somebody who asks for pages, in a thread of its own: `main` does not run in that thread. */
export async function withReader(main: (read: (fetch: Fetch) => Promise<Reader>) => Promise<void>): Promise<void> {
  if (isMainThread) return main(readerOf)
  parentPort?.on('message', async asked => parentPort?.postMessage(await asking(asked)))
}

type Fetch = Parameters<typeof serve>[0]['fetch']

interface Reader {
  ask: Ask
  close(): Promise<void>
}

/** Serves an application on loopback, and asks it. */
async function readerOf(fetch: Fetch): Promise<Reader> {
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const base = `http://127.0.0.1:${address.port}`
  const worker = new Worker(new URL(import.meta.url))
  return {
    async ask(name, asked) {
      worker.postMessage({ base, asked })
      const [times] = (await once(worker, 'message')) as [number[]]
      console.log(`${name.padEnd(22)} p50 ${median(times).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`)
    },
    async close() {
      await worker.terminate()
      server.close()
    },
  }
}

/** Asks for every page, some at once, and tells how long each took, in milliseconds. */
async function asking({ base, asked }: { base: string; asked: Asked[] }): Promise<number[]> {
  const times: number[] = []
  const run = autocannon({ url: base, connections: READERS, amount: asked.length, requests: asked }, () => {})
  run.on('response', (_client, status, _bytes, took) => {
    if (status !== 200) throw new Error(`${status}`)
    times.push(took)
  })
  await once(run, 'done')
  return times
}
