import { askServer, ownTerminal, programVersion } from '#platform/control'
import { type Command, HeldFolder, type Load, say } from './commands/command.ts'
import { carryOut } from './commands/outcome.ts'

/** What a live server carries out for other terminals, where it alone holds the data. */
const WHILE_SERVING: Record<string, Load> = {
  import: async () => (await import('./commands/import.ts')).importCommand,
  rates: async () => (await import('./commands/rates.ts')).ratesCommand,
  undo: async () => (await import('./commands/maintenance.ts')).undoCommand,
  export: async () => (await import('./commands/official.ts')).exportCommand,
  reference: async () => (await import('./commands/reference.ts')).referenceCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  scheme: async () => (await import('./commands/scheme.ts')).schemeCommand,
  lint: async () => (await import('./commands/lint.ts')).lintCommand,
  campaign: async () => (await import('./commands/campaign.ts')).campaignCommand,
  user: async () => (await import('./commands/user.ts')).userCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
}

const COMMANDS: Record<string, Load> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand(WHILE_SERVING),
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  ...WHILE_SERVING,
  restore: async () => (await import('./commands/backup.ts')).restoreCommand,
  validate: async () => (await import('./commands/official.ts')).validateCommand,
  migrate: async () => (await import('./commands/maintenance.ts')).migrateCommand,
}

const terminal = ownTerminal()

async function help(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map(load => load()))
  const lines = commands.map(command => `  mieuxdisant ${command.usage}\n      ${command.help}`)
  return ['Mieuxdisant : des achats publics responsables, du fichier officiel au bilan publié.', '', ...lines].join(
    '\n',
  )
}

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    await terminal.write(`${await help()}\n`)
    return name === undefined ? 3 : 0
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) {
    say(terminal, `La commande « ${name} » n’existe pas : « mieuxdisant help » les donne toutes.`)
    return 3
  }
  const command = await load()
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
