import type { Cents } from '#kernel'
import { Card, considerationParts, count, eurosShort, fr, nb, PillarMark, percent, ShareBar, Tile, Trend } from '#ui'
import type { MeasureWord } from '../rates/explanation.ts'
import { PILLARS, type PillarWord, type RatesOverview } from '../rates/overview.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import { RatesHistory } from './RatesHistory.tsx'
import { type CorrectedMeasure, WithCorrections } from './WithCorrections.tsx'

/** How a pillar looks and what its contracts have. */
export const PILLAR_WORDS = {
  sociale: { mark: 'soc', noun: 'considération sociale', title: 'Considérations sociales' },
  environnementale: { mark: 'eco', noun: 'considération environnementale', title: 'Considérations environnementales' },
} as const

interface Props {
  overview: RatesOverview
  pillar: PillarWord
}

/** One pillar: its rates in number and in value, what they rest on, and their history. */
export const RatesPillar = ({ overview, pillar }: Props) => {
  const { scope, rates } = overview
  const { mark, noun, title } = PILLAR_WORDS[pillar]
  const of = rates[PILLARS[pillar]]
  const list = (state: string) => linkTo('/marches', { ...scopeQuery(scope), [pillar]: state })
  return (
    <Card id={pillar} title={<PillarMark pillar={mark} word={title} />} pillar={mark}>
      {of.filled === 0 ? <Silent {...{ overview, pillar }} /> : <Figures {...{ overview, pillar }} />}
      <ShareBar parts={considerationParts(of, list)} pillar={mark} big none="Aucun marché" />
      {of.yes > 0 && (
        <p class="small muted">
          {fr`Parmi les « oui » : ${count(of.clause, 'clause d’exécution', 'clauses d’exécution')}, ${count(of.criterion, 'critère d’attribution', 'critères d’attribution')}${
            pillar === 'sociale' ? `, ${count(of.reserved, 'marché réservé', 'marchés réservés')}` : ''
          }. Un même marché peut en avoir plusieurs.`}
        </p>
      )}
      <RatesHistory {...{ overview, pillar, noun, mark }} />
    </Card>
  )
}

const explain = ({ overview, pillar }: Props, mesure: MeasureWord) =>
  linkTo('/taux/calcul', { ...scopeQuery(overview.scope), pilier: pillar, mesure })

const Both = ({ overview: { corrected, rates, scope }, pillar, measure }: Props & { measure: CorrectedMeasure }) => (
  <WithCorrections {...{ corrected, rates, scope, measure }} pillar={PILLARS[pillar]} />
)

const Figures = (props: Props) => {
  const { overview, pillar } = props
  const { scope, rates, before } = overview
  const { mark } = PILLAR_WORDS[pillar]
  const of = rates[PILLARS[pillar]]
  const previous = before?.[PILLARS[pillar]]
  const trend = (now: number | null, then: number | null | undefined) =>
    now !== null &&
    typeof then === 'number' &&
    scope.year !== null && <Trend change={now - then} since={`par rapport à ${scope.year - 1}`} />
  return (
    <div class="grid">
      <Tile
        bare
        big
        pillar={mark}
        label="En nombre de marchés"
        value={percent(of.rate)}
        meta={
          <>
            <span>{fr`${nb(of.yes)} sur ${count(of.filled, 'marché renseigné', 'marchés renseignés')}`}</span>
            {trend(of.rate, previous?.rate)}
            <Both {...props} measure="nombre" />
          </>
        }
        href={explain(props, 'nombre')}
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
            {trend(of.amount.rate, previous?.amount.rate)}
            <Both {...props} measure="valeur" />
          </>
        }
        href={explain(props, 'valeur')}
      />
      <Tile
        bare
        pillar={mark}
        label="Part des marchés renseignés"
        value={percent(of.shareFilled)}
        meta={
          <>
            <span>
              {of.filled === rates.contracts
                ? fr`${nb(of.filled)} sur ${count(rates.contracts, 'marché')} : le taux ne dépend d’aucun silence.`
                : fr`${nb(of.filled)} sur ${count(rates.contracts, 'marché')}. Si aucun des autres n’a de considération, le taux descend à ${percent(of.rateOfNotified)}.`}
            </span>
            <Both {...props} measure="renseignes" />
          </>
        }
      />
    </div>
  )
}

const Silent = (props: Props) => {
  const { contracts } = props.overview.rates
  const { year } = props.overview.scope
  return (
    <Tile
      bare
      big
      pillar={PILLAR_WORDS[props.pillar].mark}
      label="En nombre et en valeur"
      value={null}
      meta={
        <>
          <span>{fr`${contracts === 1 ? 'Le seul marché ne dit pas' : `Aucun des ${count(contracts, 'marché')} ne dit`} s’il a une ${PILLAR_WORDS[props.pillar].noun}. Le taux n’est pas zéro : il n’existe pas.${year !== null && year < 2024 ? ' L’ancien format des données, avant 2024, n’avait pas ce champ.' : ''}`}</span>
          <Both {...props} measure="nombre" />
        </>
      }
      href={explain(props, 'nombre')}
    />
  )
}
