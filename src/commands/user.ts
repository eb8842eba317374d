import { Accounts, foldEmail } from '#features/organisations'
import { type Config, secretOf } from '#platform/config'
import type { Database } from '#platform/db'
import { type Command, type ExitCode, print, readArgs, UsageError, withDatabase } from './command.ts'

const accountsOf = (db: Database, config: Config) =>
  new Accounts(db, { url: config.publicUrl ?? `http://${config.host}:${config.port}`, secret: secretOf(config) })

export const userCommand: Command = {
  usage:
    'user create ADRESSE --name NOM [--administrator] | user reset ADRESSE [--second-factor] [--json] [--data DOSSIER]',
  help: 'ouvre un compte, ou donne un lien pour choisir un autre mot de passe (valable un jour, une fois) ; --second-factor retire le second facteur',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {
      name: { type: 'string' },
      administrator: { type: 'boolean' },
      'second-factor': { type: 'boolean' },
    })
    const [verb, email, ...rest] = positionals
    if ((verb !== 'create' && verb !== 'reset') || email === undefined || rest.length > 0)
      throw new UsageError('Dites create ou reset, puis une adresse électronique')
    if (verb === 'create' && values.name === undefined) throw new UsageError('Il manque le nom de la personne (--name)')
    return withDatabase<ExitCode>(shell, values.data, async (db, config) => {
      const accounts = accountsOf(db, config)
      if (verb === 'reset' && values['second-factor']) {
        const removed = await accounts.secondFactor.remove(email)
        if (values.json) await print(shell, { email: foldEmail(email), removed })
        else
          await shell.write(
            removed
              ? 'Second facteur retiré : le mot de passe suffit de nouveau.\n'
              : 'Il n’y avait pas de second facteur : rien n’a été changé.\n',
          )
        return 0
      }
      const link =
        verb === 'create'
          ? await accounts.create({ email, name: values.name ?? '', administrator: values.administrator === true })
          : await accounts.reset(email)
      if (values.json) await print(shell, { email: foldEmail(email), link })
      else await shell.write(`Lien pour choisir le mot de passe, valable 24 heures et une fois :\n${link}\n`)
      return 0
    })
  },
}
