import { backUp, restore } from '#platform/backup'
import { readConfig } from '#platform/config'
import { programVersion } from '#platform/control'
import { Unavailable } from '#platform/db'
import { count, fileSize, moment, nb } from '#ui'
import { type Command, type ExitCode, print, readArgs, say, UsageError, withDatabase } from './command.ts'
import { isShort } from './room.ts'

export const backupCommand: Command = {
  usage: 'backup FICHIER [--force] [--json] [--data DOSSIER]',
  help: 'sauvegarde tout (base et fichiers) dans un fichier, pendant que la plateforme fonctionne',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, { force: { type: 'boolean' } })
    const [file] = positionals
    if (file === undefined || positionals.length !== 1) throw new UsageError('Il faut un fichier, et un seul')
    return withDatabase<ExitCode>(shell, values.data, async (db, config) => {
      try {
        const { leftOut, ...done } = await backUp(db, {
          path: shell.path(file),
          dataDir: config.dataDir,
          program: programVersion(),
          overwrite: values.force === true,
          signal: shell.interrupted,
          onProgress: rows => {
            if (shell.watched) shell.note(`\r${nb(rows)} lignes sauvegardées`)
            if (isShort(config)) throw new Unavailable('disk-full', 'moins de 64 Mo libres')
          },
        })
        if (shell.watched) shell.note('\n')
        for (const path of leftOut) say(shell, `Laissé de côté, ce n’est pas un fichier : ${path}`)
        if (values.json) await print(shell, { file: shell.path(file), ...done })
        else
          await shell.write(
            `Sauvegarde écrite dans « ${file} » (${fileSize(done.bytes)}) : ${count(done.tables, 'table')}, ${count(done.rows, 'ligne')}, ${count(done.files, 'fichier')}.\n`,
          )
        return 0
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
          throw new Unavailable('disk-full', (error as Error).message)
        throw error
      }
    })
  },
}

export const restoreCommand: Command = {
  usage: 'restore FICHIER [--json] [--data DOSSIER]',
  help: 'restaure une sauvegarde dans un endroit vide (dossier neuf, ou base PostgreSQL neuve), et la relit pour la vérifier',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {})
    const [file] = positionals
    if (file === undefined || positionals.length !== 1) throw new UsageError('Il faut un fichier, et un seul')
    const { databaseUrl, dataDir } = readConfig(process.env, values.data)
    const done = await restore(shell.path(file), { url: databaseUrl, dataDir })
    // What later migrations change is done as for any database that an older version has left.
    await withDatabase(shell, values.data, async () => {})
    if (values.json) await print(shell, done)
    else
      await shell.write(
        `Sauvegarde du ${moment(new Date(done.at))} restaurée et relue : ${count(done.tables, 'table')}, ${count(done.rows, 'ligne')}, ${count(done.files, 'fichier')}.\n`,
      )
    return 0 satisfies ExitCode
  },
}
