import { randomUUID } from 'node:crypto'
import { type Actor, scopeOf } from '#features/organisations'
import { canonicalJson, sha256 } from '#features/publications'
import { tidy } from '#kernel'
import type { Database, Writer } from '#platform/db'
import type { Case, Outcome, Voices } from './cases.ts'
import { answerInMeeting, type Matter, type Ownable } from './deciding.ts'
import { refuse } from './labels.ts'

/** What is decided and is nothing that another feature knows of. */
export const OWN = 'own'

/** Something that a body may decide of itself, and the matter that it is of. */
export interface Offered extends Ownable {
  matter: string
}

/** What bodies may decide of themselves, beside what only they know. */
export async function offeredIn(trx: Writer, actor: Actor, matters: readonly Matter[]): Promise<Offered[]> {
  const offered: Offered[] = []
  for (const { name, own } of matters)
    for (const one of (await own?.(trx, actor)) ?? []) offered.push({ ...one, matter: name })
  return offered
}

/** What a body decided of itself in a meeting that took place. */
export interface OwnDecision {
  body: string
  meeting: string
  /** What it is about, of what is offered, as {@link ownKey}; null for what only the body knows. */
  about: string | null
  /** Of the form that was filled in: sent twice, it is recorded once. */
  form: string
  /** What it is called; as what it is about unless said. */
  title: string
  /** What was put to the body, in Markdown. */
  words: string
  outcome: Exclude<Outcome, 'return'>
  reason: string
  voices: Voices | null
}

/**
 * Records what a body decided of itself in a meeting that took place: nobody had submitted it, and it is kept, frozen, among what bodies decided.
 * @returns the id of its case
 * @throws Refusal `own-title` | `own-unknown` | `own-known` | those of a decision in a meeting
 */
export function decideOfItself(
  db: Database,
  actor: Actor,
  said: OwnDecision,
  matters: readonly Matter[],
): Promise<string> {
  return db.as(scopeOf(actor, 'decide-of-itself'), async trx => {
    const about = await aboutOf(trx, actor, said, matters)
    const title = tidy(said.title) || about.title
    if (title === '' || title.length > 300) refuse('own-title')
    const words = tidy(said.words)
    if (words.length > 20_000) refuse('words-long', { most: '20\u00a0000' })
    const held =
      (await trx
        .selectFrom('meeting')
        .select('starts_at')
        .where('organisation_id', '=', actor.membership.organisation.id)
        .where('body_id', '=', said.body)
        .where('id', '=', said.meeting)
        .executeTakeFirst()) ?? refuse('meeting-unknown')
    const id = randomUUID()
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('validation_case')
      .values({
        ...{ id, organisation_id: actor.membership.organisation.id, own: true, title, words },
        ...{ scope: about.scope, matter: about.matter, subject: about.subject },
        ...{ fingerprint: sha256(canonicalJson({ title, words })), bodies: [said.body] },
        ...{ opened_at: held.starts_at, opened_by: actor.person.id, closed_at: null },
      })
      .onConflict(conflict =>
        conflict
          .columns(['organisation_id', 'scope', 'matter', 'subject', 'opened_at'])
          .where('own', '=', true)
          .doNothing(),
      )
      .executeTakeFirst()
    if (Number(numInsertedOrUpdatedRows) === 0) refuse('own-known', { title })
    const { meeting, outcome, reason, voices } = said
    await answerInMeeting(trx, actor, { case: id, level: 0, outcome, reason, meeting, voices }, matters)
    return id
  })
}

/** What a decision is about, among what is offered now. @throws Refusal `own-unknown` */
async function aboutOf(
  trx: Writer,
  actor: Actor,
  { about, body, form }: OwnDecision,
  matters: readonly Matter[],
): Promise<Offered> {
  if (about === null) return { scope: `body:${body}`, matter: OWN, subject: form, title: '', label: '' }
  const offered = await offeredIn(trx, actor, matters)
  return offered.find(one => ownKey(one) === about) ?? refuse('own-unknown')
}

/** What forms call something that is offered. */
export const ownKey = ({ matter, scope, subject }: Pick<Case, 'matter' | 'scope' | 'subject'>) =>
  [matter, scope, subject].join(' ')
