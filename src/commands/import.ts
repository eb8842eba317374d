import { basename } from 'node:path'
import { type ImportCounts, importFile, noCounts, RejectsFile, WARNINGS } from '#features/contracts'
import { parisDay, Refusal } from '#kernel'
import type { Config } from '#platform/config'
import { type Database, Unavailable } from '#platform/db'
import { count, nb } from '#ui'
import { type Command, type ExitCode, print, readArgs, type Shell, say, UsageError, withDatabase } from './command.ts'
import { isShort } from './room.ts'

export const importCommand: Command = {
  usage: 'import FICHIER… [--json] [--data DOSSIER]',
  help: 'importe des fichiers officiels (DECP : JSON, XML, CSV, compressés ou non)',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {})
    if (positionals.length === 0) throw new UsageError('Il manque le ou les fichiers à importer')
    return withDatabase<ExitCode>(shell, values.data, async (db, config) => {
      const rejects = new RejectsFile(config.dataDir)
      const total = noCounts()
      let exit: ExitCode = 0
      for (const path of positionals) {
        try {
          add(total, await importOne(db, config, path, rejects, shell))
        } catch (error) {
          if (shell.interrupted.aborted) {
            say(shell, `Import de « ${path} » interrompu : le registre est resté comme avant ce fichier.`)
            return 3
          }
          const meant = orFullDisk(error, config)
          if (meant instanceof Unavailable)
            throw new Refusal(
              meant.code,
              `Import de « ${path} » arrêté, sans rien laisser à moitié dans le registre. ${meant.withDetails}`,
            )
          // Another import that is running would meet every other file too.
          if (!(error instanceof Refusal) || error.code === 'import-running') throw error
          say(shell, `${path} : ${error.message}`)
          exit = 2
        }
      }
      const result = { files: positionals.length, ...total, rejectsFile: rejects.path }
      if (values.json) await print(shell, result)
      else await shell.write(`${summary(result)}\n`)
      return exit
    })
  },
}

/** A full disk instead of an error that came from it without naming it: the engine's, or that of the rejected records. */
function orFullDisk(error: unknown, config: Config): unknown {
  if (error instanceof Refusal && error.code !== 'database-stopped') return error
  const { code, message, why = message } = error as NodeJS.ErrnoException & { why?: string }
  return code === 'ENOSPC' || isShort(config) ? new Unavailable('disk-full', why) : error
}

async function importOne(
  db: Database,
  config: Config,
  path: string,
  rejects: RejectsFile,
  shell: Shell,
): Promise<ImportCounts> {
  const file = basename(path)
  const mark = rejects.mark()
  try {
    const { counts } = await importFile(db, {
      path: shell.path(path),
      file,
      author: 'ligne de commande',
      today: parisDay(new Date()),
      signal: shell.interrupted,
      onReject: reject => rejects.add(file, reject),
      rejectsFile: () => rejects.path,
      onProgress: read => {
        if (shell.watched) shell.note(`\r${file} : ${read.toLocaleString('fr-FR')} enregistrements lus`)
        if (isShort(config)) throw new Unavailable('disk-full', 'moins de 64 Mo libres')
      },
    })
    return counts
  } catch (error) {
    rejects.backTo(mark)
    throw error
  } finally {
    if (shell.watched) shell.note('\n')
  }
}

function add(total: ImportCounts, counts: ImportCounts) {
  for (const key of ['read', 'created', 'updated', 'unchanged', 'rejected', 'concessions', 'leftOut'] as const)
    total[key] += counts[key]
  for (const [code, n] of Object.entries(counts.warnings)) {
    const key = code as keyof ImportCounts['warnings']
    total.warnings[key] = (total.warnings[key] ?? 0) + n
  }
}

function summary(result: ImportCounts & { files: number; rejectsFile: string | null }): string {
  const lines = [
    `${count(result.read, 'enregistrement lu', 'enregistrements lus')} : ${count(result.created, 'nouveau', 'nouveaux')}, ${nb(result.updated)} mis à jour, ${count(result.unchanged, 'inchangé')}, ${count(result.concessions, 'concession')}, ${count(result.rejected, 'rejeté')}.`,
    ...Object.entries(result.warnings).map(
      ([code, n]) => `  ${String(n).padStart(6)}  ${WARNINGS[code as keyof typeof WARNINGS].label}`,
    ),
  ]
  if (result.rejectsFile) lines.push(`Enregistrements rejetés, avec leur motif : ${result.rejectsFile}`)
  return lines.join('\n')
}
