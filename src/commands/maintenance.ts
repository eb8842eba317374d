import { undoImport } from '#features/contracts'
import { count } from '#ui'
import { type Command, type ExitCode, print, readArgs, readOptions, UsageError, withDatabase } from './command.ts'

export const migrateCommand: Command = {
  usage: 'migrate [--json] [--data DOSSIER]',
  help: 'met la base de données à jour',
  async run(args) {
    const { values } = readOptions(args, {})
    return withDatabase<ExitCode>(values.data, async db => {
      if (values.json) print({ engine: db.engine, ...db.schema })
      else process.stdout.write(`La base (${db.engine === 'postgres' ? 'PostgreSQL' : 'embarquée'}) est à jour.\n`)
      return 0
    })
  },
}

export const undoCommand: Command = {
  usage: 'undo IMPORT [--json] [--data DOSSIER]',
  help: 'annule un import terminé : le registre redevient comme si ce fichier n’avait jamais été importé',
  async run(args) {
    const { values, positionals } = readArgs(args, {})
    const [id] = positionals
    if (positionals.length !== 1 || !/^\d{1,9}$/.test(id ?? ''))
      throw new UsageError('Il faut le numéro d’un import, par exemple 12')
    return withDatabase<ExitCode>(values.data, async db => {
      const done = await undoImport(db, Number(id))
      if (values.json) print({ import: Number(id), ...done })
      else
        process.stdout.write(
          `Import n° ${id} annulé : ${count(done.removed, 'marché retiré', 'marchés retirés')}, ${count(done.restored, 'version précédente rétablie', 'versions précédentes rétablies')}.\n`,
        )
      return 0
    })
  },
}
