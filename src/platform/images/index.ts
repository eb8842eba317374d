/** Images: an SVG document of ours as PNG. */
import { Worker } from 'node:worker_threads'
import { programFile } from '#platform/files'

interface Waiting {
  resolve(png: Uint8Array<ArrayBuffer>): void
  reject(error: Error): void
}
type Message = { id: number } & ({ png: Uint8Array<ArrayBuffer> } | { failed: string })

/** Pixels of the image for one of the drawing: sharp on paper and on fine screens. */
const ZOOM = 2

const waiting = new Map<number, Waiting>()
let next = 0
let thread: Worker | undefined

/** The thread that draws, started at the first image; it never keeps the process from ending. */
function started(): Worker {
  if (thread) return thread
  const worker = new Worker(programFile('src/platform/images/png-worker.mjs'))
  const end = (why: unknown) => {
    if (thread !== worker) return
    thread = undefined
    for (const { reject } of waiting.values()) reject(new Error(`no image: ${why}`))
    waiting.clear()
  }
  worker.on('message', (message: Message) => {
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (waiting.size === 0) worker.unref()
    if ('png' in message) asked?.resolve(message.png)
    else asked?.reject(new Error(`no image: ${message.failed}`))
  })
  worker.on('error', end)
  worker.on('exit', code => end(`exit ${code}`))
  thread = worker
  return worker
}

/**
 * An SVG document as a PNG image of twice its size, its text in the font of the site, drawn in a thread of its own.
 * @param svg ours: it fetches nothing, and what is not drawn in it is not in the image
 */
export function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const worker = started()
  worker.ref()
  const id = next++
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker.postMessage({ id, svg, zoom: ZOOM })
  })
}
