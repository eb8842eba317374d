import { ButtonLink, Card, type Column, Empty, Page, PageHead, Status, Table } from '#ui'
import type { Membership } from '../organisations.ts'
import type { Visitor } from '../people.ts'
import { ROLE_WORDS } from '../words.ts'

const COLUMNS: Column<Membership>[] = [
  {
    head: 'Organisation',
    cell: ({ organisation: { siren, name } }) => (
      <a href={`/organisations/${siren}`}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  { head: 'Vos rôles', cell: ({ roles }) => roles.map(role => ROLE_WORDS[role].name).join(', ') },
  {
    head: 'Publication',
    cell: ({ suspended }) =>
      suspended ? <Status state="warn">Suspendue</Status> : <Status state="ok">Permise</Status>,
  },
]

/** The organisations that somebody works in, to choose one. */
export const OrganisationsPage = ({ visitor }: { visitor: Visitor }) => (
  <Page title="Mes organisations" width="text">
    <PageHead
      title="Mes organisations"
      lede={<bdi>{visitor.name}</bdi>}
      actions={visitor.administrator && <ButtonLink href="/administration">Administrer le site</ButtonLink>}
    />
    {visitor.memberships.length === 0 ? (
      <Empty
        title="Vous n’êtes membre d’aucune organisation"
        actions={<ButtonLink href="/organisations/demande">Demander l’ouverture d’une organisation</ButtonLink>}
      >
        <p>
          Demandez une invitation aux personnes qui administrent la vôtre. Si elle n’est pas encore ici, demandez
          qu’elle soit ouverte.
        </p>
      </Empty>
    ) : (
      <Card flush>
        <Table
          id="liste-organisations"
          caption="Vos organisations"
          hideCaption
          columns={COLUMNS}
          rows={visitor.memberships}
          stack
        />
      </Card>
    )}
  </Page>
)
