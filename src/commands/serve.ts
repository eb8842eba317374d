import { firstRunCode, isNew } from '#features/organisations'
import { secretOf } from '#platform/config'
import { type CarryOut, programVersion, takeCommands } from '#platform/control'
import { noteUnawaited, openLog } from '#platform/log'
import { startServer } from '../main.ts'
import { type Command, type ExitCode, type Load, readOptions, withDatabase } from './command.ts'
import { carryOut } from './outcome.ts'

/**
 * The server.
 * @param others the commands that it carries out for other terminals while it holds an embedded database
 */
export const serveCommand = (others: Record<string, Load>): Command => ({
  usage: 'serve [--data DOSSIER]',
  help: 'ouvre la plateforme (adresse : HOST et PORT, 127.0.0.1:3000 par défaut)',
  async run(args, shell) {
    const { values } = readOptions(args, {})
    return withDatabase<ExitCode>(shell, values.data, async (db, config) => {
      const log = openLog(config.logLevel)
      const leaveFaults = noteUnawaited(log)
      const server = await startServer(config, db, log)
      const lent = { db, config: { ...config, publicUrl: config.publicUrl ?? server.url } }
      const carry: CarryOut = async (name, words, terminal) => {
        const load = Object.hasOwn(others, name) ? others[name] : undefined
        log.info({ command: load && name }, 'command of another terminal')
        return load ? carryOut(await load(), words, { ...terminal, lent }) : 3
      }
      const leave = db.engine === 'postgres' ? null : await takeCommands(config.dataDir, programVersion(), carry)
      try {
        const first = await isNew(db.identity)
        await shell.write(`Mieuxdisant est ouvert : ${server.url}\n`)
        if (first)
          await shell.write(
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
        return typeof end === 'string' ? 0 : 3
      } finally {
        await leave?.()
        await server.close()
        leaveFaults()
      }
    })
  },
})
