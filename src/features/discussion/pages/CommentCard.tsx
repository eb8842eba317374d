import { type Actor, allows } from '#features/organisations'
import { Button, ButtonLink, count, Disclosure, fr, Markdown, Missing, Moment, type People, Status } from '#ui'
import { commentPath } from '../addresses.ts'
import type { Comment, Subject } from '../discussion.ts'
import type { Thread } from '../reading.ts'

interface Props {
  about: Subject
  actor: Actor
  people: People
  /** On the page of its thread, which shows what it said before. */
  whole?: boolean
}

export const Who = ({ id, people }: { id: string; people: People }) => <bdi>{people.get(id) ?? 'Compte effacé'}</bdi>

/** Where a comment is on a page that shows several. */
export const anchorOf = ({ id }: Pick<Comment, 'id'>) => `commentaire-${id}`

const Handling = ({ comment, people }: { comment: Comment; people: People }) =>
  comment.asks && comment.body !== null ? (
    comment.handled ? (
      <>
        <Status state="ok">Traité</Status>
        <span>
          par <Who id={comment.handled.by} people={people} /> le <Moment at={comment.handled.at} short />
        </span>
      </>
    ) : (
      <Status state="warn">À traiter</Status>
    )
  ) : null

const Acts = ({ about, actor, people, whole, comment }: Props & { comment: Comment }) => {
  const href = commentPath({ path: about.path, id: comment.id })
  const which = (
    <span class="sr-only">
      {' '}
      (commentaire de <Who id={comment.authorId} people={people} />, <Moment at={comment.madeAt} short />)
    </span>
  )
  const links = [
    comment.parentId === null && !whole && { to: href, words: 'Répondre' },
    comment.authorId === actor.person.id && { to: `${href}/modification`, words: 'Modifier ou retirer' },
  ].flatMap(link => link || [])
  return (
    <div class="actions">
      {comment.asks && (
        <form action={`${href}/${comment.handled ? 'reprise' : 'traitement'}`} method="post">
          <Button look="secondary" small>
            <span>
              {comment.handled ? 'Remettre à traiter' : 'Marquer comme traité'}
              {which}
            </span>
          </Button>
        </form>
      )}
      {links.map(({ to, words }) => (
        <ButtonLink href={to} small>
          <span>
            {words}
            {which}
          </span>
        </ButtonLink>
      ))}
    </div>
  )
}

const OneComment = (props: Props & { comment: Comment }) => {
  const { about, actor, people, whole, comment } = props
  const { body, former } = comment
  return (
    <article class="comment" id={anchorOf(comment)}>
      <p class="comment__head small muted">
        <b>
          <Who id={comment.authorId} people={people} />
        </b>
        <Moment at={comment.madeAt} short />
        {comment.editedAt && body !== null && (
          <span>
            modifié le <Moment at={comment.editedAt} short />
          </span>
        )}
        <Handling comment={comment} people={people} />
      </p>
      {body === null ? (
        <p>
          <Missing>Commentaire retiré par son auteur ou son autrice</Missing>
        </p>
      ) : (
        <Markdown text={body} people={people} />
      )}
      {whole && former.length > 0 && (
        <Disclosure summary={fr`Ce qu’il disait avant : ${count(former.length, 'version')}`}>
          {former.map(before => (
            <>
              <p class="small muted">
                Jusqu’au <Moment at={new Date(before.until)} short />
              </p>
              <Markdown text={before.body} people={people} />
            </>
          ))}
        </Disclosure>
      )}
      {body !== null && allows(about.writers, actor.membership.roles) && <Acts {...props} />}
    </article>
  )
}

/** Answers shown where there are several threads: the latest. */
const AT_ONCE = 10

/** A comment, and under it its answers. */
export const ThreadCard = ({ thread, ...props }: Props & { thread: Thread }) => {
  const answers = props.whole ? thread.answers : thread.answers.slice(-AT_ONCE)
  return (
    <div class="card stack">
      <OneComment comment={thread} {...props} />
      {answers.length < thread.answers.length && (
        <p>
          <a href={commentPath({ path: props.about.path, id: thread.id })}>
            {fr`Voir les ${count(thread.answers.length, 'réponse')}`}
          </a>
        </p>
      )}
      {answers.length > 0 && (
        <ul class="answers stack">
          {answers.map(answer => (
            <li>
              <OneComment comment={answer} {...props} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
