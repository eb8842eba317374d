import type { Cents } from '#kernel'
import {
  Alert,
  ButtonLink,
  Card,
  count,
  Disclosure,
  day,
  euros,
  Facts,
  Formula,
  fr,
  inParis,
  moment,
  nb,
  Page,
  PageHead,
  percent,
  Section,
  Table,
  Tabs,
  typo,
} from '#ui'
import type { Exclusion, Explanation } from '../rates/explanation.ts'
import { PILLARS, type PillarWord, type RatesOverview } from '../rates/overview.ts'
import { linkTo, scopeQuery } from '../rates/scope.ts'
import { addressOf, type ContractFilter } from '../register/filter.ts'
import type { ListOverview } from '../register/overview.ts'
import { AmountNotices } from './AmountNotices.tsx'
import { ContractPages, ContractTable, Exports } from './ContractList.tsx'
import { CorrectedFormula } from './CorrectedFormula.tsx'
import { PILLAR_WORDS } from './RatesPillar.tsx'
import { crumbsTo, whose, yearInWords } from './RatesScope.tsx'

export interface ExplanationProps {
  overview: RatesOverview
  explanation: Explanation
  pillar: PillarWord
  /** The contracts shown: those that count for yes, or all those compared. */
  shown: 'oui' | 'renseignes'
  contracts: ListOverview
  /** The whole address of this page, to be quoted. */
  address: string
  demo: boolean
}

/** Comment ce chiffre est-il calculé ? Sentence of method, fraction, exclusions by reason, contracts, files. */
export const ExplanationPage = (props: ExplanationProps) => {
  const { overview, explanation, pillar, demo } = props
  const { scope, names, files } = overview
  const who = whose(scope.buyers, names)
  const { noun, mark } = PILLAR_WORDS[pillar]
  const inValue = explanation.measure === 'valeur'
  const query = scopeQuery(scope)
  const write = (value: number) => (inValue ? euros(value as Cents) : nb(value))
  const [latest] = files
  const tab = (mesure: string) => linkTo('/taux/calcul', { ...query, pilier: pillar, mesure })
  return (
    <Page
      title={`Calcul du taux ${pillar === 'sociale' ? 'social' : 'environnemental'} ${yearInWords(scope.year)} – ${who}`}
      current={scope.buyers === null ? 'home' : 'buyers'}
      demo={demo}
      crumbs={[...crumbsTo(overview), { label: `Taux ${yearInWords(scope.year)}`, href: linkTo('/taux', query) }]}
      crumb="Calcul"
    >
      <PageHead
        title={typo('Comment ce chiffre est-il calculé ?')}
        lede={
          <>
            {fr`Part des marchés renseignés qui ont une ${noun}, ${inValue ? 'en valeur' : 'en nombre'} : `}
            <bdi>{who}</bdi>, {yearInWords(scope.year)}.
          </>
        }
      />
      <Tabs
        label="En nombre ou en valeur"
        tabs={[
          { label: 'En nombre de marchés', href: tab('nombre'), current: !inValue },
          { label: 'En valeur', href: tab('valeur'), current: inValue },
        ]}
      />
      <div class="grid grid--wide">
        <Card id="calcul" title="Le calcul" pillar={mark}>
          <Formula
            numerator={{
              label: inValue ? fr`Montants des marchés ayant une ${noun}` : fr`Marchés ayant une ${noun}`,
              value: write(explanation.numerator),
            }}
            denominator={{
              label: inValue
                ? 'Montants des marchés qui ont répondu, par oui ou par non'
                : 'Marchés qui ont répondu, par oui ou par non',
              value: write(explanation.denominator),
            }}
            result={{ label: 'Taux', value: percent(explanation.rate) }}
          />
          <p>{methodOf(explanation, noun)}</p>
          {explanation.rate === null && (
            <Alert state="info">
              <p>Aucun marché n’a répondu : le taux n’est pas zéro, il ne se calcule pas.</p>
            </Alert>
          )}
          {inValue && explanation.rate !== null && <AmountNotices overview={overview} />}
          <CorrectedFormula {...props} write={write} />
        </Card>
        <Card id="regles" title="Ce qui compte, et d’où cela vient">
          <Facts
            list
            facts={[
              {
                term: 'Ce qui est compté',
                value: comparedOf(overview, pillar),
              },
              {
                term: 'Une année',
                value: 'L’année de la date de notification. Un marché sans date n’appartient à aucune année.',
              },
              {
                term: 'Arrondi',
                value: fr`Une seule fois, à partir de la fraction exacte, la moitié vers le haut : au dixième de pour cent sur les pages, à quatre décimales dans les fichiers.`,
              },
              {
                term: 'Données',
                value: latest?.finished_at ? (
                  <>
                    {files.length > 1 ? 'Le dernier fichier importé est ' : ''}
                    <a href={`/imports/${latest.id}`}>
                      <bdi>{latest.file}</bdi>
                    </a>
                    , le {moment(latest.finished_at)}. <a href="/imports">Tous les fichiers</a>
                  </>
                ) : null,
              },
              { term: 'Règles complètes', value: <a href="/methode">La méthode, avec ses sources</a> },
              { term: 'Pour citer ce chiffre', value: <Citation {...props} /> },
            ]}
          />
        </Card>
      </div>
      <Exclusions exclusions={explanation.exclusions} inValue={inValue} />
      <Contracts {...props} />
    </Page>
  )
}

/** The figure in a sentence that holds by itself once copied: what, whose, when, the fraction, as of when, and where. */
const Citation = ({ overview: { scope, names, files }, explanation, pillar, address }: ExplanationProps) => {
  const { measure, numerator, denominator, rate } = explanation
  const fraction =
    measure === 'valeur'
      ? fr`${euros(numerator as Cents)} sur ${euros(denominator as Cents)} HT`
      : fr`${nb(numerator)} sur ${count(denominator, 'marché renseigné', 'marchés renseignés')}`
  const [latest] = files
  return (
    <>
      {fr`Taux ${pillar === 'sociale' ? 'social' : 'environnemental'} en ${measure} : ${percent(rate)} (${fraction}), `}
      <bdi>{whose(scope.buyers, names)}</bdi>, {yearInWords(scope.year)}
      {latest?.finished_at && fr`, données du ${day(inParis(latest.finished_at).date)}`}. Mieuxdisant,{' '}
      <small>
        <code>{address}</code>
      </small>
    </>
  )
}

function methodOf({ measure }: Explanation, noun: string): string {
  const base = fr`On divise les marchés qui ont au moins une ${noun} de la liste officielle par ceux qui ont répondu, oui ou non. Ceux qui n’ont rien dit, ou rien de lisible, ne sont pas comptés comme des « non ».`
  return measure === 'nombre'
    ? base
    : `${base} ${fr`En valeur, chaque marché pèse son montant initial hors taxes ; les montants impossibles sont écartés, et le plafond qu’un accord-cadre répète sur plusieurs lignes n’est compté qu’une fois.`}`
}

function comparedOf({ rates }: RatesOverview, pillar: PillarWord): string {
  const { filled } = rates[PILLARS[pillar]]
  const left = rates.contracts - filled
  return fr`${count(rates.contracts, 'marché notifié', 'marchés notifiés')}, chaque lot étant un marché : ${nb(filled)} ${filled < 2 ? 'a répondu' : 'ont répondu'}, ${left === 0 ? 'aucun n’est laissé de côté' : `${nb(left)} ${left === 1 ? 'est laissé' : 'sont laissés'} de côté`}.`
}

const Exclusions = ({ exclusions, inValue }: { exclusions: readonly Exclusion[]; inValue: boolean }) => (
  <Section id="exclusions" title="Ce qui n’est pas compté">
    {exclusions.length === 0 ? (
      <p>Rien : tous les marchés de ce périmètre sont dans le calcul.</p>
    ) : (
      <Card flush>
        <Table
          id="exclusions-table"
          caption={
            inValue
              ? 'Un même marché peut être écarté pour sa considération et pour son montant.'
              : 'Motifs d’exclusion'
          }
          hideCaption={!inValue}
          columns={[
            {
              head: 'Motif',
              cell: (row: Exclusion) =>
                row.filter ? <a href={addressOf('/marches', row.filter)}>{typo(row.reason)}</a> : typo(row.reason),
            },
            { head: 'Nombre', cell: row => nb(row.contracts), numeric: true },
          ]}
          rows={exclusions}
        />
      </Card>
    )}
  </Section>
)

const Contracts = ({ overview, explanation, pillar, shown, contracts }: ExplanationProps) => {
  const query = { ...scopeQuery(overview.scope), pilier: pillar, mesure: explanation.measure }
  const filter: ContractFilter = shown === 'oui' ? explanation.numeratorFilter : explanation.denominatorFilter
  return (
    <Section id="marches" title="Les marchés derrière ce chiffre">
      <Tabs
        label="Marchés montrés"
        tabs={[
          { label: 'Ceux du numérateur', href: `${linkTo('/taux/calcul', query)}#marches`, current: shown === 'oui' },
          {
            label: 'Ceux du dénominateur',
            href: `${linkTo('/taux/calcul', { ...query, marches: 'renseignes' })}#marches`,
            current: shown !== 'oui',
          },
        ]}
      />
      {contracts.list.lines.length === 0 ? (
        <p>{shown === 'oui' ? fr`Aucun marché ne compte pour « oui ».` : 'Aucun marché n’a répondu.'}</p>
      ) : (
        <>
          <div class="actions">
            <ButtonLink href={addressOf('/marches', filter)}>
              {contracts.list.more
                ? 'Voir, trier et filtrer toute la liste'
                : fr`Voir, trier et filtrer les ${count(contracts.list.total, 'marché')}`}
            </ButtonLink>
            <Exports filter={filter} />
          </div>
          {explanation.measure === 'valeur' && (
            <Disclosure summary={typo('Pourquoi la somme de ces montants peut-elle dépasser le numérateur ?')}>
              <p>
                Les lignes d’un accord-cadre à plusieurs titulaires répètent le même plafond. Elles sont toutes
                montrées, mais le plafond n’est compté qu’une fois.
              </p>
            </Disclosure>
          )}
          <ContractTable overview={contracts} filter={filter} />
          <ContractPages list={contracts.list} filter={filter} />
        </>
      )}
    </Section>
  )
}
