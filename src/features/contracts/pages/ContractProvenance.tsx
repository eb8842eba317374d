import type { Cents } from '#kernel'
import { Card, ConsiderationStatus, count, Day, Disclosure, euros, Facts, fr, nb, Section, Table, Timeline } from '#ui'
import type { Dialect } from '../contracts.ts'
import type { ContractRecord, ContractVersion } from '../register/contract.ts'
import { contractHref } from '../register/filter.ts'

const DIALECTS: Record<Dialect, string> = {
  v1: 'Ancien format (1.x, avant 2024)',
  v2: 'Format réglementaire (2.x)',
  tabular: 'Tableau du portail national',
}

/** What happened to the contract, by date. */
export const ContractLife = ({ contract: { current, details } }: { contract: ContractRecord }) => {
  const events = [
    {
      date: current.notified,
      words: current.warnings.includes('original-missing')
        ? 'Dernière modification'
        : current.kind === 'concession'
          ? 'Signature'
          : 'Notification',
    },
    { date: current.published, words: 'Publication des données' },
    ...(details.modifications ?? []).slice(0, 20).map(({ id, notified, published }) => ({
      date: notified ?? published,
      words: id === null ? 'Modification' : `Modification n° ${id.slice(0, 40)}`,
    })),
  ]
    .filter((event): event is { date: string; words: string } => event.date !== null)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  if (events.length === 0) return null
  return (
    <Card title={current.kind === 'concession' ? 'Vie de la concession' : 'Vie du marché'} level="h3">
      <Timeline
        events={events.map(({ date, words }) => ({
          date: <Day date={date} />,
          past: true,
          children: <bdi>{words}</bdi>,
        }))}
      />
    </Card>
  )
}

/** The file, the import and the line that the record comes from. */
export const Provenance = ({ contract: { current, sightings } }: { contract: ContractRecord }) => (
  <Card title="Provenance" id="provenance" level="h3">
    <Facts
      list
      facts={[
        {
          term: 'Fichier',
          value: (
            <>
              <bdi>{current.file}</bdi>
              {', '}
              <a href={`/imports/${current.import_id}`}>import n° {current.import_id}</a>
              {current.state === 'undone' && fr` (annulé depuis : le contrat reste, un autre fichier le contient)`}
            </>
          ),
        },
        { term: 'Enregistrement', value: `n° ${nb(current.position)} du fichier` },
        { term: 'Données publiées le', value: current.published && <Day date={current.published} /> },
        ...(current.modified ? [{ term: 'Modifications publiées le', value: <Day date={current.modified} /> }] : []),
        { term: 'Format', value: DIALECTS[current.dialect] },
        ...(sightings.length > 0
          ? [
              {
                term: 'Même publication dans',
                value: (
                  <ul class="stack stack--tight">
                    {sightings.slice(0, 20).map(({ id, file }) => (
                      <li>
                        <bdi>{file}</bdi>
                        {', '}
                        <a href={`/imports/${id}`}>import n° {id}</a>
                      </li>
                    ))}
                    {sightings.length > 20 && (
                      <li class="muted">{fr`et ${count(sightings.length - 20, 'autre import', 'autres imports')}`}</li>
                    )}
                  </ul>
                ),
              },
            ]
          : []),
        {
          term: 'Identifiant du registre',
          value: (
            <small>
              <code>{current.identity.replaceAll('-', '')}</code>
            </small>
          ),
        },
      ]}
    />
  </Card>
)

/** The publications that the current one replaced. */
export const OtherVersions = ({ contract: { others } }: { contract: ContractRecord }) =>
  others.length === 0 ? null : (
    <Section id="versions" title="Autres publications" aside={count(others.length, 'publication')}>
      <p class="prose">
        {fr`Le même contrat a été publié plusieurs fois. La publication la plus récente est retenue ; les autres ne comptent dans aucun taux.`}
      </p>
      <div class="card card--flush">
        <Table
          id="versions-liste"
          caption="Publications du même contrat qui ne sont pas retenues"
          hideCaption
          stack
          columns={[
            { head: 'Publiée le', cell: (version: ContractVersion) => <Day date={version.published} short /> },
            {
              head: 'Fichier',
              cell: version => (
                <>
                  <bdi>{version.file}</bdi>
                  <small>
                    <a href={`/imports/${version.import_id}`}>import n° {version.import_id}</a>, enregistrement{' '}
                    {nb(version.position)}
                  </small>
                </>
              ),
            },
            { head: 'Montant HT', cell: version => euros(version.amount as Cents | null), numeric: true },
            {
              head: 'Environnementale',
              cell: ({ environmental: state, environmental_clause: clause, environmental_criterion: criterion }) => (
                <ConsiderationStatus state={state} clause={clause} criterion={criterion} />
              ),
            },
            {
              head: 'Sociale',
              cell: ({
                social: state,
                social_clause: clause,
                social_criterion: criterion,
                social_reserved: reserved,
              }) => <ConsiderationStatus state={state} clause={clause} criterion={criterion} reserved={reserved} />,
            },
          ]}
          rows={others.slice(0, 100)}
        />
      </div>
    </Section>
  )

/** About 200 kB of text: beyond, the page would be slow, and the whole is one link away. */
const LONGEST_RAW = 200_000

/** The record as the file wrote it. */
export const RawRecord = ({ contract: { raw, current } }: { contract: ContractRecord }) => (
  <Disclosure summary="Lire l’enregistrement d’origine" id="origine">
    <p class="small">
      {raw.length > LONGEST_RAW && 'En voici le début. '}
      <a href={`${contractHref(current.identity)}/brut`}>Ouvrir le texte entier</a>
    </p>
    <pre tabindex={0}>
      <code>{raw.slice(0, LONGEST_RAW)}</code>
    </pre>
  </Disclosure>
)
