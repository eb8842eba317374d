import pino from 'pino'

/** The program's log: one JSON object a line, on standard error, without personal data. */
export type Log = pino.Logger

export function openLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}
