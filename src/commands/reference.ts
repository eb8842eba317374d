import { createReadStream, existsSync } from 'node:fs'
import { parse } from 'csv-parse'
import { loadNames } from '#features/contracts'
import { type CpvTable, loadCpv } from '#features/families'
import { compactId, Refusal } from '#kernel'
import { type Command, type ExitCode, print, readArgs, UsageError, withDatabase } from './command.ts'

/** The rows of a CSV file: comma, semicolon or tab, with or without BOM. */
async function rowsOf(path: string): Promise<string[][]> {
  if (!existsSync(path))
    throw new Refusal('file-missing', `Le fichier « ${path} » est introuvable : vérifiez son chemin.`)
  const rows: string[][] = []
  try {
    const parser = createReadStream(path).pipe(
      parse({ bom: true, delimiter: [',', ';', '\t'], relax_column_count: true, skip_empty_lines: true }),
    )
    for await (const row of parser as AsyncIterable<string[]>) rows.push(row.map(cell => cell.trim()))
  } catch (error) {
    throw new Refusal(
      'csv-syntax',
      `Le fichier « ${path} » n’est pas un CSV lisible (${(error as Error).message}) : rien n’a été chargé.`,
    )
  }
  return rows
}

/** Codes and labels, whatever the columns around them: the first cell that is a CPV code, and the longest text. */
function cpvOf(rows: string[][]): CpvTable[] {
  return rows.flatMap(row => {
    const code = row.find(cell => /^\d{8}(-\d)?$/.test(cell))?.slice(0, 8)
    const label = row.filter(cell => /\p{L}{2}/u.test(cell)).sort((a, b) => b.length - a.length)[0]
    return code && label ? [{ code, label }] : []
  })
}

function namesOf(rows: string[][]): [string, string][] {
  return rows.flatMap(([siret = '', name = '']) => {
    const id = compactId(siret)
    return /^(\d{9}|\d{14})$/.test(id) && name !== '' ? [[id, name] as [string, string]] : []
  })
}

export const referenceCommand: Command = {
  usage: 'reference load cpv|names FICHIER.csv [--json] [--data DOSSIER]',
  help: 'charge la nomenclature CPV (code, libellé) ou des noms d’acheteurs et de titulaires (siret, nom)',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {})
    const [verb, what, path] = positionals
    if (verb !== 'load' || (what !== 'cpv' && what !== 'names') || path === undefined || positionals.length !== 3) {
      throw new UsageError('Il faut « load », ce qui est chargé (cpv ou names) et un fichier CSV')
    }
    const rows = await rowsOf(shell.path(path))
    const [cpv, names] = what === 'cpv' ? [cpvOf(rows), []] : [[], namesOf(rows)]
    if (cpv.length + names.length === 0) {
      throw new Refusal(
        'csv-empty',
        what === 'cpv'
          ? `Aucun code CPV à huit chiffres dans « ${path} » : il faut une colonne de codes et une de libellés.`
          : `Aucun SIRET suivi d’un nom dans « ${path} » : il faut deux colonnes, siret puis nom.`,
      )
    }
    return withDatabase<ExitCode>(shell, values.data, async db => {
      const loaded = what === 'cpv' ? await loadCpv(db, cpv) : await loadNames(db, names)
      if (values.json) await print(shell, { loaded, ignored: rows.length - loaded })
      else await shell.write(`${loaded} ${what === 'cpv' ? 'codes CPV' : 'noms'} chargés.\n`)
      return 0
    })
  },
}
