import { Refusal } from '#kernel'
import { Unavailable } from '#platform/db'
import { type Command, type ExitCode, type Shell, say, UsageError } from './command.ts'

/** Carries out a command; what stops it becomes a sentence and exit code 3. */
export async function carryOut(command: Command, args: string[], shell: Shell): Promise<ExitCode> {
  try {
    return await command.run(args, shell)
  } catch (error) {
    say(shell, sentenceOf(error, command))
    return 3
  }
}

/** In one line for whoever typed the command. */
export function sentenceOf(error: unknown, { usage }: Command): string {
  if (error instanceof UsageError) return `${error.message} : mieuxdisant ${usage}`
  if (error instanceof Unavailable) return error.withDetails
  return error instanceof Refusal ? error.message : fault(error)
}

/** What nobody foresaw; its stack is for whoever mends it. */
function fault(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return process.env['LOG_LEVEL'] === 'debug'
    ? (stack ?? message)
    : `La commande s’est arrêtée sur une erreur imprévue (${message.split('\n')[0]}) : recommencez ; si elle revient, LOG_LEVEL=debug en donne le détail à transmettre.`
}
