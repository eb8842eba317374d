import { undoImport } from '#features/contracts'
import { count } from '#ui'
import { type Command, type ExitCode, print, readArgs, readOptions, UsageError, withDatabase } from './command.ts'

export const migrateCommand: Command = {
  usage: 'migrate [--json] [--data DOSSIER]',
  help: 'met la base de données à jour',
  async run(args, shell) {
    const { values } = readOptions(args, {})
    return withDatabase<ExitCode>(shell, values.data, async db => {
      if (values.json) await print(shell, { engine: db.engine, ...db.schema })
      else await shell.write(`La base (${db.engine === 'postgres' ? 'PostgreSQL' : 'embarquée'}) est à jour.\n`)
      return 0
    })
  },
}

export const undoCommand: Command = {
  usage: 'undo IMPORT [--json] [--data DOSSIER]',
  help: 'annule un import terminé : le registre redevient comme si ce fichier n’avait jamais été importé',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {})
    const [id] = positionals
    if (positionals.length !== 1 || !/^\d{1,9}$/.test(id ?? ''))
      throw new UsageError('Il faut le numéro d’un import, par exemple 12')
    return withDatabase<ExitCode>(shell, values.data, async db => {
      const done = await undoImport(db, Number(id))
      if (values.json) await print(shell, { import: Number(id), ...done })
      else
        await shell.write(
          `Import n° ${id} annulé : ${count(done.removed, 'marché retiré', 'marchés retirés')}, ${count(done.restored, 'version précédente rétablie', 'versions précédentes rétablies')}.\n`,
        )
      return 0
    })
  },
}
