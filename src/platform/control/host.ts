import { timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Answer, makeDoor, type Request, removeDoor } from './door.ts'
import type { Terminal } from './terminal.ts'

/** Carries out a command for somebody's terminal; the exit code. */
export type CarryOut = (command: string, args: string[], terminal: Terminal) => Promise<number>

/**
 * Takes commands for a data folder that this process holds, each from a terminal of its own, several at once.
 * @param version of this program: callers of another one are turned away
 * @returns what ends it: commands that run are interrupted, and waited for
 */
export async function takeCommands(folder: string, version: string, carryOut: CarryOut): Promise<() => Promise<void>> {
  const running = new Map<Socket, { stop: AbortController; ended: Promise<void> }>()
  let door = makeDoor(folder, false)
  const server = createServer(socket => {
    const stop = new AbortController()
    const ended = serveOne(socket, stop).catch(() => void socket.destroy())
    running.set(socket, { stop, ended })
    void ended.finally(() => running.delete(socket))
  })

  async function serveOne(socket: Socket, stop: AbortController) {
    // Whoever leaves no longer wants it; what cannot be written to them is nobody's fault.
    socket.on('error', () => {}).once('close', () => stop.abort())
    const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })
    const first = new Promise<string | null>(done => {
      lines.once('line', done)
      socket.once('close', () => done(null))
    })
    const leave = () => void socket.destroy()
    stop.signal.addEventListener('abort', leave)
    const line = await first
    stop.signal.removeEventListener('abort', leave)
    // After the request a caller has one thing to say: stop.
    lines.on('line', () => stop.abort())
    const request = line === null ? null : (JSON.parse(line) as Request)
    if (request === null || !same(request.key, door.key)) return void socket.destroy()
    const answer: Answer =
      request.version === version
        ? { exit: await carryOut(request.command, request.args, remote(socket, request, stop.signal)) }
        : { other: version }
    socket.write(lineOf(answer))
    socket.destroySoon()
  }

  const listen = () => {
    const mask = process.umask(0o177)
    try {
      return new Promise<void>((listening, failed) => server.once('error', failed).listen(door.address, listening))
    } finally {
      process.umask(mask)
    }
  }
  await listen().catch(() => {
    door = makeDoor(folder, true)
    return listen()
  })
  return async () => {
    const closed = new Promise(done => server.close(done))
    for (const { stop } of running.values()) stop.abort()
    await Promise.all([...running.values()].map(({ ended }) => ended))
    await closed
    removeDoor(folder)
  }
}

function remote(socket: Socket, { folder, watched }: Request, interrupted: AbortSignal): Terminal {
  return {
    write: text =>
      new Promise(done => {
        if (socket.destroyed) done(false)
        else socket.write(lineOf({ out: text }), error => done(!error))
      }),
    note: text => {
      if (!socket.destroyed) socket.write(lineOf({ err: text }))
    },
    watched,
    path: file => resolve(folder, file),
    interrupted,
  }
}

const lineOf = (answer: Answer) => `${JSON.stringify(answer)}\n`

function same(given: unknown, key: string): boolean {
  const [a, b] = [Buffer.from(String(given)), Buffer.from(key)]
  return a.length === b.length && timingSafeEqual(a, b)
}
