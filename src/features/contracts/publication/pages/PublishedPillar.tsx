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
} from '#ui'
import { PILLAR_WORDS } from '../../pages/RatesPillar.tsx'
import { type CorrectedMeasure, WithCorrections } from '../../pages/WithCorrections.tsx'
import { PILLARS, type PillarWord } from '../../rates/overview.ts'
import { exactRates } from '../../rates/rates.ts'
import { linkTo } from '../../rates/scope.ts'
import type { RatesFigures } from '../figures.ts'

/** One pillar of what was published: its rates, what they rest on, the years before. */
export const PublishedPillar = ({ figures, pillar }: { figures: RatesFigures; pillar: PillarWord }) => {
  const { buyer, year } = figures
  const rates = exactRates(figures.rates)
  const { mark, noun, title } = PILLAR_WORDS[pillar]
  const of = rates[PILLARS[pillar]]
  const silent = rates.contracts - of.filled
  const corrected = figures.corrections && { ...figures.corrections, rates: exactRates(figures.corrections.rates) }
  const both = (measure: CorrectedMeasure) => (
    <WithCorrections
      {...{ corrected, rates, measure }}
      pillar={PILLARS[pillar]}
      scope={{ buyers: [buyer.siren], year }}
    />
  )
  const list = (state: string) => linkTo('/marches', { acheteurs: buyer.siren, annee: String(year), [pillar]: state })
  return (
    <Card id={pillar} title={<PillarMark pillar={mark} word={title} />} pillar={mark}>
      <div class="grid">
        <Tile
          bare
          big
          lead
          pillar={mark}
          value={of.rate === null ? null : percent(of.rate)}
          label={
            of.rate === null
              ? fr`Aucun marché ne dit s’il a une ${noun}.`
              : fr`des marchés qui ont répondu ont une ${noun}`
          }
          meta={
            <>
              {of.rate !== null && <span>{fr`${nb(of.yes)} sur ${count(of.filled, 'marché')}`}</span>}
              {both('nombre')}
            </>
          }
        />
        {of.filled > 0 && (
          <Tile
            bare
            big
            lead
            pillar={mark}
            value={of.amount.rate === null ? null : percent(of.amount.rate)}
            label="de leur montant"
            meta={
              <>
                <span>{fr`${eurosShort(of.amount.yes as Cents)} sur ${eurosShort(of.amount.filled as Cents)} HT`}</span>
                {both('valeur')}
              </>
            }
          />
        )}
        <Tile
          bare
          big
          lead
          pillar={mark}
          value={percent(of.shareFilled)}
          label="des marchés ont répondu, par oui ou par non"
          meta={
            <>
              {silent > 0 && (
                <span>
                  {of.filled > 0
                    ? fr`Si aucun des ${nb(silent)} autres n’en a, le taux descend à ${percent(of.rateOfNotified)}.`
                    : fr`Le taux n’est pas zéro : il n’existe pas.`}
                </span>
              )}
              {both('renseignes')}
            </>
          }
        />
      </div>
      <ShareBar parts={considerationParts(of, list)} pillar={mark} big none="Aucun marché" />
      <History figures={figures} pillar={pillar} />
    </Card>
  )
}

const SHOWN = 6

const History = ({ figures, pillar }: { figures: RatesFigures; pillar: PillarWord }) => {
  const { mark, noun } = PILLAR_WORDS[pillar]
  const years = figures.years
    .filter(({ year }) => year <= figures.year && year > figures.year - SHOWN)
    .map(one => ({ year: one.year, of: exactRates(one.rates)[PILLARS[pillar]] }))
  const known = years.filter(({ of }) => of.rate !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || first === last) return null
  return (
    <BarSeries
      id={`${pillar}-annees`}
      title={fr`De ${percent(first.of.rate)} en ${first.year} à ${percent(last.of.rate)} en ${last.year}`}
      note={fr`Part des marchés qui ont répondu et qui ont une ${noun}, par année de notification`}
      pillar={mark}
      points={years.map(({ year, of }) => ({
        name: String(year),
        value: of.rate,
        partial: year === figures.year && !figures.complete,
      }))}
      partialLabel="Année en cours"
      format={value => percent(value)}
      highlight={String(figures.year)}
      twin={
        <Table
          id={`${pillar}-annees-table`}
          caption={fr`Marchés ayant une ${noun}, par année de notification`}
          hideCaption
          bare
          columns={[
            { head: 'Année', cell: (row: (typeof years)[number]) => row.year },
            { head: 'Ont répondu', cell: row => nb(row.of.filled), numeric: true },
            { head: 'Oui', cell: row => nb(row.of.yes), numeric: true },
            { head: 'En nombre', cell: row => percent(row.of.rate), numeric: true },
            { head: 'En valeur', cell: row => percent(row.of.amount.rate), numeric: true },
          ]}
          rows={years}
        />
      }
    />
  )
}
