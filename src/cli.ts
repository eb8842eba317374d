import { askServer, ownTerminal, programVersion } from '#platform/control'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { type Command, HeldFolder, say } from './commands/command.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { migrateCommand, undoCommand } from './commands/maintenance.ts'
import { exportCommand, validateCommand } from './commands/official.ts'
import { carryOut } from './commands/outcome.ts'
import { ratesCommand } from './commands/rates.ts'
import { referenceCommand } from './commands/reference.ts'
import { serveCommand } from './commands/serve.ts'
import { userCommand } from './commands/user.ts'

/** What a live server carries out for other terminals, where it alone holds the data. */
const WHILE_SERVING: Record<string, Command> = {
  import: importCommand,
  rates: ratesCommand,
  undo: undoCommand,
  export: exportCommand,
  reference: referenceCommand,
  user: userCommand,
  backup: backupCommand,
  doctor: doctorCommand,
}

const COMMANDS: Record<string, Command> = {
  serve: serveCommand(WHILE_SERVING),
  demo: demoCommand,
  ...WHILE_SERVING,
  restore: restoreCommand,
  validate: validateCommand,
  migrate: migrateCommand,
}

const terminal = ownTerminal()

function help(): string {
  const lines = Object.values(COMMANDS).map(command => `  mieuxdisant ${command.usage}\n      ${command.help}`)
  return ['Mieuxdisant : des achats publics responsables, du fichier officiel au bilan publié.', '', ...lines].join(
    '\n',
  )
}

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    await terminal.write(`${help()}\n`)
    return name === undefined ? 3 : 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    say(terminal, `La commande « ${name} » n’existe pas : « mieuxdisant help » les donne toutes.`)
    return 3
  }
  return carryOut({ ...command, run: () => hereOrThere(name, command, args) }, args, terminal)
}

/** In this process; or, where a live server holds the data, in that one. */
async function hereOrThere(name: string, command: Command, args: string[]) {
  try {
    return await command.run(args, terminal)
  } catch (error) {
    if (!(error instanceof HeldFolder && Object.hasOwn(WHILE_SERVING, name))) throw error
    const request = { version: programVersion(), command: name, args }
    const code = await askServer(error.folder, request, terminal)
    if (code === null) throw error
    return code as Awaited<ReturnType<Command['run']>>
  }
}

process.exitCode = await main(process.argv[2], process.argv.slice(3))
