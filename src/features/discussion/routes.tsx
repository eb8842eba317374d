import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { commentPath } from './addresses.ts'
import { attachmentRoutes } from './attachments/routes.tsx'
import { comment, editComment, handleComment, withdrawComment } from './comments.ts'
import type { Means, Subject } from './discussion.ts'
import { type Host, viewOf } from './host.ts'
import { anchorOf } from './pages/CommentCard.tsx'
import { EditPage, ThreadPage } from './pages/CommentPages.tsx'
import { threadOf, typedAgain } from './reading.ts'

const form = z.object({
  commentaire: z.string().catch(''),
  demande: z.literal('oui').optional().catch(undefined),
})
const sentBy = async (c: Context) => {
  const { commentaire: text, demande } = form.parse(await fieldsOf(c))
  return { text, asks: demande === 'oui' }
}

/** What an address of a feature is about. */
const foundBy =
  ({ subject, readers, writers }: Host) =>
  async (c: Context, actor: Actor): Promise<Subject | null> => {
    const about = await subject(c, actor)
    return about && { ...about, readers, writers }
  }

/** The attachments alone of the things of a feature, under the address of each. */
export const attachingRoutes = (means: Means, host: Host): Route<Visitor>[] =>
  attachmentRoutes(means, host, foundBy(host))

/** The comments and the attachments of the things of a feature, under the address of each. */
export function discussionRoutes(means: Means, host: Host): Route<Visitor>[] {
  const { path, readers, writers } = host
  const found = foundBy(host)
  /** What an address is about, and the comment that it names. */
  const target = async (c: Context, actor: Actor) => {
    const about = await found(c, actor)
    const id = z.uuid().safeParse(c.req.param('comment'))
    const of = about && id.success ? await threadOf(means.db, actor, about, id.data) : null
    return about && of && { about, ...of }
  }
  type Target = NonNullable<Awaited<ReturnType<typeof target>>>

  const threadPage = async (c: Context, actor: Actor, { about, thread, people }: Target, more: Refused = {}) => (
    <ThreadPage
      {...{ about, actor, thread, people }}
      frame={await host.frame(actor, about)}
      view={viewOf(c)}
      {...more}
    />
  )
  /** One's own comment, to be changed or taken back; null where it is not. */
  const editPage = async (actor: Actor, { about, comment }: Target, more: Refused = {}) => {
    if (comment.authorId !== actor.person.id || comment.body === null) return null
    const text = more.sent?.text ?? (await typedAgain(means.db, actor, about, comment))
    return <EditPage {...{ about, actor, comment, text }} frame={await host.frame(actor, about)} {...more} />
  }
  /** Does something to a comment, then shows its thread; what it makes is a comment, by its id. */
  const acting = (
    noun: string,
    act: (actor: Actor, target: Target, c: Context) => Promise<unknown>,
    again: (c: Context, actor: Actor, target: Target, refusal: Refusal) => ReturnType<typeof editPage>,
  ) =>
    forMembers('post', `${path}/commentaires/:comment/${noun}`, writers, async (c, actor) => {
      const of = await target(c, actor)
      if (of === null) return c.notFound()
      return submitted(
        c,
        async () => {
          const made = await act(actor, of, c)
          const shown = typeof made === 'string' ? { id: made } : of.comment
          const page = commentPath({ path: of.about.path, id: of.thread.id })
          return thenGo(c, `${page}?fait=${noun === 'reponses' ? 'commentaire' : noun}#${anchorOf(shown)}`)
        },
        async refusal => (await again(c, actor, of, refusal)) ?? threadPage(c, actor, of, { refusal }),
      )
    })
  const onThread = (c: Context, actor: Actor, of: Target, refusal: Refusal) => threadPage(c, actor, of, { refusal })

  return [
    forMembers('post', `${path}/commentaires`, writers, async (c, actor) => {
      const about = await found(c, actor)
      if (about === null) return c.notFound()
      const sent = await sentBy(c)
      return submitted(
        c,
        async () => {
          const id = await comment(means, actor, about, { ...sent, answers: null })
          return thenGo(c, `${about.path}?fait=commentaire#${anchorOf({ id })}`)
        },
        refusal => host.page(c, actor, about, { ...viewOf(c), about: 'comment', refusal, sent }),
      )
    }),
    forMembers('get', `${path}/commentaires/:comment`, readers, async (c, actor) => {
      const of = await target(c, actor)
      return of ? c.html(await threadPage(c, actor, of)) : c.notFound()
    }),
    acting(
      'reponses',
      async (actor, { about, thread }, c) => comment(means, actor, about, { ...(await sentBy(c)), answers: thread.id }),
      async (c, actor, of, refusal) => threadPage(c, actor, of, { refusal, sent: await sentBy(c) }),
    ),
    forMembers('get', `${path}/commentaires/:comment/modification`, writers, async (c, actor) => {
      const of = await target(c, actor)
      const page = of && (await editPage(actor, of))
      return page ? c.html(page) : c.notFound()
    }),
    acting(
      'modification',
      async (actor, { about, comment: { id } }, c) => editComment(means, actor, about, id, (await sentBy(c)).text),
      async (c, actor, of, refusal) => editPage(actor, of, { refusal, sent: await sentBy(c) }),
    ),
    acting('retrait', (actor, { about, comment: { id } }) => withdrawComment(means, actor, about, id), onThread),
    acting('traitement', (actor, { about, comment: { id } }) => handleComment(means, actor, about, id, true), onThread),
    acting('reprise', (actor, { about, comment: { id } }) => handleComment(means, actor, about, id, false), onThread),
    ...attachingRoutes(means, host),
  ]
}

interface Refused {
  refusal?: Refusal
  sent?: { text: string; asks: boolean }
}
