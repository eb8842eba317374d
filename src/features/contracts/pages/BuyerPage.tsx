import { publicationsOf } from '#features/publications'
import { formatSiret } from '#kernel'
import {
  ButtonLink,
  Card,
  considerationParts,
  count,
  Disclosure,
  Empty,
  fr,
  nb,
  Page,
  PageHead,
  PillarMark,
  percent,
  ShareBar,
  Table,
  Tag,
  Tile,
} from '#ui'
import type { CorrectedRates } from '../corrections/corrected.ts'
import { PILLARS, type RatesOverview } from '../rates/overview.ts'
import type { Rates } from '../rates/rates.ts'
import { linkTo } from '../rates/scope.ts'
import { RateCell } from './RateCell.tsx'
import { PILLAR_WORDS } from './RatesPillar.tsx'
import { currentYear, isPlausibleYear, whose } from './RatesScope.tsx'
import { changedBy, WithCorrections } from './WithCorrections.tsx'

/** One buyer: where it stands in its latest year, year by year, and what to open next. */
export const BuyerPage = (props: {
  id: string
  overview: RatesOverview
  establishments: readonly string[]
  /** Whether its organisation published something here. */
  publishes: boolean
  demo: boolean
}) => {
  const { id, overview, establishments, publishes } = props
  const name = whose([id], overview.names)
  const latest = overview.byYear.findLast(({ year }) => isPlausibleYear(year)) ?? overview.byYear.at(-1)
  const siren = id.length === 9
  return (
    <Page
      title={name}
      current="buyers"
      demo={props.demo}
      crumbs={[{ label: 'Acheteurs', href: '/acheteurs' }]}
      crumb={name}
    >
      <PageHead
        title={<bdi>{name}</bdi>}
        chips={
          <Tag>
            {siren ? 'SIREN' : 'SIRET'} {formatSiret(id)}
          </Tag>
        }
        lede={
          latest &&
          fr`${count(overview.rates.contracts, 'marché')}${overview.concessions.contracts > 0 ? ` et ${count(overview.concessions.contracts, 'concession')}` : ''} dans le registre.`
        }
        actions={
          overview.rates.contracts > 0 && (
            <>
              {publishes && <ButtonLink href={publicationsOf(id.slice(0, 9))}>Lire ses publications</ButtonLink>}
              <ButtonLink href={linkTo('/qualite', { acheteurs: id })}>Qualité des données</ButtonLink>
              <ButtonLink href={linkTo('/marches', { acheteurs: id })}>Voir les marchés</ButtonLink>
              {latest && (
                <ButtonLink look="primary" href={linkTo('/taux', { acheteurs: id, annee: String(latest.year) })}>
                  Voir les taux {latest.year}
                </ButtonLink>
              )}
            </>
          )
        }
      />
      {latest ? (
        <Latest
          id={id}
          year={latest.year}
          rates={latest.rates}
          corrected={overview.corrected?.byYear.get(latest.year)}
        />
      ) : (
        <NoYear id={id} contracts={overview.rates.contracts} />
      )}
      {overview.byYear.length > 0 && <Years id={id} overview={overview} />}
      <Establishments id={id} establishments={establishments} />
    </Page>
  )
}

const Latest = ({
  id,
  year,
  rates,
  corrected,
}: {
  id: string
  year: number
  rates: Rates
  corrected: CorrectedRates | undefined
}) => (
  <Card
    id="derniere-annee"
    title={`En ${year}${year === currentYear() ? ', année en cours' : ''}`}
    aside={count(rates.contracts, 'marché notifié', 'marchés notifiés')}
  >
    <div class="grid grid--wide">
      {(['environnementale', 'sociale'] as const).map(pillar => {
        const of = rates[PILLARS[pillar]]
        const { mark, noun } = PILLAR_WORDS[pillar]
        return (
          <div class="stack stack--tight">
            <PillarMark pillar={mark} />
            <Tile
              bare
              big
              lead
              pillar={mark}
              label={
                of.rate === null
                  ? fr`Aucun marché ne dit s’il a une ${noun}`
                  : fr`des marchés renseignés ont une ${noun} ; en valeur, ${percent(of.amount.rate)}`
              }
              value={of.rate === null ? null : percent(of.rate)}
              meta={
                <>
                  {of.rate !== null && (
                    <span>{fr`${nb(of.yes)} sur ${count(of.filled, 'marché renseigné', 'marchés renseignés')}`}</span>
                  )}
                  <WithCorrections
                    {...{ corrected, rates }}
                    pillar={PILLARS[pillar]}
                    measure="nombre"
                    scope={{ buyers: [id], year }}
                  />
                </>
              }
              href={linkTo('/taux/calcul', { acheteurs: id, annee: String(year), pilier: pillar, mesure: 'nombre' })}
            />
            <ShareBar
              pillar={mark}
              parts={considerationParts(of, state =>
                linkTo('/marches', { acheteurs: id, annee: String(year), [pillar]: state }),
              )}
            />
          </div>
        )
      })}
    </div>
  </Card>
)

const Years = ({ id, overview }: { id: string; overview: RatesOverview }) => {
  const changed = ({ year, rates }: { year: number; rates: Rates }, pillar: 'social' | 'environmental') =>
    changedBy(overview.corrected?.byYear.get(year), rates, pillar, 'nombre')
  return (
    <Card id="annees" title="Année par année" flush>
      <Table
        id="annees-table"
        caption={fr`Considérations, en part des marchés renseignés ; de l’année la plus récente à la plus ancienne`}
        stack
        columns={[
          {
            head: 'Année',
            cell: (row: { year: number; rates: Rates }) => (
              <a href={linkTo('/taux', { acheteurs: id, annee: String(row.year) })}>{row.year}</a>
            ),
          },
          { head: 'Marchés', cell: row => nb(row.rates.contracts), numeric: true },
          {
            head: 'Environnementales',
            cell: row => <RateCell of={row.rates.environmental} corrected={changed(row, 'environmental')} />,
            numeric: true,
          },
          {
            head: 'Sociales',
            cell: row => <RateCell of={row.rates.social} corrected={changed(row, 'social')} />,
            numeric: true,
          },
        ]}
        rows={[...overview.byYear].reverse()}
      />
    </Card>
  )
}

const NoYear = ({ id, contracts }: { id: string; contracts: number }) =>
  contracts > 0 ? (
    <Empty
      title="Aucun marché n’a de date"
      actions={<ButtonLink href={linkTo('/marches', { acheteurs: id, annee: 'sans' })}>Voir ces marchés</ButtonLink>}
    >
      <p>Ses marchés n’ont pas de date de notification : ils n’appartiennent à aucune année.</p>
    </Empty>
  ) : (
    <Empty
      title="Aucun marché de cet acheteur"
      actions={<ButtonLink href="/acheteurs">Chercher un autre acheteur</ButtonLink>}
    >
      <p>
        Le registre n’a aucun marché sous cet identifiant. Vérifiez-le, ou <a href="/imports">importez</a> un fichier
        qui contient ses marchés.
      </p>
    </Empty>
  )

const Establishments = ({ id, establishments }: { id: string; establishments: readonly string[] }) => {
  if (establishments.length === 0) return null
  if (id.length === 14) {
    const siren = id.slice(0, 9)
    return (
      <p class="small muted">
        Cette page est celle d’un établissement.{' '}
        <a href={`/acheteurs/${siren}`}>Voir l’organisme entier (SIREN {formatSiret(siren)})</a>
      </p>
    )
  }
  if (establishments.length < 2) return null
  return (
    <Disclosure summary={fr`Les ${count(establishments.length, 'établissement')} réunis sur cette page`}>
      <ul>
        {establishments.map(siret => (
          <li>
            <a href={`/acheteurs/${siret}`}>{formatSiret(siret)}</a>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
