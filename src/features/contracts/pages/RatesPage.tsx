import { formatSiret } from '#kernel'
import {
  Alert,
  ButtonLink,
  Card,
  count,
  Day,
  Empty,
  Filters,
  fr,
  Input,
  inParis,
  nb,
  Page,
  PageHead,
  percent,
  Select,
} from '#ui'
import type { PartWord, RatesOverview } from '../rates/overview.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import { EmptyRegister } from './ContractListPage.tsx'
import { Breakdown } from './RatesBreakdown.tsx'
import { RatesPillar } from './RatesPillar.tsx'

/** Whose rates these are, in words. */
export function whose(buyers: readonly string[] | null, names: ReadonlyMap<string, string>): string {
  if (buyers === null) return 'Tous les acheteurs'
  const [one] = buyers
  return buyers.length === 1 && one !== undefined
    ? (names.get(one) ?? `Acheteur ${formatSiret(one)}`)
    : `${buyers.length}\u00a0acheteurs réunis`
}

export function yearInWords(year: number | null): string {
  return year === null ? 'toutes années' : year === 0 ? 'sans date de notification' : String(year)
}

/** The legally expected rates of a buyer, a group or all, for a year. */
export const RatesPage = (props: {
  overview: RatesOverview
  part: PartWord
  ignored: readonly string[]
  demo: boolean
}) => {
  const { overview, part } = props
  const { scope, rates, names, years } = overview
  const who = whose(scope.buyers, names)
  const one = scope.buyers?.length === 1 ? scope.buyers[0] : undefined
  const query = scopeQuery(scope)
  return (
    <Page
      title={`Taux ${yearInWords(scope.year)} – ${who}`}
      current={scope.buyers === null ? 'home' : 'buyers'}
      demo={props.demo}
      crumbs={
        one
          ? [
              { label: 'Acheteurs', href: '/acheteurs' },
              { label: who, href: `/acheteurs/${one}` },
            ]
          : [{ label: 'Accueil', href: '/' }]
      }
      crumb={`Taux ${yearInWords(scope.year)}`}
    >
      <PageHead
        title={scope.year !== null && scope.year > 0 ? fr`Achats responsables en ${scope.year}` : 'Achats responsables'}
        lede={
          <>
            <bdi>{who}</bdi>
            {scope.year === 0 && ', contrats sans date de notification'}
            {scope.year === null && ', toutes années'}
            {fr` : ${count(rates.contracts, 'marché notifié', 'marchés notifiés')}.`}
          </>
        }
        actions={
          rates.contracts > 0 && (
            <>
              <ButtonLink href={linkTo('/taux.json', query)} icon="download" download>
                Télécharger les taux
              </ButtonLink>
              <ButtonLink look="primary" href={linkTo('/marches', query)}>
                Voir les marchés
              </ButtonLink>
            </>
          )
        }
      />
      {props.ignored.length > 0 && (
        <Alert state="info">
          <p>Une partie de l’adresse n’a pas été comprise : les taux portent sur le périmètre écrit ci-dessus.</p>
        </Alert>
      )}
      <Filters action="/taux" label="Choisir l’acheteur et l’année">
        <Input
          name="acheteurs"
          label="Acheteur (SIREN ou SIRET, plusieurs séparés par des virgules)"
          value={query.acheteurs}
          grow
        />
        <Select
          name="annee"
          label="Année de notification"
          value={query.annee}
          options={[
            { value: '', label: 'Toutes' },
            ...years.map(year =>
              year === 0 ? { value: 'sans', label: 'Sans date' } : { value: String(year), label: String(year) },
            ),
          ]}
        />
      </Filters>
      {rates.contracts === 0 ? <Nothing overview={overview} /> : <Figures {...{ overview, part }} />}
    </Page>
  )
}

const Figures = ({ overview, part }: { overview: RatesOverview; part: PartWord }) => (
  <>
    <RatesPillar overview={overview} pillar="environnementale" />
    <RatesPillar overview={overview} pillar="sociale" />
    <Breakdown overview={overview} part={part} />
    <div class="grid grid--wide">
      <Concessions overview={overview} />
      <Sources overview={overview} />
    </div>
  </>
)

const Concessions = ({ overview: { concessions, scope } }: { overview: RatesOverview }) => (
  <Card id="concessions" title="Les concessions, à part">
    {concessions.contracts === 0 ? (
      <p>Aucune concession pour ce périmètre. Elles ne comptent dans aucun des taux ci-dessus.</p>
    ) : (
      <p>
        <a href={linkTo('/marches', { ...scopeQuery(scope), nature: 'concession' })}>
          {count(concessions.contracts, 'concession')}
        </a>
        {fr`, qui ne comptent dans aucun des taux ci-dessus : ${nb(concessions.environmental.yes)} avec une considération environnementale (${percent(concessions.environmental.rate)} des renseignées), ${nb(concessions.social.yes)} avec une considération sociale (${percent(concessions.social.rate)}).`}
      </p>
    )}
  </Card>
)

const Sources = ({ overview: { files, scope } }: { overview: RatesOverview }) => {
  const [latest] = files
  return (
    <Card id="sources" title="D’où viennent ces chiffres">
      <p>
        {latest?.finished_at && (
          <>
            Données à jour du fichier{' '}
            <a href={`/imports/${latest.id}`}>
              <bdi>{latest.file}</bdi>
            </a>
            , importé le <Day date={inParis(latest.finished_at).date} />.{' '}
          </>
        )}
        <a href="/imports">Tous les fichiers</a>,{' '}
        <a href={linkTo('/qualite', scopeQuery(scope))}>la qualité de ces données</a>, <a href="/methode">la méthode</a>
        .
      </p>
      <p class="small muted">{fr`Le code de la commande publique (L. 2111-3) demande aux acheteurs de plus de 50 millions d’euros par an de publier ces taux tous les deux ans, en nombre de contrats ou en valeur (à vérifier sur Légifrance).`}</p>
    </Card>
  )
}

const Nothing = ({ overview: { scope, names, byYear } }: { overview: RatesOverview }) => {
  if (scope.buyers === null && byYear.length === 0) return <EmptyRegister />
  const others = byYear.map(({ year }) => year).filter(year => year !== scope.year)
  if (others.length === 0) {
    return (
      <Empty
        title="Aucun marché de cet acheteur"
        actions={<ButtonLink href="/acheteurs">Chercher un autre acheteur</ButtonLink>}
      >
        <p>
          Le registre n’a aucun marché sous {scope.buyers?.length === 1 ? 'cet identifiant' : 'ces identifiants'}.
          Vérifiez le SIRET, ou essayez les neuf chiffres du SIREN, qui réunit tous ses établissements. Il faut aussi
          qu’un fichier contenant ses marchés ait été <a href="/imports">importé</a>.
        </p>
      </Empty>
    )
  }
  return (
    <Empty
      title={fr`Aucun marché notifié ${scope.year === 0 ? 'sans date' : `en ${scope.year}`}`}
      actions={others
        .slice(-4)
        .reverse()
        .map(year => <ButtonLink href={linkTo('/taux', scopeQuery({ ...scope, year }))}>Voir {year}</ButtonLink>)}
    >
      <p>
        <bdi>{whose(scope.buyers, names)}</bdi>
        {fr` a des marchés d’autres années dans le registre (${Math.min(...others)} à ${Math.max(...others)}). Choisissez-en une, ou importez le fichier de cette année.`}
      </p>
    </Empty>
  )
}
