import { type Actor, allows } from '#features/organisations'
import type { Refusal } from '#kernel'
import { ButtonLink, Card, Form, fr, Page, PageHead, type People, RefusalAlert, Section } from '#ui'
import { commentPath } from '../addresses.ts'
import type { Comment, Subject } from '../discussion.ts'
import type { Frame, View } from '../host.ts'
import type { Thread } from '../reading.ts'
import { ThreadCard } from './CommentCard.tsx'
import { CommentForm, DiscussionDone } from './Discussion.tsx'

interface Props {
  about: Subject
  actor: Actor
  frame: Frame
  /** Why nothing changed, and what had been typed. */
  refusal?: Refusal | undefined
  sent?: View['sent']
}

const aboutText = (refusal?: Refusal) =>
  refusal && /^(?:text|mention)/.test(refusal.code) ? refusal.message : undefined

const Refused = ({ refusal }: { refusal: Refusal | undefined }) =>
  refusal && aboutText(refusal) === undefined ? (
    <RefusalAlert title="Rien n’a changé" message={refusal.message} />
  ) : null

/** A comment, what it said before, its answers, and the form to answer it. */
export const ThreadPage = (props: Props & { thread: Thread; people: People; view: View }) => {
  const { about, actor, frame, thread, people, view, refusal, sent } = props
  const writes = allows(about.writers, actor.membership.roles)
  return (
    <Page
      title={`Commentaire : ${about.title}`}
      {...frame}
      width="text"
      crumbs={[{ label: about.title, href: about.path }]}
      crumb="Commentaire"
    >
      <PageHead title="Commentaire" lede={<bdi>{about.title}</bdi>} />
      <DiscussionDone view={view} />
      <Refused refusal={refusal} />
      <ThreadCard thread={thread} about={about} actor={actor} people={people} whole />
      {writes && thread.body !== null && (
        <Section id="repondre" class="stack discussion" title="Répondre">
          <CommentForm
            action={`${commentPath({ path: about.path, id: thread.id })}/reponses`}
            actor={actor}
            label="Votre réponse"
            submit="Répondre"
            sent={sent}
            error={aboutText(refusal)}
          />
        </Section>
      )}
      <div class="actions">
        <ButtonLink href={`${about.path}#commentaires`}>Revenir à tous les commentaires</ButtonLink>
      </div>
    </Page>
  )
}

/** Changing what one said, or taking it back. */
export const EditPage = (props: Props & { comment: Comment; text: string }) => {
  const { about, actor, frame, comment, refusal } = props
  const here = commentPath({ path: about.path, id: comment.id })
  return (
    <Page
      title={`Modifier un commentaire : ${about.title}`}
      {...frame}
      width="text"
      crumbs={[{ label: about.title, href: about.path }]}
      crumb="Modifier un commentaire"
    >
      <PageHead title="Modifier un commentaire" lede={<bdi>{about.title}</bdi>} />
      <Refused refusal={refusal} />
      <Section id="modifier" class="stack discussion" title="Modifier">
        <p>Ce qu’il dit aujourd’hui restera lisible, avec sa date.</p>
        <CommentForm
          action={`${here}/modification`}
          actor={actor}
          label="Votre commentaire"
          submit="Enregistrer le commentaire"
          sent={{ text: props.text, asks: comment.asks }}
          error={aboutText(refusal)}
          asking={false}
        />
      </Section>
      <Card id="retirer" title="Retirer">
        <p>
          {fr`Sa place restera, avec la mention « retiré ». Son texte sera effacé pour tout le monde, ses versions précédentes aussi ; les réponses restent.`}
        </p>
        <Form action={`${here}/retrait`} submit="Retirer le commentaire" aside>
          {null}
        </Form>
      </Card>
      <div class="actions">
        <ButtonLink href={here}>Revenir sans rien changer</ButtonLink>
      </div>
    </Page>
  )
}
