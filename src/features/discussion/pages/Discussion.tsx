import { type Actor, allows } from '#features/organisations'
import { Alert, ButtonLink, Checks, Form, fr, Section, TextArea, typo } from '#ui'
import type { Subject } from '../discussion.ts'
import type { View } from '../host.ts'
import type { Talk } from '../reading.ts'
import { ThreadCard } from './CommentCard.tsx'

/** The fields of a comment to write. */
export const CommentForm = (props: {
  action: string
  actor: Actor
  label: string
  submit: string
  sent?: { text: string; asks: boolean } | undefined
  /** Why it was refused. */
  error?: string | undefined
  /** Whether it can still be said that it asks for something. */
  asking?: boolean
}) => (
  <Form action={props.action} submit={props.submit} aside>
    <TextArea
      name="commentaire"
      label={props.label}
      hint={
        <>
          {fr`Pour désigner quelqu’un : @"Nom affiché" ou @prénom.nom, comme dans la `}
          <a href={`/organisations/${props.actor.membership.organisation.siren}/membres`}>liste des membres</a>
          {fr` ; un courriel lui est envoyé. Mise en forme : **gras**, *italique*, - liste, [lien](https://…).`}
        </>
      }
      value={props.sent?.text}
      error={props.error && typo(props.error)}
      rows={5}
    />
    {props.asking !== false && (
      <Checks
        name="demande"
        legend="Suite attendue"
        options={[
          {
            value: 'oui',
            label: 'Une réponse ou une action est attendue',
            hint: fr`Le commentaire reste « à traiter » jusqu’à ce que quelqu’un dise que c’est fait.`,
          },
        ]}
        checked={props.sent?.asks ? ['oui'] : []}
      />
    )}
  </Form>
)

/** What was just done on a page that is discussed. */
export const DiscussionDone = ({ view }: { view: View }) =>
  view.done ? (
    <Alert state="ok">
      <p>{view.done}</p>
    </Alert>
  ) : null

/** What is said of a subject, and the form to say something, for whoever may: a section of its page. */
export const Discussion = (props: { about: Subject; actor: Actor; talk: Talk; view: View }) => {
  const { about, actor, talk, view } = props
  const { threads, page, more, toHandle } = talk
  const at = (to: number) => `${about.path}${to === 1 ? '' : `?commentaires=${to}`}#commentaires`
  const refused = view.about === 'comment' ? view.refusal?.message : undefined
  return (
    <Section
      id="commentaires"
      class="stack discussion"
      title="Commentaires"
      aside={toHandle > 0 ? fr`${toHandle} à traiter` : undefined}
    >
      {more && (
        <div class="actions">
          <ButtonLink href={at(page + 1)}>Commentaires plus anciens</ButtonLink>
        </div>
      )}
      {threads.length === 0 ? (
        <p class="muted">{page > 1 ? 'Aucun commentaire plus ancien.' : 'Aucun commentaire.'}</p>
      ) : (
        threads.map(thread => <ThreadCard thread={thread} about={about} actor={actor} people={talk.people} />)
      )}
      {page > 1 && (
        <div class="actions">
          <ButtonLink href={at(page - 1)}>Commentaires plus récents</ButtonLink>
        </div>
      )}
      {page === 1 && allows(about.writers, actor.membership.roles) && (
        <CommentForm
          action={`${about.path}/commentaires`}
          actor={actor}
          label="Votre commentaire"
          submit="Commenter"
          sent={view.about === 'comment' ? view.sent : undefined}
          error={refused}
        />
      )}
    </Section>
  )
}
