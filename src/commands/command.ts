import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Refusal } from '#kernel'
import { type Config, readConfig } from '#platform/config'
import type { Terminal } from '#platform/control'
import { type Database, openDatabase, refuseUnfinished } from '#platform/db'

/** What a command says when it ends: 0 done, 1 no (validate), 2 a file could not be read, 3 could not be carried out. */
export type ExitCode = 0 | 1 | 2 | 3

/** One command of `bin/mieuxdisant`. */
export interface Command {
  /** How it is written, for the help. */
  usage: string
  /** What it does, in French, one line. */
  help: string
  run(args: string[], shell: Shell): Promise<ExitCode>
}

/** Reads a command when it is asked for: none waits for what only another one needs. */
export type Load = () => Promise<Command>

/** Where a command runs: for a terminal, on a database that it opens, or on that of the server which carries it out. */
export interface Shell extends Terminal {
  lent?: { db: Database; config: Config }
}

/** A wrong way to call a command: shown with its usage. */
export class UsageError extends Refusal {
  constructor(message: string) {
    super('usage', message)
  }
}

/** Reads the arguments of a command; `--data` and `--json` are known to all. */
export function readArgs<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, json: { type: 'boolean' }, ...options },
    } as {
      args: string[]
      allowPositionals: true
      options: O & { data: { type: 'string' }; json: { type: 'boolean' } }
    })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const option = /'(-[^' ]*)/.exec(message)?.[1] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new UsageError(`L’option ${option} n’existe pas`)
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      const expected = /does not take an argument/.test(message) ? 'n’attend pas de valeur' : 'attend une valeur'
      throw new UsageError(`L’option ${option} ${expected}`)
    }
    throw error
  }
}

/** The same for a command that takes options only: a word left over (`rates 2024`) would be answered about something else. */
export function readOptions<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  const read = readArgs(args, options)
  const [word] = read.positionals
  if (word !== undefined) throw new UsageError(`« ${word} » n’est pas attendu ici`)
  return read
}

/** Another process holds the data folder: the sentence is that of the lock. */
export class HeldFolder extends Refusal {
  readonly folder: string

  constructor(folder: string, { code, message }: Refusal) {
    super(code, message)
    this.folder = folder
  }
}

/**
 * Opens the database that the command is about, and closes it whatever happens; through a server, it is the server's.
 * @throws HeldFolder, before anything is done
 */
export async function withDatabase<T>(
  { lent }: Shell,
  data: string | undefined,
  work: (db: Database, config: Config) => Promise<T>,
): Promise<T> {
  if (lent) return work(lent.db, lent.config)
  const config = readConfig(process.env, data)
  if (config.databaseUrl) refuseUnfinished(config.dataDir)
  const db = await openDatabase(config.databaseUrl ? { url: config.databaseUrl } : { dataDir: config.dataDir }).catch(
    error => {
      throw error instanceof Refusal && error.code === 'data-locked' ? new HeldFolder(config.dataDir, error) : error
    },
  )
  try {
    return await work(db, config)
  } finally {
    await db.close()
  }
}

/** A line for people, on standard error: standard output is for results. */
export function say(shell: Terminal, line: string): void {
  shell.note(`${line}\n`)
}

/** The result, on standard output: one JSON object and nothing else. */
export async function print(shell: Terminal, result: unknown): Promise<void> {
  await shell.write(`${JSON.stringify(result)}\n`)
}
