import { LEVELS, lintAnyScheme, type ToldFinding } from '#features/linter'
import { count, fr } from '#ui'
import { MEASURES } from '../measures.ts'
import { type Command, type ExitCode, print, readOptions, say, UsageError, withDatabase } from './command.ts'

const TITLES = { blocking: 'Bloque l’adoption', 'to-fix': 'À corriger', 'to-know': 'À savoir' } as const

export const lintCommand: Command = {
  usage: 'lint --scheme CODE [--json] [--data DOSSIER]',
  help: 'relit un schéma\u00a0: ce qui bloque son adoption, ce qui est à corriger, ce qui est à savoir',
  async run(args, shell) {
    const { values } = readOptions(args, { scheme: { type: 'string' } })
    const { scheme, data, json } = values
    if (scheme === undefined) throw new UsageError('Il manque l’adresse du schéma (--scheme)')
    return withDatabase<ExitCode>(shell, data, async db => {
      const findings = await lintAnyScheme(db, scheme, { measures: MEASURES })
      if (findings === null) {
        say(
          shell,
          `Aucun schéma n’a l’adresse « ${scheme} » : vérifiez-la dans la liste des schémas de l’organisation.`,
        )
        return 2
      }
      if (json) await print(shell, { findings })
      else await shell.write(`${listOf(findings)}\n`)
      return 0
    })
  },
}

function listOf(findings: readonly ToldFinding[]): string {
  if (findings.length === 0) return 'Rien à signaler.'
  return LEVELS.flatMap(level => {
    const found = findings.filter(one => one.level === level)
    if (found.length === 0) return []
    return [
      fr`${TITLES[level]} (${count(found.length, 'constat')})`,
      ...found.map(({ code, message }) => `  ${message} [${code}]`),
    ]
  }).join('\n')
}
