import {
  ButtonLink,
  Card,
  type Column,
  count,
  Day,
  Empty,
  Form,
  FormButton,
  Input,
  Missing,
  Moment,
  Section,
  type Space,
  Table,
  Tag,
} from '#ui'
import { ADMINISTRATORS, allows } from '../access.ts'
import type { Sent } from '../fields.ts'
import type { Invitation } from '../invitations.ts'
import type { Directorate, Member } from '../members.ts'
import type { Actor, Role } from '../organisations.ts'
import { ROLE_WORDS } from '../words.ts'
import { about, BelongingFields, type Refused, textOf } from './Belonging.tsx'
import { SpacePage } from './Frame.tsx'

interface Props {
  space: Space
  actor: Actor
  members: readonly Member[]
  invitations: readonly Invitation[]
  directorates: readonly Directorate[]
  /** The form to invite, as it was sent. */
  sent?: Sent
  refused?: Refused
  done?: string | undefined
}

const Roles = ({ roles }: { roles: readonly Role[] }) => <>{roles.map(role => ROLE_WORDS[role].name).join(', ')}</>

/** Who belongs to the organisation, and who is invited to. */
export const MembersPage = (props: Props) => {
  const { space, actor, members, invitations, directorates, sent = {}, refused, done } = props
  const administers = allows(ADMINISTRATORS, actor.membership.roles)
  const base = `/organisations/${actor.membership.organisation.siren}`
  const present = members.filter(({ endedAt }) => endedAt === null)
  const gone = members.filter(({ endedAt }) => endedAt !== null)
  const columns: Column<Member>[] = [
    {
      head: 'Nom',
      cell: ({ id, name, personId }) => (
        <>
          {administers ? (
            <a href={`${base}/membres/${id}`}>
              <bdi>{name}</bdi>
            </a>
          ) : (
            <bdi>{name}</bdi>
          )}{' '}
          {personId === actor.person.id && <Tag>Vous</Tag>}
        </>
      ),
    },
    { head: 'Adresse', cell: ({ email }) => <bdi>{email}</bdi> },
    { head: 'Rôles', cell: ({ roles }) => <Roles roles={roles} /> },
    { head: 'Direction', cell: ({ directorate }) => directorate ?? <Missing>Aucune</Missing> },
    { head: 'Jusqu’au', cell: ({ until }) => (until ? <Day date={until} short /> : <Missing>Sans fin</Missing>) },
  ]
  const waiting: Column<Invitation>[] = [
    { head: 'Adresse', cell: ({ email }) => <bdi>{email}</bdi> },
    { head: 'Rôles', cell: ({ roles }) => <Roles roles={roles} /> },
    {
      head: 'Réponse',
      cell: ({ expiresAt }) =>
        expiresAt < new Date() ? (
          <Missing>Restée sans réponse</Missing>
        ) : (
          <span>
            Avant le <Moment at={expiresAt} short />
          </span>
        ),
    },
    {
      head: 'Agir',
      cell: ({ id, email }) => (
        <div class="actions">
          <FormButton small action={`${base}/invitations/${id}/renvoi`}>
            <span>
              Renvoyer <span class="sr-only">l’invitation de {email}</span>
            </span>
          </FormButton>
          <FormButton small action={`${base}/invitations/${id}/retrait`}>
            <span>
              Retirer <span class="sr-only">l’invitation de {email}</span>
            </span>
          </FormButton>
        </div>
      ),
    },
  ]
  return (
    <SpacePage
      space={space}
      title={administers ? 'Comptes et rôles' : 'Membres'}
      lede="Qui agit dans l’organisation, et ce que chacun·e y fait."
      actions={administers && <ButtonLink href="#inviter">Inviter une personne</ButtonLink>}
      refused={refused}
      done={done}
      wide
    >
      <Section id="membres" title="Membres" aside={count(present.length, 'personne')}>
        <Card flush>
          <Table
            id="liste-membres"
            caption="Membres de l’organisation"
            hideCaption
            columns={columns}
            rows={present}
            stack
          />
        </Card>
      </Section>
      {administers && (
        <Section id="invitations" title="Invitations en attente">
          {invitations.length === 0 ? (
            <Empty title="Aucune invitation n’attend de réponse">
              <p>Une invitation part par courriel et vaut quatorze jours.</p>
            </Empty>
          ) : (
            <Card flush>
              <Table
                id="liste-invitations"
                caption="Invitations en attente"
                hideCaption
                columns={waiting}
                rows={invitations}
                stack
              />
            </Card>
          )}
        </Section>
      )}
      {administers && (
        <Section id="inviter" title="Inviter une personne">
          <Card>
            <Form action={`${base}/invitations`} submit="Envoyer l’invitation">
              <Input
                name="email"
                type="email"
                label="Adresse électronique"
                hint="Elle seule pourra accepter l’invitation."
                value={textOf(sent, 'email')}
                error={about(refused, 'email-invalid', 'already-member', 'already-invited')}
              />
              <BelongingFields sent={sent} directorates={directorates} refused={refused} />
            </Form>
          </Card>
        </Section>
      )}
      {gone.length > 0 && (
        <Section id="anciens" title="Anciens membres">
          <Card flush>
            <Table
              id="liste-anciens"
              caption="Anciens membres"
              hideCaption
              columns={[
                { head: 'Nom', cell: ({ name }: Member) => <bdi>{name}</bdi> },
                { head: 'Rôles', cell: ({ roles }) => <Roles roles={roles} /> },
                { head: 'Fin', cell: ({ endedAt }) => endedAt && <Moment at={endedAt} short /> },
              ]}
              rows={gone}
              stack
            />
          </Card>
        </Section>
      )}
      {!administers && (
        <Section id="depart" title="Quitter l’organisation">
          <p>
            Les comptes et les rôles sont tenus par les personnes qui administrent l’organisation. Si vous la quittez,
            elles seules pourront vous y inviter à nouveau.
          </p>
          <FormButton action={`${base}/depart`}>Quitter l’organisation</FormButton>
        </Section>
      )}
    </SpacePage>
  )
}
