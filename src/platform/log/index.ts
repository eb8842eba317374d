import type { EventEmitter } from 'node:events'
import pino from 'pino'

/** The program's log: one JSON object a line, on standard error, without personal data. */
export type Log = pino.Logger

export function openLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}

/**
 * Notes what fails where nobody awaits it, and goes on: by itself Node.js would end the process, and with it the requests of everybody else.
 * @returns takes this back
 */
export function noteUnawaited(log: Log, process: EventEmitter = globalThis.process): () => void {
  const note = (error: unknown) => {
    const said = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) }
    log.error({ error: said }, 'fault that nobody awaited')
  }
  process.on('unhandledRejection', note)
  return () => void process.off('unhandledRejection', note)
}
