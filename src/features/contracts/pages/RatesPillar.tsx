import type { Cents } from '#kernel'
import {
  BarSeries,
  Card,
  considerationParts,
  count,
  eurosShort,
  fr,
  nb,
  PillarMark,
  percent,
  ShareBar,
  Table,
  Tile,
  Trend,
} from '#ui'
import type { MeasureWord } from '../rates/explanation.ts'
import type { PillarWord, RatesOverview } from '../rates/overview.ts'
import { PILLARS } from '../rates/overview.ts'
import type { Rates } from '../rates/rates.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'

/** How a pillar looks and what its contracts have. */
export const PILLAR_WORDS = {
  sociale: { mark: 'soc', noun: 'considération sociale', title: 'Considérations sociales' },
  environnementale: { mark: 'eco', noun: 'considération environnementale', title: 'Considérations environnementales' },
} as const

/** One pillar: its rates in number and in value, what they rest on, and their history. */
export const RatesPillar = ({ overview, pillar }: { overview: RatesOverview; pillar: PillarWord }) => {
  const { scope, rates, before } = overview
  const { mark, noun, title } = PILLAR_WORDS[pillar]
  const of = rates[PILLARS[pillar]]
  const previous = before?.[PILLARS[pillar]] ?? null
  const query = scopeQuery(scope)
  const explain = (mesure: MeasureWord) => linkTo('/taux/calcul', { ...query, pilier: pillar, mesure })
  const list = (state: string) => linkTo('/marches', { ...query, [pillar]: state })
  const change = (now: number | null, then: number | null | undefined) =>
    now === null || then === null || then === undefined ? null : now - then
  return (
    <Card id={pillar} title={<PillarMark pillar={mark} word={title} />} pillar={mark}>
      <div class="grid">
        <Tile
          bare
          big
          pillar={mark}
          label={fr`En nombre de marchés`}
          value={of.rate === null ? null : percent(of.rate)}
          meta={
            <>
              <span>{fr`${nb(of.yes)} sur ${count(of.filled, 'marché renseigné', 'marchés renseignés')}`}</span>
              {scope.year !== null && scope.year > 0 && (
                <Trend change={change(of.rate, previous?.rate)} since={`par rapport à ${scope.year - 1}`} />
              )}
            </>
          }
          href={explain('nombre')}
        />
        <Tile
          bare
          big
          pillar={mark}
          label="En valeur"
          value={of.amount.rate === null ? null : percent(of.amount.rate)}
          meta={
            <>
              <span>{fr`${eurosShort(of.amount.yes as Cents)} sur ${eurosShort(of.amount.filled as Cents)} HT`}</span>
              {scope.year !== null && scope.year > 0 && (
                <Trend
                  change={change(of.amount.rate, previous?.amount.rate)}
                  since={`par rapport à ${scope.year - 1}`}
                />
              )}
            </>
          }
          href={explain('valeur')}
        />
        <Tile
          bare
          label="Part renseignée"
          value={of.shareFilled === null ? null : percent(of.shareFilled)}
          meta={fr`${nb(of.filled)} sur ${count(rates.contracts, 'marché')}. Plancher, si tous les autres n’ont rien : ${percent(of.rateOfNotified)}.`}
        />
      </div>
      <ShareBar parts={considerationParts(of, list)} pillar={mark} big none="Aucun marché" />
      <p class="small muted">
        {fr`Parmi les « oui » : ${count(of.clause, 'clause d’exécution', 'clauses d’exécution')}, ${count(of.criterion, 'critère d’attribution', 'critères d’attribution')}${
          pillar === 'sociale' ? `, ${count(of.reserved, 'marché réservé', 'marchés réservés')}` : ''
        }. Un même marché peut en avoir plusieurs.`}
      </p>
      {overview.byYear.length > 1 && <History overview={overview} pillar={pillar} noun={noun} />}
    </Card>
  )
}

const History = ({ overview, pillar, noun }: { overview: RatesOverview; pillar: PillarWord; noun: string }) => {
  const { byYear, scope } = overview
  const key = PILLARS[pillar]
  const filled = byYear.every(({ year }, i) => i === 0 || year - (byYear[i - 1]?.year ?? 0) < 12)
    ? everyYear(byYear)
    : byYear
  const shown = filled.slice(-8)
  const points = shown.map(({ year, rates }) => ({ name: String(year), value: rates?.[key].rate ?? null }))
  const known = points.filter(point => point.value !== null)
  const last = known.at(-1)
  const chosen =
    scope.year !== null && scope.year > 0 ? points.find(point => point.name === String(scope.year)) : undefined
  const said = chosen?.value != null ? chosen : last
  return (
    <BarSeries
      id={`${pillar}-annees`}
      title={
        said
          ? fr`En ${said.name}, ${percent(said.value)} des marchés renseignés ont une ${noun}`
          : fr`Aucune année n’est renseignée`
      }
      note={fr`Part des marchés renseignés qui ont une ${noun}, par année de notification`}
      pillar={PILLAR_WORDS[pillar].mark}
      points={points}
      format={value => percent(value)}
      {...(said ? { highlight: said.name } : {})}
      twin={
        <Table
          id={`${pillar}-annees-table`}
          caption={fr`Marchés ayant une ${noun}, par année de notification`}
          bare
          columns={[
            {
              head: 'Année',
              cell: (row: YearRates) => (
                <a href={linkTo('/taux', { ...scopeQuery({ ...scope, year: row.year }) })}>{row.year}</a>
              ),
            },
            { head: 'Marchés', cell: row => nb(row.rates?.contracts ?? 0), numeric: true },
            { head: 'Renseignés', cell: row => nb(row.rates?.[key].filled ?? 0), numeric: true },
            { head: 'Oui', cell: row => nb(row.rates?.[key].yes ?? 0), numeric: true },
            { head: 'En nombre', cell: row => percent(row.rates?.[key].rate ?? null), numeric: true },
            { head: 'En valeur', cell: row => percent(row.rates?.[key].amount.rate ?? null), numeric: true },
          ]}
          rows={filled}
        />
      }
    />
  )
}

interface YearRates {
  year: number
  rates: Rates | null
}

/** Years without any contract are gaps, and are shown as such. */
function everyYear(byYear: readonly { year: number; rates: Rates }[]): YearRates[] {
  const [first, last] = [byYear[0]?.year ?? 0, byYear.at(-1)?.year ?? -1]
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    year: first + i,
    rates: byYear.find(({ year }) => year === first + i)?.rates ?? null,
  }))
}
