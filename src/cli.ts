import { Refusal } from '#kernel'
import { Unavailable } from '#platform/db'
import { type Command, say, UsageError } from './commands/command.ts'
import { demoCommand } from './commands/demo.ts'
import { importCommand } from './commands/import.ts'
import { migrateCommand, undoCommand } from './commands/maintenance.ts'
import { exportCommand, validateCommand } from './commands/official.ts'
import { ratesCommand } from './commands/rates.ts'
import { referenceCommand } from './commands/reference.ts'
import { serveCommand } from './commands/serve.ts'
import { userCommand } from './commands/user.ts'

const COMMANDS: Record<string, Command> = {
  serve: serveCommand,
  demo: demoCommand,
  import: importCommand,
  rates: ratesCommand,
  undo: undoCommand,
  validate: validateCommand,
  export: exportCommand,
  reference: referenceCommand,
  user: userCommand,
  migrate: migrateCommand,
}

function help(): string {
  const lines = Object.values(COMMANDS).map(command => `  mieuxdisant ${command.usage}\n      ${command.help}`)
  return ['Mieuxdisant : des achats publics responsables, du fichier officiel au bilan publié.', '', ...lines].join(
    '\n',
  )
}

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${help()}\n`)
    return name === undefined ? 3 : 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    say(`La commande « ${name} » n’existe pas : « mieuxdisant help » les donne toutes.`)
    return 3
  }
  try {
    return await command.run(args)
  } catch (error) {
    if (error instanceof UsageError) say(`${error.message} : mieuxdisant ${command.usage}`)
    else if (error instanceof Unavailable) say(error.withDetails)
    else say(error instanceof Refusal ? error.message : fault(error))
    return 3
  }
}

/** What nobody foresaw, in one line for whoever typed the command; its stack is for whoever mends it. */
function fault(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return process.env['LOG_LEVEL'] === 'debug'
    ? (stack ?? message)
    : `La commande s’est arrêtée sur une erreur imprévue (${message.split('\n')[0]}) : recommencez ; si elle revient, LOG_LEVEL=debug en donne le détail à transmettre.`
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no fault; a command that writes for long listens by itself.
  if (error.code === 'EPIPE' || process.stdout.listenerCount('error') > 1) return
  say(`Le résultat ne peut pas être écrit (${error.message}) : vérifiez la place sur le disque, puis recommencez.`)
  process.exitCode = 3
})

const code = await main(process.argv[2], process.argv.slice(3))
process.exitCode ??= code
