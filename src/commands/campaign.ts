import { campaignOfAny, type ToldCampaign } from '#features/evaluation'
import { parsePeriod, rhythmOf } from '#kernel'
import { fr } from '#ui'
import { type Command, type ExitCode, print, readOptions, say, UsageError, withDatabase } from './command.ts'

export const campaignCommand: Command = {
  usage: 'campaign --scheme CODE --year AAAA [--json] [--data DOSSIER]',
  help: 'dit la campagne d’évaluation d’une année d’un schéma\u00a0: les actions de sa part, où elles en sont, la couverture du cycle',
  async run(args, shell) {
    const { values } = readOptions(args, { scheme: { type: 'string' }, year: { type: 'string' } })
    const { scheme, year, data, json } = values
    if (scheme === undefined) throw new UsageError('Il manque l’adresse du schéma (--scheme)')
    const period = parsePeriod(year ?? '')
    if (period === null || rhythmOf(period) !== 'year')
      throw new UsageError('Il manque l’année pour laquelle la part est désignée, par exemple --year 2024')
    return withDatabase<ExitCode>(shell, data, async db => {
      const told = await campaignOfAny(db, scheme, Number(period))
      if (told === null) {
        say(
          shell,
          `Aucun schéma n’a l’adresse « ${scheme} » : vérifiez-la dans la liste des schémas de l’organisation.`,
        )
        return 2
      }
      if (json) await print(shell, told)
      else await shell.write(`${listOf(told, period)}\n`)
      return 0
    })
  },
}

function listOf({ actions, coverage }: ToldCampaign, year: string): string {
  const covered = fr`Couverture du cycle : ${coverage.evaluated} actions évaluées sur ${coverage.actions}.`
  if (actions.length === 0) return `${fr`Aucune campagne n’est ouverte pour ${year}.`}\n${covered}`
  return [
    ...actions.map(({ code, state, judgement }) => `${code} ${STATES[state]}${judgement ? ` (${judgement})` : ''}`),
    covered,
  ].join('\n')
}

const STATES: Readonly<Record<ToldCampaign['actions'][number]['state'], string>> = {
  proposed: 'proposée',
  designated: 'à évaluer',
  draft: 'en cours d’écriture',
  submitted: 'soumise aux instances',
  returned: 'renvoyée',
  validated: 'validée',
}
