import type { Actor } from '#features/organisations'
import { addressOf, PUBLICATION_COLUMNS, type Publication, publicationsOf, Suspended } from '#features/publications'
import {
  Alert,
  ButtonLink,
  Card,
  Empty,
  fr,
  nb,
  Page,
  PageHead,
  RefusalAlert,
  type Space,
  Status,
  Table,
  typo,
} from '#ui'
import type { PublishableYear } from '../publishing.ts'

interface Props {
  actor: Actor
  space: Space | undefined
  /** Latest first. */
  publications: readonly Publication[]
  /** Latest first. */
  years: readonly PublishableYear[]
  example: boolean
  /** Whether the actor may publish. */
  publishes: boolean
  refusal?: string | undefined
  /** What was just done, in a sentence. */
  done?: string | undefined
}

/** Where an organisation sees what it published, and what it can. */
export const PublishingPage = (props: Props) => {
  const { actor, publications, years, publishes, refusal, done } = props
  const { organisation, suspended } = actor.membership
  const here = `/organisations/${organisation.siren}/publications`
  return (
    <Page title="Publications" space={props.space} demo={props.example}>
      <PageHead
        title="Publications"
        lede={
          <>
            <bdi>{organisation.name}</bdi>
            {fr` : ce qui est publié, et ce qui peut l’être.`}
          </>
        }
        actions={
          publications.length > 0 && (
            <ButtonLink href={publicationsOf(organisation.siren)}>Voir ce que le public voit</ButtonLink>
          )
        }
      />
      {refusal && <RefusalAlert title="Rien n’a été publié" message={refusal} />}
      {done && (
        <Alert state="ok">
          <p>{typo(done)}</p>
        </Alert>
      )}
      {suspended && <Suspended />}
      <Card id="annees" title="Les taux d’une année" flush={years.length > 0}>
        {years.length === 0 ? (
          <Empty title="Aucun marché de cette organisation">
            <p>
              {fr`Le registre n’a aucun marché sous le SIREN ${organisation.siren}. Importez le fichier de données essentielles de l’acheteur, puis revenez.`}
            </p>
          </Empty>
        ) : (
          <Table
            id="annees-table"
            caption="Années qui ont des marchés, de la plus récente à la plus ancienne"
            hideCaption
            stack
            columns={[
              { head: 'Année', cell: (row: PublishableYear) => row.year },
              { head: 'Marchés', cell: row => nb(row.contracts), numeric: true },
              {
                head: 'État',
                cell: ({ standing }) =>
                  standing ? (
                    <Status state="ok">
                      <a href={addressOf(standing)}>Publiée, n° {standing.number}</a>
                    </Status>
                  ) : (
                    <Status state="none">Pas publiée</Status>
                  ),
              },
              ...(publishes && !suspended
                ? [
                    {
                      head: 'Publier',
                      cell: ({ year, standing }: PublishableYear) => (
                        <a href={`${here}/nouvelle?annee=${year}`}>
                          {standing ? `Corriger ${year}` : `Relire et publier ${year}`}
                        </a>
                      ),
                    },
                  ]
                : []),
            ]}
            rows={years}
          />
        )}
      </Card>
      {publications.length > 0 && (
        <Card id="publications" title="Tout ce qui a été publié" flush>
          <Table
            id="publications-table"
            caption="Publications, de la plus récente à la plus ancienne"
            hideCaption
            stack
            columns={[
              ...PUBLICATION_COLUMNS,
              ...(publishes && !suspended
                ? [
                    {
                      head: 'Retirer',
                      cell: ({ number, withdrawn }: Publication) =>
                        withdrawn ? 'Déjà retirée' : <a href={`${here}/${number}/retrait`}>Retirer le n° {number}</a>,
                    },
                  ]
                : []),
            ]}
            rows={publications}
          />
        </Card>
      )}
      {!publishes && (
        <p class="small muted">Seules les personnes qui administrent l’organisation publient en son nom.</p>
      )}
    </Page>
  )
}
