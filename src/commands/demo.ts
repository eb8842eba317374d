import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXAMPLE_NAMES, exampleFiles, importFile, loadNames, markAsExample, refuse } from '#features/contracts'
import { parisDay } from '#kernel'
import { openDatabase } from '#platform/db'
import { type Command, type ExitCode, readOptions, type Shell, say } from './command.ts'

const MARKER = 'exemple.json'
const VERSION = 1

/** Whether the folder holds the whole example already; refuses when it holds anything else. What was begun and not ended is removed. */
function isFilled(folder: string): boolean {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return false
  const marker = join(folder, MARKER)
  if (!existsSync(marker)) return refuse('register-not-empty', { folder })
  const { complete, version } = JSON.parse(readFileSync(marker, 'utf8')) as { complete: boolean; version: number }
  return complete && version === VERSION
}

/** Fills a folder with the example, or completes what was begun. */
async function fillExample(folder: string, shell: Shell): Promise<void> {
  if (isFilled(folder)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const mark = (complete: boolean) =>
    writeFileSync(join(folder, MARKER), JSON.stringify({ complete, version: VERSION }))
  mark(false)
  say(shell, 'Préparation des données d’exemple (quelques secondes, la première fois seulement)…')
  const db = await openDatabase({ dataDir: folder })
  const files = mkdtempSync(join(tmpdir(), 'mieuxdisant-exemple-'))
  try {
    await markAsExample(db)
    for (const { name, text } of exampleFiles()) {
      const path = join(files, name)
      writeFileSync(path, text)
      const { counts } = await importFile(db, { path, file: name, author: 'exemple', today: parisDay(new Date()) })
      say(shell, `  ${name} : ${counts.read} enregistrements`)
    }
    await loadNames(db, EXAMPLE_NAMES)
    mark(true)
  } finally {
    rmSync(files, { recursive: true })
    await db.close()
  }
}

export const demoCommand: Command = {
  usage: 'demo [--data DOSSIER]',
  help: 'remplit un dossier vide avec les données d’exemple (./data-demo par défaut)',
  async run(args, shell) {
    const { values } = readOptions(args, {})
    const folder = values.data ?? './data-demo'
    await fillExample(folder, shell)
    await shell.write(
      `L’exemple est prêt dans « ${folder} » : ouvrez-le avec « mieuxdisant serve --data ${folder} ».\n`,
    )
    return 0 satisfies ExitCode
  },
}
