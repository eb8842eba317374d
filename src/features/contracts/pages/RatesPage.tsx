import { Alert, ButtonLink, Card, count, Day, Empty, fr, inParis, nb, Page, PageHead, percent } from '#ui'
import type { PartWord, RatesOverview } from '../rates/overview.ts'
import type { PillarRates } from '../rates/rates.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import { AmountNotices } from './AmountNotices.tsx'
import { EmptyRegister } from './ContractListPage.tsx'
import { Breakdown } from './RatesBreakdown.tsx'
import { RatesPillar } from './RatesPillar.tsx'
import { crumbsTo, currentYear, isPlausibleYear, ScopeForm, whose, YearTabs, yearInWords } from './RatesScope.tsx'

/** The legally expected rates of a buyer, a group or all, for a year. */
export const RatesPage = (props: {
  overview: RatesOverview
  part: PartWord
  ignored: readonly string[]
  demo: boolean
}) => {
  const { overview, part } = props
  const { scope, rates, names, byYear } = overview
  const who = whose(scope.buyers, names)
  const query = scopeQuery(scope)
  const empty = scope.buyers === null && byYear.length === 0
  return (
    <Page
      title={`Taux ${yearInWords(scope.year)} – ${who}`}
      current={scope.buyers === null ? 'home' : 'buyers'}
      demo={props.demo}
      crumbs={crumbsTo(overview)}
      crumb={`Taux ${yearInWords(scope.year)}`}
    >
      <PageHead
        title={scope.year !== null && scope.year > 0 ? fr`Achats responsables en ${scope.year}` : 'Achats responsables'}
        lede={
          <>
            <bdi>{who}</bdi>
            {scope.year === 0 && ', contrats sans date de notification'}
            {scope.year === null && ', toutes années'}
            {rates.contracts > 0 && fr` : ${count(rates.contracts, 'marché notifié', 'marchés notifiés')}`}
            {scope.year === currentYear() && ', année en cours'}.{' '}
            {!empty && <a href="#perimetre">Changer d’acheteur</a>}
          </>
        }
        actions={
          rates.contracts > 0 && (
            <>
              <ButtonLink href={linkTo('/taux.json', query)} icon="download" download>
                Télécharger les taux (JSON)
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
          <p>
            Une partie de l’adresse n’a pas été comprise{'\u00a0'}: les taux portent sur le périmètre écrit ci-dessus.
          </p>
        </Alert>
      )}
      {empty ? (
        <EmptyRegister />
      ) : (
        <>
          {byYear.length > 0 && <YearTabs overview={overview} />}
          {rates.contracts === 0 ? <Nothing overview={overview} /> : <Figures {...{ overview, part }} />}
          <ScopeForm overview={overview} />
        </>
      )}
    </Page>
  )
}

const Figures = ({ overview, part }: { overview: RatesOverview; part: PartWord }) => (
  <>
    {overview.rates.environmental.amount.filled + overview.rates.social.amount.filled > 0 && (
      <AmountNotices overview={overview} />
    )}
    <RatesPillar overview={overview} pillar="environnementale" />
    <RatesPillar overview={overview} pillar="sociale" />
    <Breakdown overview={overview} part={part} />
    <div class="grid grid--wide">
      <Concessions overview={overview} />
      <Sources overview={overview} />
    </div>
  </>
)

function concessionWords({ yes, filled, rate }: PillarRates, word: string): string {
  return filled === 0
    ? fr`aucune ne dit si elle a une considération ${word}`
    : fr`${nb(yes)} avec une considération ${word} (${percent(rate)} des renseignées)`
}

const Concessions = ({ overview: { concessions, scope } }: { overview: RatesOverview }) => (
  <Card id="concessions" title="Les concessions, à part">
    {concessions.contracts === 0 ? (
      <p>Aucune concession pour ce périmètre. Elles ne comptent dans aucun des taux ci-dessus.</p>
    ) : (
      <p>
        <a href={linkTo('/marches', { ...scopeQuery(scope), nature: 'concession' })}>
          {count(concessions.contracts, 'concession')}
        </a>
        {fr`, ${concessions.contracts === 1 ? 'qui ne compte' : 'qui ne comptent'} dans aucun des taux ci-dessus : ${concessionWords(concessions.environmental, 'environnementale')}, ${concessionWords(concessions.social, 'sociale')}.`}
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
  const others = byYear.map(({ year }) => year).filter(isPlausibleYear)
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
      title={scope.year === 0 ? 'Aucun marché sans date' : fr`Aucun marché notifié en ${scope.year ?? ''}`}
      actions={
        <ButtonLink href={linkTo('/taux', scopeQuery({ ...scope, year: Math.max(...others) }))}>
          Voir {Math.max(...others)}
        </ButtonLink>
      }
    >
      <p>
        <bdi>{whose(scope.buyers, names)}</bdi>
        {fr` : le registre a des marchés d’autres années (${Math.min(...others)} à ${Math.max(...others)}). Choisissez-en une ci-dessus${scope.year === 0 ? '' : ', ou importez le fichier de cette année'}.`}
      </p>
    </Empty>
  )
}
