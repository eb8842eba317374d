import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { valueKeeper } from '#features/indicators'
import {
  documentSchema,
  exportAnyScheme,
  FORMATS,
  formatIn,
  importForOrganisation,
  leaderOf,
  readSchemeFile,
} from '#features/scheme'
import { Refusal } from '#kernel'
import { count } from '#ui'
import { type Command, type ExitCode, print, readArgs, type Shell, say, UsageError, withDatabase } from './command.ts'

/** What a file of a scheme may weigh: all of it is in memory while it is read. */
const LARGEST = 200 * 1024 * 1024
const NAMES = Object.keys(FORMATS).join('|')

interface Given {
  file: string | undefined
  scheme?: string | undefined
  format?: string | undefined
  output?: string | undefined
  code?: string | undefined
  organisation?: string | undefined
  data?: string | undefined
  json?: boolean | undefined
}

export const schemeCommand: Command = {
  usage: `scheme export --scheme CODE [--format ${NAMES}] [--output FICHIER] | scheme import FICHIER [--code CODE] [--organisation SIREN] | scheme format [--json] [--data DOSSIER]`,
  help: 'exporte un schéma, en ouvre un depuis un fichier exporté, ou décrit le format d’échange (JSON Schema)',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {
      scheme: { type: 'string' },
      format: { type: 'string' },
      output: { type: 'string' },
      code: { type: 'string' },
      organisation: { type: 'string' },
    })
    const [verb, file, ...rest] = positionals
    if (rest.length > 0 || (file !== undefined && verb !== 'import'))
      throw new UsageError(`« ${rest[0] ?? file} » n’est pas attendu ici`)
    const given = { ...values, file }
    if (verb === 'export') return exported(shell, given)
    if (verb === 'import') return imported(shell, given)
    if (verb !== 'format') throw new UsageError('Dites export, import ou format')
    await shell.write(`${JSON.stringify(documentSchema(), null, 2)}\n`)
    return 0
  },
}

function exported(shell: Shell, { scheme, format = 'json', output, data }: Given): Promise<ExitCode> {
  if (scheme === undefined) throw new UsageError('Il manque l’adresse du schéma (--scheme)')
  const name = formatIn(format) ?? unknownFormat(format)
  return withDatabase<ExitCode>(shell, data, async db => {
    const bytes = await FORMATS[name].write(await exportAnyScheme(db, scheme, valueKeeper))
    if (output === undefined && name === 'json') await shell.write(Buffer.from(bytes).toString())
    else {
      const file = output ?? `${scheme}.${name}`
      writeFileSync(shell.path(file), bytes)
      if (output === undefined) say(shell, `Schéma écrit dans « ${file} ».`)
    }
    return 0
  })
}

const unknownFormat = (format: string): never => {
  throw new UsageError(`Le format « ${format} » n’existe pas`)
}

async function imported(shell: Shell, { file, code, organisation, data, json }: Given): Promise<ExitCode> {
  if (file === undefined) throw new UsageError('Il faut un fichier')
  const path = shell.path(file)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined || size > LARGEST) {
    say(shell, size === undefined ? `${file} est introuvable : vérifiez son chemin.` : `${file} pèse plus de 200 Mo.`)
    return 2
  }
  const read = await readSchemeFile(readFileSync(path)).catch(error => {
    if (error instanceof Refusal) return { problems: [{ at: file, message: error.message }] }
    throw error
  })
  if ('problems' in read) {
    for (const { at, message } of read.problems) say(shell, `${at} : ${message}`)
    return 2
  }
  const document = { ...read.document, code: code ?? read.document.code }
  return withDatabase<ExitCode>(shell, data, async db => {
    const siren = organisation ?? (await leaderOf(db, read.document))
    if (siren === null) throw new UsageError('Dites le SIREN de l’organisation qui conduira le schéma (--organisation)')
    await importForOrganisation(db, siren, document, valueKeeper)
    const { actions, indicators, adoption } = document
    const next = adoption ? 'Il est ouvert tel qu’adopté.' : 'C’est un brouillon : l’organisation le relit et l’adopte.'
    if (json) await print(shell, { code: document.code, actions: actions.length, indicators: indicators.length })
    else
      await shell.write(
        `Schéma « ${document.code} » ouvert : ${count(actions.length, 'action')}, ${count(indicators.length, 'indicateur')}. ${next}\n`,
      )
    return 0
  })
}
