import { Refusal } from '#kernel'

/** What a command knows of whoever started it, in this process or through a live server. */
export interface Terminal {
  /**
   * Writes a result, on standard output. False when nobody reads it any more (`| head`): no fault, nothing is left to write for.
   * @throws Refusal `output-unwritable`
   */
  write(text: string): Promise<boolean>
  /** Writes for people, on standard error, as it is. */
  note(text: string): void
  /** Whether somebody watches standard error, and may like to see how far the command is. */
  readonly watched: boolean
  /** Where a file named on the command line is. */
  path(file: string): string
  /** Ends what must leave nothing half done: Ctrl-C, or its caller has gone. */
  readonly interrupted: AbortSignal
}

/** The terminal of this process. Where `interrupted` is not asked for, Ctrl-C ends the process as ever. */
export function ownTerminal(): Terminal {
  let fault: NodeJS.ErrnoException | null = null
  let interrupted: AbortController | undefined
  process.stdout.on('error', () => {})
  return {
    write: text =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, error => {
          fault ??= error ?? null
          if (fault === null || fault.code === 'EPIPE') return resolve(fault === null)
          const sentence = `Le résultat ne peut pas être écrit (${fault.message}) : vérifiez la place sur le disque, puis recommencez.`
          reject(new Refusal('output-unwritable', sentence))
        })
      }),
    note: text => process.stderr.write(text),
    watched: process.stderr.isTTY === true,
    path: file => file,
    get interrupted() {
      if (interrupted === undefined) {
        const asked = new AbortController()
        process.once('SIGINT', () => asked.abort()).once('SIGTERM', () => asked.abort())
        interrupted = asked
      }
      return interrupted.signal
    },
  }
}
