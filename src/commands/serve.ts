import { firstRunCode, isNew } from '#features/organisations'
import { secretOf } from '#platform/config'
import { openLog } from '#platform/log'
import { startServer } from '../main.ts'
import { type Command, type ExitCode, readOptions, withDatabase } from './command.ts'

export const serveCommand: Command = {
  usage: 'serve [--data DOSSIER]',
  help: 'ouvre la plateforme (adresse : HOST et PORT, 127.0.0.1:3000 par défaut)',
  async run(args) {
    const { values } = readOptions(args, {})
    return withDatabase<ExitCode>(values.data, async (db, config) => {
      const log = openLog(config.logLevel)
      const server = await startServer(config, db, log)
      process.stdout.write(`Mieuxdisant est ouvert : ${server.url}\n`)
      if (await isNew(db.identity))
        process.stdout.write(
          `Premier démarrage : ouvrez le premier compte à l’adresse ${server.url}/premier-demarrage, avec le code ${firstRunCode(secretOf(config))}\n`,
        )
      log.info({ url: server.url, engine: db.engine }, 'listening')
      const signal = new Promise<string>(resolve => {
        for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, resolve)
      })
      // A process without its database can only say so: whoever supervises it starts another, which recovers the data.
      const end = await Promise.race([signal, db.stopped])
      if (typeof end === 'string') log.info({ signal: end }, 'stopping')
      else log.fatal({ code: end.code, why: end.why }, end.message)
      await server.close()
      return typeof end === 'string' ? 0 : 3
    })
  },
}
