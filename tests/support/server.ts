import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseAddress } from '#platform/db'
import { cleanEnvironment, PRODUCT, whereabouts } from './cli.ts'
import { freePort } from './ports.ts'

/** The built product, serving. */
export interface RunningServer {
  /** Its address, without a final slash. */
  url: string
  pid: number
  /** What it has written so far, both streams. */
  output(): string
  /** Stops it as an operator would (SIGTERM), or kills it. Resolves when it is gone. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/**
 * Starts `mieuxdisant serve` on a free loopback port and waits until it is ready.
 * @throws with its output when it stops, or is not ready within 30 seconds
 */
export async function startServer(address: DatabaseAddress, env: Record<string, string> = {}): Promise<RunningServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const where = whereabouts(address)
  const child = spawn(process.execPath, [...PRODUCT, 'serve', ...where.args], {
    env: cleanEnvironment({ HOST: '127.0.0.1', PORT: String(port), ...where.env, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const atExit = () => child.kill('SIGKILL')
  process.once('exit', atExit)
  const running = () => child.exitCode === null && child.signalCode === null
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    process.off('exit', atExit)
    if (!running()) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const deadline = Date.now() + 30_000
  while (running() && Date.now() < deadline) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return { url, pid: child.pid ?? 0, output: () => output, stop }
    await pause(50)
  }
  await stop('SIGKILL')
  throw new Error(`The server did not get ready at ${url}:\n${output.slice(-4000)}`)
}
