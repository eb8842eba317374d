import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openExampleBodies } from '#features/bodies'
import {
  AUBRELIEU,
  correctExample,
  EXAMPLE_NAMES,
  exampleFiles,
  importFile,
  loadNames,
  MALVENNE,
  markAsExample,
  PIERREFONTE,
  previewRates,
  publishRates,
  refuse,
  VALLONNE,
} from '#features/contracts'
import { evaluateExample } from '#features/evaluation'
import { governExample } from '#features/governance'
import { computeAll, judgeExample, valueKeeper } from '#features/indicators'
import { type ExamplePerson, examplePassphrase, openExample } from '#features/organisations'
import { publishExampleBilans, publishExampleGlobalBilan } from '#features/reports'
import { openExampleSchemes } from '#features/scheme'
import { openExampleSurvey } from '#features/surveys'
import { parisDay } from '#kernel'
import { readConfig, secretOf } from '#platform/config'
import { type Database, openDatabase } from '#platform/db'
import { openLog } from '#platform/log'
import { measuresOf } from '../measures.ts'
import { servicesOf, siteOf } from '../site.ts'
import { type Command, type ExitCode, readOptions, type Shell, say } from './command.ts'

const MARKER = 'exemple.json'
const VERSION = 9
/** A whole year of the example. */
const PUBLISHED_YEAR = 2025

/** Whether the folder holds the whole example already; refuses when it holds anything else. What was begun and not ended is removed. */
function isFilled(folder: string): boolean {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return false
  const marker = join(folder, MARKER)
  if (!existsSync(marker)) return refuse('register-not-empty', { folder })
  const { complete, version } = JSON.parse(readFileSync(marker, 'utf8')) as { complete: boolean; version: number }
  return complete && version === VERSION
}

/** Opens the organisations and people of the example, publishes a year of its department, corrects some contracts, and says under which pass-phrase people sign in. */
async function fillWithPeople(db: Database, folder: string): Promise<string> {
  const config = readConfig(process.env, folder)
  const services = servicesOf(db, config, openLog(config.logLevel))
  const passphrase = examplePassphrase(secretOf(config))
  try {
    await services.jobs.open()
    const buyers = { department: VALLONNE, municipality: AUBRELIEU, village: PIERREFONTE, asking: MALVENNE }
    const { people, department, municipality, village } = await openExample(
      db,
      siteOf(services).invitations,
      buyers,
      passphrase,
    )
    const { fingerprint, corrected } = await previewRates(db, department, PUBLISHED_YEAR)
    if (corrected === null)
      await publishRates(
        db,
        department,
        { year: PUBLISHED_YEAR, fingerprint, correction: null },
        config.publicUrl ?? '',
      )
    await correctExample(db, department, municipality)
    await openExampleSchemes(db, department, [municipality, village], valueKeeper)
    await openExampleBodies(db, department)
    await governExample(db, department)
    await evaluateExample(db, department)
    const means = { db, measures: measuresOf(db) }
    await computeAll(means)
    for (const buyer of [department, municipality, village]) await judgeExample(db, buyer)
    // What reads a figure that was refused.
    await computeAll(means)
    await openExampleSurvey({ db, jobs: services.jobs }, department)
    await publishExampleBilans(db, department, config.publicUrl ?? '')
    await publishExampleGlobalBilan(db, department, config.publicUrl ?? '')
    return tableOf(people, passphrase)
  } finally {
    await services.jobs.stop()
  }
}

/** Who may sign in, a line for each of their organisations. */
function tableOf(people: readonly ExamplePerson[], passphrase: string): string {
  const rows = people.flatMap(({ name, email, belongings }) =>
    belongings.map(({ organisation, roles }, i) => [i === 0 ? name : '', i === 0 ? email : '', roles, organisation]),
  )
  const head = ['Personne', 'Adresse', 'Rôle', 'Organisation']
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map(row => row[i]?.length ?? 0)))
  const lines = [head, ...rows].map(row =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [
    '',
    ...lines.map(line => `  ${line}`),
    '',
    `  Mot de passe de toutes ces personnes : ${passphrase}`,
    `  ${people[0]?.name} administre aussi le site. Notez ce mot de passe : il n’est affiché qu’une fois.`,
    '',
  ].join('\n')
}

/** Fills a folder with the example, or completes what was begun. */
async function fillExample(folder: string, shell: Shell): Promise<void> {
  if (isFilled(folder))
    return say(
      shell,
      `Mot de passe perdu ? « mieuxdisant user reset ADRESSE --data ${folder} » donne un lien pour en choisir un autre.`,
    )
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
    say(shell, await fillWithPeople(db, folder))
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
