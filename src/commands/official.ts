import { exportOfficial, validateFile } from '#features/contracts'
import { Refusal } from '#kernel'
import { type Command, type ExitCode, print, readArgs, say, UsageError, withDatabase } from './command.ts'
import { readScope } from './rates.ts'

export const validateCommand: Command = {
  usage: 'validate FICHIER [--json]',
  help: 'dit si un fichier est conforme au format officiel DECP 2.0.4',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {})
    const [path] = positionals
    if (path === undefined || positionals.length !== 1) throw new UsageError('Il faut un fichier, et un seul')
    try {
      const { valid, errors, count } = await validateFile(shell.path(path))
      if (values.json) await print(shell, { valid, count, errors })
      else if (valid) await shell.write('Le fichier est conforme au format DECP 2.0.4.\n')
      else {
        for (const { path: where, message } of errors) await shell.write(`${where} : ${message}\n`)
        await shell.write(
          `Le fichier n’est pas conforme au format DECP 2.0.4 : ${count} erreur${count > 1 ? 's' : ''}${count > errors.length ? `, dont ${errors.length} listées` : ''}.\n`,
        )
      }
      return valid ? 0 : 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (values.json) await print(shell, { valid: false, count: 0, errors: [], unreadable: error.message })
      say(shell, `${path} : ${error.message}`)
      return 2
    }
  },
}

export const exportCommand: Command = {
  usage: 'export decp [--buyer SIREN|SIRET] [--year AAAA] [--data DOSSIER] > FICHIER',
  help: 'écrit les marchés du registre au format officiel DECP 2.0.4',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, { buyer: { type: 'string' }, year: { type: 'string' } })
    if (positionals.length !== 1 || positionals[0] !== 'decp')
      throw new UsageError('Il faut dire le format : « export decp »')
    const { scope } = readScope(values.buyer, values.year)
    return withDatabase<ExitCode>(shell, values.data, async db => {
      const left = { contracts: 0 }
      const chunks = exportOfficial(db.read, scope, (contract, missing) => {
        left.contracts++
        say(shell, `Laissé de côté : ${contract} : ${missing.join('\u202f; ')}`)
      })
      for await (const chunk of chunks) if (!(await shell.write(chunk))) return 0
      if (left.contracts > 0)
        say(shell, `${left.contracts} contrats laissés de côté : ils ne peuvent pas être conformes au format 2.0.4.`)
      return 0
    })
  },
}
