import { type SelectQueryBuilder, sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Tables, Writer } from '#platform/db'
import type { People } from '#ui'
import type { Comment, Subject } from './discussion.ts'
import { namesOf, readersOf } from './people.ts'
import { type Reader, typedOf } from './rules.ts'

/** A comment and its answers, the oldest first. */
export interface Thread extends Comment {
  answers: readonly Comment[]
}

/** What is said of a subject. */
export interface Talk {
  /** The oldest first. */
  threads: readonly Thread[]
  /** From 1, which shows the latest. */
  page: number
  /** Whether there are older ones. */
  more: boolean
  /** How many ask for something that is not done. */
  toHandle: number
  /** Who wrote, is mentioned, or handled. */
  people: People
}

/** Threads of a page. */
export const AT_ONCE = 30

type Rows = SelectQueryBuilder<Tables, 'comment', object>

const of = (trx: Writer, { membership }: Actor, { subject }: Subject) =>
  trx.selectFrom('comment').where('organisation_id', '=', membership.organisation.id).where('subject', '=', subject)

async function comments(rows: Rows): Promise<Comment[]> {
  const found = await rows
    .select(['id', 'parent_id', 'author_id', 'body', 'former', 'mentions', 'asks'])
    .select(['handled_at', 'handled_by', 'made_at', 'edited_at'])
    .execute()
  return found.map(row => ({
    id: row.id,
    parentId: row.parent_id,
    authorId: row.author_id,
    body: row.body,
    former: row.former,
    mentions: row.mentions,
    asks: row.asks,
    handled: row.handled_at && row.handled_by ? { at: row.handled_at, by: row.handled_by } : null,
    madeAt: row.made_at,
    editedAt: row.edited_at,
  }))
}

const MENTIONED = /@\{([0-9a-f-]{36})\}/g
const peopleIn = ({ authorId, mentions, handled, former }: Comment) => [
  authorId,
  ...mentions,
  ...(handled ? [handled.by] : []),
  // What it said before may mention others.
  ...former.flatMap(({ body }) => [...body.matchAll(MENTIONED)].flatMap(([, id]) => id ?? [])),
]

/** Puts their answers under comments. */
async function threaded(trx: Writer, actor: Actor, about: Subject, roots: readonly Comment[]) {
  const ids = roots.map(({ id }) => id)
  const answers =
    ids.length === 0
      ? []
      : await comments(of(trx, actor, about).where('parent_id', 'in', ids).orderBy('made_at').orderBy('id'))
  const threads = roots.map(root => ({ ...root, answers: answers.filter(({ parentId }) => parentId === root.id) }))
  return { threads, people: await namesOf(trx, [...roots, ...answers].flatMap(peopleIn)) }
}

/** What is said of a subject, its latest threads, or older ones. The caller has made sure that the actor may read it. */
export function talkOf(db: Database, actor: Actor, about: Subject, page = 1): Promise<Talk> {
  return db.as(scopeOf(actor), async trx => {
    const roots = await comments(
      of(trx, actor, about)
        .where('parent_id', 'is', null)
        .orderBy('made_at', 'desc')
        .orderBy('id')
        .limit(AT_ONCE + 1)
        .offset((page - 1) * AT_ONCE),
    )
    const { n } = await of(trx, actor, about)
      .select(sql<number>`count(*)::int`.as('n'))
      .where('asks', '=', true)
      .where('handled_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow()
    const shown = roots.slice(0, AT_ONCE).reverse()
    return { ...(await threaded(trx, actor, about, shown)), page, more: roots.length > AT_ONCE, toHandle: n }
  })
}

/** The thread that a comment belongs to, and that comment; null where the subject has none of that id. */
export function threadOf(
  db: Database,
  actor: Actor,
  about: Subject,
  id: string,
): Promise<{ thread: Thread; comment: Comment; people: People } | null> {
  return db.as(scopeOf(actor), async trx => {
    const [comment] = await comments(of(trx, actor, about).where('id', '=', id))
    if (comment === undefined) return null
    const root = comment.parentId === null ? [comment] : await comments(of(trx, actor, about).where('id', '=', comment.parentId)) // biome-ignore format: one line
    const { threads, people } = await threaded(trx, actor, about, root)
    const [thread] = threads
    return thread ? { thread, comment, people } : null
  })
}

/** A comment as its author would type it again. */
export function typedAgain(db: Database, actor: Actor, about: Subject, { body, mentions }: Comment): Promise<string> {
  return db.as(scopeOf(actor), async trx => {
    const readers: Reader[] = await readersOf(trx, actor, about.readers, mentions)
    return typedOf(body ?? '', readers)
  })
}
