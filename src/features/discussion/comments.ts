import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, scopeOf } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Means, Subject } from './discussion.ts'
import { refuse } from './labels.ts'
import { tell } from './letters.ts'
import { holdWriter, readersOf, rolesOf } from './people.ts'
import { readText } from './rules.ts'

/** How many times a comment may be changed: all that it said is kept. */
const MOST_EDITS = 50

/** What somebody says. */
export interface Said {
  /** Markdown, as it is typed. */
  text: string
  /** Whether something is expected of who reads it. */
  asks: boolean
  /** The comment that it answers, which is not an answer itself. */
  answers: string | null
}

const own = ({ membership }: Actor) => membership.organisation.id

/** A comment of the subject, held until the transaction ends. @throws Refusal `comment-unknown`, also when it was withdrawn */
async function held(trx: Writer, actor: Actor, { subject }: Subject, id: string) {
  const found = await trx
    .selectFrom('comment')
    .select(['id', 'parent_id', 'author_id', 'body', 'former', 'mentions', 'untold'])
    .where('organisation_id', '=', own(actor))
    .where('subject', '=', subject)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found ?? refuse('comment-unknown')
}

/** One's own, which still says something. */
async function heldOwn(trx: Writer, actor: Actor, about: Subject, id: string) {
  const { body, ...found } = await held(trx, actor, about, id)
  if (found.author_id !== actor.person.id) refuse('comment-of-another')
  return body === null ? refuse('comment-unknown') : { ...found, body }
}

const changing = (trx: Writer, actor: Actor, id: string) =>
  trx.updateTable('comment').where('organisation_id', '=', own(actor)).where('id', '=', id)

/**
 * Says something about a subject; who is mentioned, and whose comment is answered, are told by mail once it is committed.
 * @returns the id of the comment
 * @throws Refusal `role-lost`, `text-length`, `mention-unknown`, `mention-ambiguous`, `mentions-many`, `comment-unknown`, `comment-withdrawn`
 */
export function comment({ db, jobs }: Means, actor: Actor, about: Subject, said: Said): Promise<string> {
  return db.as(scopeOf(actor, 'comment'), async trx => {
    await holdWriter(trx, actor, about)
    const { body, mentions } = readText(said.text, await readersOf(trx, actor, about.readers))
    const parent = said.answers === null ? null : await held(trx, actor, about, said.answers)
    if (parent !== null && parent.parent_id !== null) refuse('comment-unknown')
    if (parent !== null && parent.body === null) refuse('comment-withdrawn')
    const concerned = new Set(parent === null ? mentions : [...mentions, parent.author_id])
    concerned.delete(actor.person.id)
    const untold = [...concerned]
    const id = randomUUID()
    await trx
      .insertInto('comment')
      .values({
        id,
        organisation_id: own(actor),
        subject: about.subject,
        title: about.title,
        path: about.path,
        readers: rolesOf(about.readers),
        parent_id: said.answers,
        author_id: actor.person.id,
        body,
        mentions,
        untold,
        asks: said.asks,
      })
      .execute()
    await tell(jobs, trx, untold)
    return id
  })
}

/**
 * Changes what one said; what it said before is kept, and who is mentioned anew is told.
 * @throws Refusal `role-lost`, `comment-unknown`, `comment-of-another`, `edits-many`, and as {@link comment} of its text
 */
export function editComment({ db, jobs }: Means, actor: Actor, about: Subject, id: string, text: string) {
  return db.as(scopeOf(actor, 'edit-comment'), async trx => {
    await holdWriter(trx, actor, about)
    const before = await heldOwn(trx, actor, about, id)
    const readers = await readersOf(trx, actor, about.readers, before.mentions)
    const { body, mentions } = readText(text, readers)
    if (body === before.body) return
    if (before.former.length >= MOST_EDITS) refuse('edits-many', { most: MOST_EDITS })
    const anew = mentions.filter(person => !before.mentions.includes(person) && person !== actor.person.id)
    const still = before.untold.filter(person => mentions.includes(person) || !before.mentions.includes(person))
    const now = new Date()
    const former = JSON.stringify([...before.former, { body: before.body, until: now.toISOString() }])
    await changing(trx, actor, id)
      .set({ body, mentions, edited_at: now, untold: [...new Set([...still, ...anew])] })
      .set({ former: sql`${former}::jsonb` })
      .execute()
    await tell(jobs, trx, anew)
  })
}

/**
 * Takes back what one said: its place stays, nothing of its words does, and nobody is told of it any more.
 * @throws Refusal `role-lost`, `comment-unknown`, `comment-of-another`
 */
export function withdrawComment({ db }: Pick<Means, 'db'>, actor: Actor, about: Subject, id: string): Promise<void> {
  return db.as(scopeOf(actor, 'withdraw-comment'), async trx => {
    await holdWriter(trx, actor, about)
    await heldOwn(trx, actor, about, id)
    await changing(trx, actor, id)
      .set({ body: null, former: sql`'[]'::jsonb`, mentions: [], untold: [], withdrawn_at: new Date() })
      .execute()
  })
}

/** Says of a comment that asks for something that it is handled, or that it is not after all. @throws Refusal `role-lost`, `comment-unknown` */
export function handleComment(
  { db }: Pick<Means, 'db'>,
  actor: Actor,
  about: Subject,
  id: string,
  handled: boolean,
): Promise<void> {
  return db.as(scopeOf(actor, 'handle-comment'), async trx => {
    await holdWriter(trx, actor, about)
    const { body } = await held(trx, actor, about, id)
    if (body === null) refuse('comment-unknown')
    await changing(trx, actor, id)
      .set(handled ? { handled_at: new Date(), handled_by: actor.person.id } : { handled_at: null, handled_by: null })
      .where('asks', '=', true)
      .where('handled_at', handled ? 'is' : 'is not', null)
      .execute()
  })
}
