import {
  type Corrected,
  correctedRates,
  openRegister,
  publishedRates,
  type Rates,
  ratesOf,
  sumsOf,
} from '#features/contracts'
import { compactId } from '#kernel'
import { count, percent } from '#ui'
import { type Command, type ExitCode, print, readOptions, say, UsageError, withDatabase } from './command.ts'

/** A buyer and a year from options; refuses what is neither. */
export function readScope(buyer: string | undefined, year: string | undefined) {
  const id = buyer === undefined ? null : compactId(buyer)
  if (id !== null && !/^(\d{9}|\d{14})$/.test(id))
    throw new UsageError('--buyer attend un SIREN (9 chiffres) ou un SIRET (14 chiffres)')
  // Year 0 is the register's own word for contracts without date, which belong to no year.
  if (year !== undefined && !/^(?!0000)\d{4}$/.test(year))
    throw new UsageError('--year attend une année sur quatre chiffres, par exemple 2024')
  return {
    buyer: id,
    year: year ?? null,
    scope: { buyers: id === null ? null : [id], year: year === undefined ? null : Number(year) },
  }
}

export const ratesCommand: Command = {
  usage: 'rates [--buyer SIREN|SIRET] [--year AAAA] [--json] [--data DOSSIER]',
  help: 'donne les taux social et environnemental d’un acheteur et d’une année',
  async run(args, shell) {
    const { values } = readOptions(args, { buyer: { type: 'string' }, year: { type: 'string' } })
    const { buyer, year, scope } = readScope(values.buyer, values.year)
    return withDatabase<ExitCode>(shell, values.data, async db => {
      const register = await openRegister(db.read)
      const rates = ratesOf(await sumsOf(register, scope))
      if (rates.contracts === 0 && buyer !== null) {
        const known = (await sumsOf(register, { ...scope, year: null })).contracts > 0
        say(
          shell,
          known
            ? `Aucun marché de l’acheteur ${buyer} en ${year}.`
            : `L’acheteur ${buyer} n’est pas dans le registre : importez un fichier qui contient ses marchés.`,
        )
      }
      const corrected = await correctedRates(register, scope)
      const lines = [sentences(rates), ...(corrected ? [withCorrections(corrected)] : [])]
      if (values.json)
        await print(shell, { ...official(buyer, year, rates), ...(corrected && correctedFields(corrected)) })
      else await shell.write(`${lines.join('\n')}\n`)
      return 0
    })
  },
}

/** The rates as programs read them. */
function official(buyer: string | null, year: string | null, exact: Rates) {
  return { buyer, year, ...fieldsOf(publishedRates(exact)) }
}

/** What the corrections of buyers make of them: only where one counts, so that the rest is read as before. */
const correctedFields = ({ corrections, contracts, rates }: Corrected) => ({
  corrected: { corrections, correctedContracts: contracts, ...fieldsOf(publishedRates(rates)) },
})

function fieldsOf(rates: Rates) {
  const { contracts, excludedAmounts } = rates
  const { missing, below1, above3e9, sentinel, frameworkRepeat } = excludedAmounts
  const { reserved, ...environmental } = pillar(rates.environmental)
  return {
    contracts,
    excludedAmounts: { missing, below1, above3e9, sentinel, frameworkRepeat },
    social: pillar(rates.social),
    environmental,
  }
}

function pillar({ shareFilled, ...rates }: Rates['social']) {
  return rates
}

const withCorrections = ({ corrections, rates }: Corrected) =>
  `\nAvec ${count(corrections, 'correction', 'corrections')} de ${corrections === 1 ? 'l’acheteur' : 'l’acheteur ou des acheteurs'} :\n${sentences(rates)}`

function sentences(rates: Rates): string {
  const line = (word: string, p: Rates['social']) =>
    p.filled === 0
      ? `${word} : non calculable, aucun marché n’est renseigné sur ce point.`
      : `${word} : ${percent(p.rate)} des marchés renseignés (${p.yes} sur ${p.filled}) ; en valeur : ${percent(p.amount.rate)}. Part renseignée : ${percent(p.shareFilled)}.`
  return [
    `${count(rates.contracts, 'marché notifié', 'marchés notifiés')}.`,
    line('Considération sociale', rates.social),
    line('Considération environnementale', rates.environmental),
  ].join('\n')
}
