import { AsyncLocalStorage } from 'node:async_hooks'
import { Worker } from 'node:worker_threads'
import { programFile } from '#platform/files'
import type { Answer, Connection, ConnectionSource } from './connection.ts'

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
}

const holder = new AsyncLocalStorage<{ held: boolean }>()

/**
 * The embedded engine: PGlite in its own thread, one connection for all. Whoever holds it keeps it until released, first come first served.
 * @param folder where the database lives; it must already be locked for this process
 */
export class Embedded {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private readonly queue: (() => void)[] = []
  private next = 0
  private busy = false
  private ended: Error | undefined

  private constructor(worker: Worker) {
    this.worker = worker
    worker.on('message', (message: { id: number; error?: { message: string } } & Answer) => {
      const waiting = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if (message.error) waiting?.reject(Object.assign(new Error(message.error.message), message.error))
      else waiting?.resolve({ rows: message.rows, count: message.count })
    })
    worker.on('error', error => this.end(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', () => this.end(new Error('The embedded database has stopped.')))
  }

  static async open(folder: string): Promise<Embedded> {
    const worker = new Worker(programFile('src/platform/db/pglite-worker.mjs'), { workerData: { folder } })
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error) => {
        worker.off('message', ready).off('error', settle).off('exit', stopped)
        if (error) reject(error)
        else resolve()
      }
      const ready = () => settle()
      const stopped = (code: number) => settle(new Error(`The embedded database did not start (exit code ${code}).`))
      worker.on('message', ready).on('error', settle).on('exit', stopped)
    })
    return new Embedded(worker)
  }

  private end(error: Error) {
    this.ended ??= error
    for (const waiting of this.waiting.values()) waiting.reject(this.ended)
    this.waiting.clear()
  }

  private send(kind: 'query' | 'script' | 'copy' | 'close', sql: string, params: unknown, as: string): Promise<Answer> {
    if (this.ended) return Promise.reject(this.ended)
    const id = this.next++
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ id, kind, sql, params, as })
    })
  }

  /** Connections that act under a role; all of them take turns on the one connection. */
  source(role: string | null): ConnectionSource {
    const as = role ?? 'none'
    const connection: Connection = {
      query: (sql, params) => this.send('query', sql, params, as),
      script: async sql => {
        await this.send('script', sql, undefined, as)
      },
      copy: async (table, columns, bytes) =>
        (await this.send('copy', `copy ${table} (${columns.join(', ')}) from '/dev/blob'`, bytes, as)).count,
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

  /** Runs a transaction so that a stray query inside it fails at once instead of waiting for itself. */
  guarded<T>(work: () => Promise<T>): Promise<T> {
    return holder.run({ held: false }, work)
  }

  async close(): Promise<void> {
    if (this.ended) return
    await this.send('close', '', undefined, 'none')
    await this.worker.terminate()
  }
}
