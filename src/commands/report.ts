import { writeFileSync } from 'node:fs'
import { FORMATS, formatIn, REPORT_NAMES, reportFor } from '#features/reports'
import { parsePeriod, rhythmOf } from '#kernel'
import { type Command, type ExitCode, readArgs, say, UsageError, withDatabase } from './command.ts'

const NAMES = Object.keys(FORMATS).join('|')

export const reportCommand: Command = {
  usage: `report --scheme CODE --year AAAA [--kind ${REPORT_NAMES.join('|')}] --format ${NAMES} --out FICHIER [--data DOSSIER]`,
  help: 'écrit le bilan d’une année d’un schéma, l’évaluation d’une part ou le bilan global d’un cycle, tel qu’il serait publié maintenant',
  async run(args, shell) {
    const { values, positionals } = readArgs(args, {
      scheme: { type: 'string' },
      year: { type: 'string' },
      kind: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
    })
    const { scheme, year, kind = 'bilan', format = 'pdf', out } = values
    if (positionals.length > 0) throw new UsageError(`« ${positionals[0]} » n’est pas attendu ici`)
    if (scheme === undefined) throw new UsageError('Il manque l’adresse du schéma (--scheme)')
    if (out === undefined) throw new UsageError('Il manque le fichier à écrire (--out)')
    const period = parsePeriod(year ?? '')
    if (period === null || rhythmOf(period) !== 'year')
      throw new UsageError('Il manque l’année, par exemple --year 2024')
    const name = formatIn(format)
    if (name === undefined) throw new UsageError(`Le format « ${format} » n’existe pas`)
    const sort = REPORT_NAMES.find(one => one === kind)
    if (sort === undefined) throw new UsageError(`« ${kind} » n’est pas un bilan : ${REPORT_NAMES.join(', ')}`)
    return withDatabase<ExitCode>(shell, values.data, async db => {
      writeFileSync(shell.path(out), await reportFor(db, scheme, Number(period), name, sort))
      say(shell, `Bilan écrit dans « ${out} ».`)
      return 0
    })
  },
}
