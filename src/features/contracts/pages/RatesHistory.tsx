import { BarSeries, fr, nb, percent, Table } from '#ui'
import { PILLARS, type PillarWord, type RatesOverview } from '../rates/overview.ts'
import type { Rates } from '../rates/rates.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import { currentYear, isPlausibleYear } from './RatesScope.tsx'

const SHOWN = 6

interface YearRates {
  year: number
  rates: Rates | null
}

/** The rate of one pillar over the years, the chosen one in front. Its title is what changed since the first that is known. */
export const RatesHistory = ({
  overview,
  pillar,
  noun,
  mark,
}: {
  overview: RatesOverview
  pillar: PillarWord
  noun: string
  mark: 'soc' | 'eco'
}) => {
  const { byYear, scope } = overview
  const key = PILLARS[pillar]
  const years = everyYear(byYear.filter(({ year }) => isPlausibleYear(year)))
  const points = years.slice(-SHOWN).map(({ year, rates }) => ({
    name: String(year),
    value: rates?.[key].rate ?? null,
    partial: year === currentYear(),
  }))
  const known = points.filter(point => point.value !== null)
  const chosen = known.find(point => point.name === String(scope.year)) ?? known.at(-1)
  const [first] = known
  if (!chosen || !first || years.length < 2) return null
  return (
    <BarSeries
      id={`${pillar}-annees`}
      title={
        first === chosen
          ? fr`${percent(chosen.value)} en ${chosen.name}${known.length > 1 ? `, ${percent(known.at(-1)?.value ?? null)} en ${known.at(-1)?.name}` : ''}`
          : fr`De ${percent(first.value)} en ${first.name} à ${percent(chosen.value)} en ${chosen.name}`
      }
      note={fr`Part des marchés renseignés qui ont une ${noun}, par année de notification`}
      pillar={mark}
      points={points}
      format={value => percent(value)}
      highlight={chosen.name}
      partialLabel="Année en cours"
      twin={
        <Table
          id={`${pillar}-annees-table`}
          caption={fr`Marchés ayant une ${noun}, par année de notification`}
          hideCaption
          bare
          columns={[
            {
              head: 'Année',
              cell: (row: YearRates) => (
                <a href={linkTo('/taux', scopeQuery({ ...scope, year: row.year }))}>{row.year}</a>
              ),
            },
            { head: 'Marchés', cell: row => nb(row.rates?.contracts ?? 0), numeric: true },
            { head: 'Renseignés', cell: row => nb(row.rates?.[key].filled ?? 0), numeric: true },
            { head: 'Oui', cell: row => nb(row.rates?.[key].yes ?? 0), numeric: true },
            { head: 'En nombre', cell: row => percent(row.rates?.[key].rate ?? null), numeric: true },
            { head: 'En valeur', cell: row => percent(row.rates?.[key].amount.rate ?? null), numeric: true },
          ]}
          rows={years}
        />
      }
    />
  )
}

/** Years without any contract are gaps, and are shown as such. */
function everyYear(byYear: readonly { year: number; rates: Rates }[]): YearRates[] {
  const [first, last] = [byYear[0]?.year ?? 0, byYear.at(-1)?.year ?? -1]
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    year: first + i,
    rates: byYear.find(({ year }) => year === first + i)?.rates ?? null,
  }))
}
