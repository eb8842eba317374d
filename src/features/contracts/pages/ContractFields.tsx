import { Card, count, Day, euros, type Fact, Facts, fr, nb, percent, Section, shorten, Table } from '#ui'
import type { ConcessionDetails, ContractDetails, SubcontractDetails } from '../decp/details.ts'
import type { ContractRecord } from '../register/contract.ts'
import { PartyName } from './ContractParties.tsx'

const SHOWN = 100
const yesNo = (value: boolean | null) => (value === null ? null : value ? 'Oui' : 'Non')
const text = (value: string | null) => value && <bdi>{shorten(value, 300)}</bdi>
const words = (values: readonly string[]) => (values.length === 0 ? null : text(values.slice(0, 20).join(', ')))
const share = (value: number | null) => (value === null ? null : percent(value))

/** Every other field of the official format, then those outside it. */
export const AllFields = ({ contract: { details, current, names } }: { contract: ContractRecord }) => {
  const { subcontracts, subcontractChanges, concession, others } = details
  return (
    <>
      <Section id="champs" title="Autres champs">
        <Card>
          <FilledFacts facts={current.kind === 'concession' ? concessionFields(details) : contractFields(details)} />
        </Card>
      </Section>
      {subcontracts.length > 0 && (
        <Subcontracts id="sous-traitance" title="Sous-traitance" acts={subcontracts} names={names} />
      )}
      {subcontractChanges.length > 0 && (
        <Subcontracts
          id="modifications-sous-traitance"
          title="Modifications de la sous-traitance"
          acts={subcontractChanges}
          names={names}
        />
      )}
      {concession && concession.execution.length > 0 && <Execution concession={concession} />}
      {others.length > 0 && (
        <Section id="hors-format" title="Champs hors du format officiel">
          <Card>
            <Facts
              facts={others
                .slice(0, SHOWN)
                .map(({ field, text: value }) => ({ term: shorten(field, 80), value: text(value) }))}
            />
          </Card>
        </Section>
      )}
    </>
  )
}

/** What is filled, one by one; what is not, in one sentence: a former record leaves most of them empty. */
const FilledFacts = ({ facts }: { facts: readonly Fact[] }) => {
  const filled = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  const left = facts.filter(fact => !filled.includes(fact)).map(({ term }) => term)
  return (
    <>
      {filled.length > 0 && <Facts facts={filled} />}
      {left.length > 0 && <p class="small muted">{fr`Non renseigné : ${left.join('\u202f; ')}.`}</p>}
    </>
  )
}

const placeFact = ({ place }: ContractDetails): Fact => ({
  term: 'Lieu d’exécution',
  value:
    place &&
    text(
      [place.name, place.code].filter(part => part !== null).join(', ') +
        (place.kind ? ` (${place.kind.toLowerCase()})` : ''),
    ),
})

function contractFields(details: ContractDetails): Fact[] {
  return [
    placeFact(details),
    { term: 'Techniques d’achat', value: words(details.techniques) },
    { term: 'Modalités d’exécution', value: words(details.executionModes) },
    { term: 'Accord-cadre de rattachement', value: text(details.frameworkId) },
    { term: 'CCAG', value: text(details.ccag) },
    { term: 'Offres reçues', value: details.offers === null ? null : nb(details.offers) },
    { term: 'Forme du prix', value: text(details.priceForm) },
    { term: 'Type de prix', value: words(details.priceTypes) },
    { term: 'Achat innovant', value: yesNo(details.innovative) },
    { term: 'Avance accordée', value: yesNo(details.advance) },
    { term: 'Taux de l’avance', value: share(details.advanceRate) },
    { term: 'Sous-traitance déclarée', value: yesNo(details.subcontracting) },
    { term: 'Groupement', value: text(details.grouping) },
    { term: 'Part d’origine Union européenne', value: share(details.originEuropeanUnion) },
    { term: 'Part d’origine France', value: share(details.originFrance) },
  ]
}

function concessionFields(details: ContractDetails): Fact[] {
  return [
    placeFact(details),
    { term: 'Début d’exécution', value: details.concession?.started && <Day date={details.concession.started} /> },
    {
      term: 'Subventions publiques HT',
      value: details.concession?.subsidy == null ? null : euros(details.concession.subsidy),
    },
  ]
}

const Subcontracts = (props: {
  id: string
  title: string
  acts: readonly SubcontractDetails[]
  names: ReadonlyMap<string, string>
}) => (
  <Section id={props.id} title={props.title} aside={count(props.acts.length, 'acte')}>
    <div class="card card--flush">
      <Table
        id={`${props.id}-liste`}
        caption={props.title}
        hideCaption
        columns={[
          { head: 'Acte', cell: act => <bdi>{act.id === null ? 'Sans numéro' : `N° ${shorten(act.id, 40)}`}</bdi> },
          {
            head: 'Sous-traitant',
            cell: act => (act.subcontractor ? <PartyName party={act.subcontractor} names={props.names} /> : 'inchangé'),
          },
          { head: 'Notifié le', cell: act => <Day date={act.notified} short />, nowrap: true },
          { head: 'Montant HT', cell: act => euros(act.amount), numeric: true },
          {
            head: 'Durée',
            cell: act => (act.months === null ? 'non renseigné' : count(act.months, 'mois', 'mois')),
            numeric: true,
          },
        ]}
        rows={props.acts.slice(0, SHOWN)}
        stack
      />
    </div>
  </Section>
)

const Execution = ({ concession }: { concession: ConcessionDetails }) => (
  <Section id="execution" title="Exécution, année par année">
    <div class="card card--flush">
      <Table
        id="execution-liste"
        caption="Données d’exécution publiées"
        hideCaption
        columns={[
          { head: 'Publié le', cell: year => <Day date={year.published} short /> },
          { head: 'Investissements HT', cell: year => euros(year.investment), numeric: true },
          {
            head: 'Tarifs',
            cell: year =>
              year.prices.slice(0, 20).map(({ label, amount }) => (
                <div>
                  <bdi>{shorten(label ?? 'Sans intitulé', 120)}</bdi>
                  {`\u00a0: ${euros(amount)}`}
                </div>
              )),
          },
        ]}
        rows={concession.execution.slice(0, SHOWN)}
        stack
      />
    </div>
  </Section>
)
