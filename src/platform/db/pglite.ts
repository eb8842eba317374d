import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { programFile } from '#platform/files'
import type { Answer, Connection, ConnectionSource } from './connection.ts'
import { startFromReady } from './ready.ts'
import { stoppedFor, type Unavailable } from './unavailable.ts'

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
}

/** What the thread says: the answer to a request, why it was refused, or why there will be none any more. */
type Message = ({ id: number; error?: { message: string } } & Answer) | { fatal: string }

const holder = new AsyncLocalStorage<{ held: boolean }>()

/** How long the engine may take to close, in milliseconds. Nothing is lost by not waiting: the next start replays the journal. */
const LAST_WORDS = 60_000

/**
 * The embedded engine: PGlite in its own thread, one connection for all. Whoever holds it keeps it until released, first come first served.
 * Once its thread has ended, whatever ended it, every pending and later call is refused with {@link Unavailable}.
 * @param folder where the database lives; it must already be locked for this process
 */
export class Embedded {
  /** Resolves when the engine stops without having been asked to. */
  readonly stopped: Promise<Unavailable>
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private readonly queue: (() => void)[] = []
  private next = 0
  private busy = false
  private closing = false
  private ended: Unavailable | undefined

  private constructor(worker: Worker) {
    this.worker = worker
    this.stopped = new Promise(resolve => {
      const end = (why: string) => {
        this.ended ??= stoppedFor(why)
        for (const { reject } of this.waiting.values()) reject(this.ended)
        this.waiting.clear()
        if (!this.closing) resolve(this.ended)
      }
      worker.on('message', (message: Message) => {
        if ('fatal' in message) return end(message.fatal)
        const waiting = this.waiting.get(message.id)
        this.waiting.delete(message.id)
        if (message.error) waiting?.reject(Object.assign(new Error(message.error.message), message.error))
        else waiting?.resolve({ rows: message.rows, count: message.count })
      })
      worker.on('error', error => end(error instanceof Error ? error.message : String(error)))
      worker.on('exit', code => end(`exit ${code}`))
    })
  }

  static async open(folder: string, thread = programFile('src/platform/db/pglite-worker.mjs')): Promise<Embedded> {
    startFromReady(folder)
    const embedded = new Embedded(new Worker(thread, { workerData: { folder } }))
    try {
      await embedded.answer()
    } catch (error) {
      await embedded.close()
      throw error
    }
    return embedded
  }

  /** The answer to the request that takes the next number; opening is number 0. */
  private answer(): Promise<Answer> {
    return new Promise((resolve, reject) => this.waiting.set(this.next++, { resolve, reject }))
  }

  private send(
    kind: 'query' | 'script' | 'copy' | 'copy-out' | 'folder' | 'close',
    sql: string,
    params: unknown,
    as: string,
  ): Promise<Answer> {
    if (this.ended) return Promise.reject(this.ended)
    this.worker.postMessage({ id: this.next, kind, sql, params, as })
    return this.answer()
  }

  /** Connections that act under a role; all of them take turns on the one connection. */
  source(role: string | null): ConnectionSource {
    const as = role ?? 'none'
    const connection: Connection = {
      query: (sql, params) => this.send('query', sql, params, as),
      script: async sql => (await this.send('script', sql, undefined, as)).rows,
      copy: async (table, columns, bytes) =>
        (await this.send('copy', `copy ${table} (${columns.join(', ')}) from '/dev/blob'`, bytes, as)).count,
      copyOut: async query =>
        (await this.send('copy-out', `copy (${query}) to '/dev/blob'`, undefined, as)).rows[0]?.['bytes'] as Uint8Array,
    }
    return {
      acquire: async () => {
        const mine = holder.getStore()
        if (mine?.held) {
          throw new Error(
            'A query outside the transaction was awaited inside it: with one connection it would wait for itself. Use the transaction.',
          )
        }
        if (this.busy) await new Promise<void>(resolve => this.queue.push(resolve))
        this.busy = true
        if (mine) mine.held = true
        return connection
      },
      release: () => {
        const mine = holder.getStore()
        if (mine) mine.held = false
        const next = this.queue.shift()
        if (next) next()
        else this.busy = false
      },
      close: async () => {},
    }
  }

  /** Copies the folder as it is between two transactions: whoever opens the copy finds what was committed. */
  async copyTo(folder: string): Promise<void> {
    const owner = this.source(null)
    const connection = await owner.acquire()
    try {
      await connection.script('checkpoint')
      await this.send('folder', '', folder, 'none')
    } finally {
      owner.release(connection)
    }
  }

  /** Runs a transaction so that a stray query inside it fails at once instead of waiting for itself. */
  guarded<T>(work: () => Promise<T>): Promise<T> {
    return holder.run({ held: false }, work)
  }

  /** Resolves when the thread is gone, never later than a minute. Never fails: what could not be tidied is recovered at the next start. */
  async close(patience = LAST_WORDS): Promise<void> {
    this.closing = true
    const closed = this.send('close', '', undefined, 'none').catch(() => {})
    await Promise.race([closed, pause(patience, undefined, { ref: false })])
    await this.worker.terminate()
  }
}
