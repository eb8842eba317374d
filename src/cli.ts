import { Refusal } from '#kernel'
import { type Command, say, UsageError } from './commands/command.ts'
import { demoCommand } from './commands/demo.ts'
import { importCommand } from './commands/import.ts'
import { migrateCommand, undoCommand } from './commands/maintenance.ts'
import { exportCommand, validateCommand } from './commands/official.ts'
import { ratesCommand } from './commands/rates.ts'
import { referenceCommand } from './commands/reference.ts'
import { serveCommand } from './commands/serve.ts'

const COMMANDS: Record<string, Command> = {
  serve: serveCommand,
  demo: demoCommand,
  import: importCommand,
  rates: ratesCommand,
  undo: undoCommand,
  validate: validateCommand,
  export: exportCommand,
  reference: referenceCommand,
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
    else if (error instanceof Refusal) say(error.message)
    else throw error
    return 3
  }
}

process.exitCode = await main(process.argv[2], process.argv.slice(3))
