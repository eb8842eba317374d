import { formatSiret } from '#kernel'
import {
  Card,
  type Column,
  count,
  Disclosure,
  Empty,
  Facts,
  Form,
  FormButton,
  Input,
  Moment,
  Section,
  type Space,
  Status,
  Table,
} from '#ui'
import type { Sent } from '../fields.ts'
import type { Listed, Request } from '../registry.ts'
import { KIND_WORDS } from '../words.ts'
import { about, type Refused, textOf } from './Belonging.tsx'
import { SpacePage } from './Frame.tsx'
import { OrganisationFields } from './OrganisationFields.tsx'

const Reason = ({
  id,
  action,
  label,
  submit,
  refused,
}: {
  id: string
  action: string
  label: string
  submit: string
  refused?: Refused | undefined
}) => (
  <Form action={action} submit={submit}>
    <Input name="reason" id={`raison-${id}`} label={label} error={about(refused, 'reason-missing')} />
  </Form>
)

const COLUMNS: Column<Listed>[] = [
  {
    head: 'Organisation',
    cell: ({ siren, name }) => (
      <a href={`/administration/organisations/${siren}`}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  { head: 'SIRET', cell: ({ siret }) => formatSiret(siret), nowrap: true },
  { head: 'Nature', cell: ({ kind }) => KIND_WORDS[kind] },
  {
    head: 'Publication',
    cell: ({ suspendedFor }) =>
      suspendedFor === null ? <Status state="ok">Permise</Status> : <Status state="warn">Suspendue</Status>,
  },
]

/** Whoever administers the instance: who may speak for which buyer. */
export const InstancePage = (props: {
  space: Space
  organisations: readonly Listed[]
  requests: readonly Request[]
  sent?: Sent
  refused?: Refused
  done?: string | undefined
}) => {
  const { space, organisations, requests, sent = {}, refused, done } = props
  return (
    <SpacePage
      space={space}
      title="Organisations"
      lede="Une organisation ouverte parle au nom de son acheteur : vérifiez qui le demande."
      refused={refused}
      done={done}
      wide
    >
      <Section id="demandes" title="Demandes à traiter" aside={count(requests.length, 'demande')}>
        {requests.length === 0 && (
          <Empty title="Aucune demande n’attend">
            <p>Les demandes faites depuis « Demander l’ouverture d’une organisation » arrivent ici.</p>
          </Empty>
        )}
        {requests.map(({ id, siret, name, kind, territory, person, email, message, at }) => (
          <Card id={`demande-${id}`} title={<bdi>{name}</bdi>} aside={<Moment at={at} short />} level="h3">
            <Facts
              facts={[
                { term: 'SIRET', value: formatSiret(siret) },
                { term: 'Nature', value: KIND_WORDS[kind] },
                { term: 'Territoire', value: <bdi>{territory}</bdi> },
                { term: 'Demandée par', value: <bdi>{`${person}, ${email}`}</bdi> },
                { term: 'Message', value: message && <bdi>{message}</bdi>, wide: true },
              ]}
            />
            <FormButton action={`/administration/demandes/${id}/acceptation`}>
              Ouvrir et inviter à administrer
            </FormButton>
            <Disclosure summary="Refuser la demande">
              <Reason
                id={id}
                action={`/administration/demandes/${id}/refus`}
                label="Raison du refus"
                submit="Refuser et expliquer"
                refused={refused}
              />
            </Disclosure>
          </Card>
        ))}
      </Section>
      <Section id="organisations" title="Organisations ouvertes" aside={count(organisations.length, 'organisation')}>
        {organisations.length > 0 && (
          <Card flush>
            <Table
              id="liste-organisations"
              caption="Organisations ouvertes"
              hideCaption
              columns={COLUMNS}
              rows={organisations}
              stack
            />
          </Card>
        )}
      </Section>
      <Section id="ouvrir" title="Ouvrir une organisation">
        <Card>
          <Form action="/administration/organisations" submit="Ouvrir et inviter à administrer">
            <OrganisationFields siret sent={sent} refused={refused} />
            <Input
              name="email"
              type="email"
              label="Adresse de qui l’administrera"
              value={textOf(sent, 'email')}
              error={about(refused, 'email-invalid')}
            />
          </Form>
        </Card>
      </Section>
    </SpacePage>
  )
}

/** One organisation, and whether it may publish. */
export const ListedPage = (props: {
  space: Space
  organisation: Listed
  refused?: Refused
  done?: string | undefined
}) => {
  const { space, organisation, refused, done } = props
  const { siret, siren, name, kind, territory, suspendedFor } = organisation
  return (
    <SpacePage
      space={space}
      title={name}
      above={{ label: 'Organisations', href: '/administration' }}
      refused={refused}
      done={done}
    >
      <Facts
        facts={[
          { term: 'SIRET', value: formatSiret(siret) },
          { term: 'Nature', value: KIND_WORDS[kind] },
          { term: 'Territoire', value: <bdi>{territory}</bdi> },
          {
            term: 'Publication',
            value:
              suspendedFor === null ? (
                <Status state="ok">Permise</Status>
              ) : (
                <>
                  <Status state="warn">Suspendue</Status> <bdi>{suspendedFor}</bdi>
                </>
              ),
            wide: true,
          },
        ]}
      />
      <Section id="publication" title="Parler au nom de l’acheteur">
        {suspendedFor === null ? (
          <Card>
            <p>
              Suspendue, l’organisation garde ses données et ses comptes, mais ne peut plus rien publier. Ce qui est
              déjà publié le reste.
            </p>
            <Reason
              id={siren}
              action={`/administration/organisations/${siren}/suspension`}
              label="Raison de la suspension"
              submit="Suspendre la publication"
              refused={refused}
            />
          </Card>
        ) : (
          <FormButton action={`/administration/organisations/${siren}/reprise`}>
            Permettre à nouveau de publier
          </FormButton>
        )}
      </Section>
    </SpacePage>
  )
}
