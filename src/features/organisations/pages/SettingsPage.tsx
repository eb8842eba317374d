import { formatSiret } from '#kernel'
import { Card, type Column, Empty, Facts, Form, FormButton, Input, Section, type Space, Table } from '#ui'
import type { Sent } from '../fields.ts'
import { LogoSection } from '../logo/LogoSection.tsx'
import type { Logo } from '../logo/logos.ts'
import type { Directorate } from '../members.ts'
import type { Actor } from '../organisations.ts'
import { about, type Refused, textOf } from './Belonging.tsx'
import { SpacePage } from './Frame.tsx'
import { OrganisationFields } from './OrganisationFields.tsx'

/** What the organisation says of itself, and its directorates. */
export const SettingsPage = (props: {
  space: Space
  actor: Actor
  siret: string
  sent: Sent
  logo: Logo | null
  directorates: readonly Directorate[]
  /** The name of a directorate, as it was sent. */
  directorate?: Sent
  refused?: Refused
  done?: string | undefined
}) => {
  const { space, actor, siret, sent, logo, directorates, directorate = {}, refused, done } = props
  const base = `/organisations/${actor.membership.organisation.siren}`
  const columns: Column<Directorate>[] = [
    { head: 'Nom', cell: ({ name }) => <bdi>{name}</bdi> },
    {
      head: 'Agir',
      cell: ({ id, name }) => (
        <FormButton small action={`${base}/directions/${id}/fermeture`}>
          <span>
            Fermer <span class="sr-only">{name}</span>
          </span>
        </FormButton>
      ),
    },
  ]
  return (
    <SpacePage
      space={space}
      title="Réglages"
      lede="Ce que l’organisation dit d’elle-même."
      refused={refused}
      done={done}
    >
      <Facts facts={[{ term: 'SIRET', value: formatSiret(siret) }]} />
      <Section id="organisation" title="Organisation">
        <Card>
          <Form action={`${base}/reglages`} submit="Enregistrer les réglages">
            <OrganisationFields sent={sent} refused={refused} />
          </Form>
        </Card>
      </Section>
      <LogoSection {...{ ...actor.membership.organisation, logo, refused }} />
      <Section id="directions" title="Directions">
        {directorates.length === 0 ? (
          <Empty title="Aucune direction">
            <p>Les directions servent à dire qui pilote une action et qui est concerné.</p>
          </Empty>
        ) : (
          <Card flush>
            <Table id="liste-directions" caption="Directions" hideCaption columns={columns} rows={directorates} stack />
          </Card>
        )}
        <Card>
          <Form action={`${base}/directions`} submit="Ajouter la direction">
            <Input
              name="name"
              id="direction"
              label="Nom de la direction"
              value={textOf(directorate, 'name')}
              error={about(refused, 'directorate-known', 'directorate-missing')}
            />
          </Form>
        </Card>
      </Section>
    </SpacePage>
  )
}
