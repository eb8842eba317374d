/** Threads that do one thing, apart from the one that answers. */
import { Worker } from 'node:worker_threads'
import { programFile } from '#platform/files'

interface Waiting<Answer> {
  resolve(answer: Answer): void
  reject(error: Error): void
}
type Message<Answer> = { id: number } & ({ answer: Answer } | { failed: string })

/**
 * What asks a thread of its own, started at the first question and again after it died; it never keeps the process from ending. Questions are
 * answered in order. What fails is a fault with its reason, and so is every question that waits when the thread dies.
 * @param script plain JavaScript, from the folder of package.json: receives `{ id, ask }`, posts `{ id, answer }` or `{ id, failed }`
 * @param fault the beginning of what a fault says: `no image`
 */
export function threadOf<Ask, Answer>(script: string, fault: string): (ask: Ask) => Promise<Answer> {
  const waiting = new Map<number, Waiting<Answer>>()
  let next = 0
  let thread: Worker | undefined

  function started(): Worker {
    if (thread) return thread
    const worker = new Worker(programFile(script))
    const end = (why: unknown) => {
      if (thread !== worker) return
      thread = undefined
      for (const { reject } of waiting.values()) reject(new Error(`${fault}: ${why}`))
      waiting.clear()
    }
    worker.on('message', (message: Message<Answer>) => {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (waiting.size === 0) worker.unref()
      if ('answer' in message) asked?.resolve(message.answer)
      else asked?.reject(new Error(`${fault}: ${message.failed}`))
    })
    worker.on('error', end)
    worker.on('exit', code => end(`exit ${code}`))
    thread = worker
    return worker
  }

  return ask => {
    const worker = started()
    worker.ref()
    const id = next++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, ask })
    })
  }
}
