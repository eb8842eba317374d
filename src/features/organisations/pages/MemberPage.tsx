import { Card, Facts, Form, FormButton, Moment, Section, type Space } from '#ui'
import type { Sent } from '../fields.ts'
import type { Directorate, Member } from '../members.ts'
import type { Actor } from '../organisations.ts'
import { BelongingFields, type Refused } from './Belonging.tsx'
import { SpacePage } from './Frame.tsx'

/** What a member is here, and their leaving. */
export const MemberPage = (props: {
  space: Space
  actor: Actor
  member: Member
  directorates: readonly Directorate[]
  sent?: Sent
  refused?: Refused
}) => {
  const { space, actor, member, directorates, refused } = props
  const organisation = `/organisations/${actor.membership.organisation.siren}`
  const base = `${organisation}/membres`
  const own = member.personId === actor.person.id
  const now: Sent = { roles: member.roles, directorate: member.directorateId ?? '', until: member.until ?? '' }
  return (
    <SpacePage space={space} title={member.name} above={{ label: 'Comptes et rôles', href: base }} refused={refused}>
      <Facts
        facts={[
          { term: 'Adresse électronique', value: <bdi>{member.email}</bdi> },
          { term: 'Membre depuis', value: <Moment at={member.since} short /> },
        ]}
      />
      <Section id="roles" title="Ce que cette personne fait ici">
        <Card>
          <Form action={`${base}/${member.id}`} submit="Enregistrer les rôles">
            <BelongingFields sent={props.sent ?? now} directorates={directorates} refused={refused} />
          </Form>
        </Card>
      </Section>
      <Section id="depart" title={own ? 'Quitter l’organisation' : 'Mettre fin à sa participation'}>
        <p>
          {own
            ? 'Vous ne pourrez plus rien faire ici dès maintenant. Votre nom reste dans le journal, et une nouvelle invitation peut vous faire revenir.'
            : 'Cette personne ne pourra plus rien faire ici dès maintenant. Son nom reste dans le journal, et une nouvelle invitation peut la faire revenir.'}
        </p>
        <FormButton action={own ? `${organisation}/depart` : `${base}/${member.id}/fin`}>
          {own ? 'Quitter l’organisation' : 'Mettre fin à sa participation'}
        </FormButton>
      </Section>
    </SpacePage>
  )
}
