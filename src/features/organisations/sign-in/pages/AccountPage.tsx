import {
  Alert,
  ButtonLink,
  Card,
  type Column,
  count,
  Facts,
  Form,
  FormButton,
  Input,
  Missing,
  Moment,
  Page,
  PageHead,
  Section,
  Table,
  Tag,
  typo,
} from '#ui'
import type { OpenSession, Visitor } from '../../people.ts'
import { NewPassword } from './NewPassword.tsx'
import { SecondFactorSection } from './SecondFactorSection.tsx'

interface Props {
  visitor: Visitor
  sessions: readonly OpenSession[]
  /** Whether a code is asked for after the password. */
  secondFactor: boolean
  /** Pages of other features where one chooses something for oneself. */
  links: readonly { label: string; href: string }[]
  /** What was just done, in a sentence. */
  done?: string | undefined
  /** Why the password was not changed, and what it is about. */
  refusal?: { about: 'current' | 'password'; message: string }
}

/** One's own account: who one is here, where one is signed in, the password. */
export const AccountPage = ({ visitor, sessions, secondFactor, links, done, refusal }: Props) => {
  const columns: Column<OpenSession>[] = [
    {
      head: 'Navigateur',
      cell: ({ id, browser }) => (
        <>
          {browser ?? <Missing />} {id === visitor.sessionId && <Tag>Cette session</Tag>}
        </>
      ),
    },
    { head: 'Ouverte', cell: ({ startedAt }) => <Moment at={startedAt} short /> },
    { head: 'Dernière visite', cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} short /> },
    {
      head: 'Session',
      cell: ({ id, browser, startedAt }) => (
        <FormButton small action={`/mon-compte/sessions/${id}/fin`}>
          <span>
            Fermer
            <span class="sr-only">
              {' '}
              la session de {browser ?? 'ce navigateur'}, ouverte le <Moment at={startedAt} short />
            </span>
          </span>
        </FormButton>
      ),
    },
  ]
  return (
    <Page title="Mon compte" width="text" crumb="Mon compte">
      <PageHead
        title="Mon compte"
        lede={<bdi>{visitor.name}</bdi>}
        actions={<FormButton action="/deconnexion">Se déconnecter</FormButton>}
      />
      {done && (
        <Alert state="ok">
          <p>{done}</p>
        </Alert>
      )}
      <Section id="identite" title="Qui vous êtes ici">
        <Facts
          facts={[
            { term: 'Nom', value: <bdi>{visitor.name}</bdi> },
            { term: 'Adresse électronique', value: <bdi>{visitor.email}</bdi> },
            {
              term: 'Site',
              value: visitor.administrator ? (
                <a href="/administration">Vous l’administrez</a>
              ) : (
                'Vous ne l’administrez pas'
              ),
            },
            {
              term: 'Organisations',
              value: <a href="/organisations">{count(visitor.memberships.length, 'organisation')}</a>,
            },
          ]}
        />
      </Section>
      <Section id="sessions" title="Où vous êtes connecté·e">
        <p>
          Une session dure sept jours après sa dernière visite. Fermez celles que vous ne reconnaissez pas, puis changez
          de mot de passe.
        </p>
        <Card flush>
          <Table
            id="liste-sessions"
            caption="Vos sessions ouvertes"
            hideCaption
            columns={columns}
            rows={sessions}
            stack
          />
        </Card>
      </Section>
      <Section id="mot-de-passe" title="Changer de mot de passe">
        <Card>
          <Form action="/mon-compte/mot-de-passe" submit="Changer de mot de passe">
            <input type="text" name="username" autocomplete="username" value={visitor.email} hidden />
            <Input
              name="current"
              label="Mot de passe actuel"
              type="password"
              autocomplete="current-password"
              error={refusal?.about === 'current' && typo(refusal.message)}
            />
            <NewPassword refusal={refusal?.about === 'password' ? refusal.message : undefined} />
          </Form>
        </Card>
      </Section>
      <SecondFactorSection on={secondFactor} />
      {links.length > 0 && (
        <Section id="reglages" title="Vos réglages">
          <ul class="stack stack--tight">
            {links.map(({ label, href }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="donnees" title="Vos données">
        <p>
          <a href="/donnees-personnelles">Ce que le site garde de vous, et pourquoi</a>.
        </p>
        <div class="actions">
          <ButtonLink href="/mon-compte/donnees.json" icon="download" download>
            Télécharger mes données
          </ButtonLink>
          <ButtonLink href="/mon-compte/effacement">Effacer mon compte</ButtonLink>
        </div>
      </Section>
    </Page>
  )
}
