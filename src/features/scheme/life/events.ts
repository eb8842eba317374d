import { randomUUID } from 'node:crypto'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { holdAsPilot } from '../access.ts'
import { actionSpokenOf } from '../joint/own.ts'
import type { View } from '../joint/viewing.tsx'
import { refuse } from '../labels.ts'
import type { Scheme, Status } from '../scheme.ts'
import { findScheme } from '../schemes.ts'

/** What is said of an action on a day. */
export type Saying =
  | { kind: 'status'; day: string; status: Status; words: string }
  | { kind: 'note'; day: string; words: string }
  | { kind: 'step'; day: string; step: string; done: boolean; words: string }

/** Says where an action stands, a note, or that a step is done. Nothing said before is rewritten. Refuses a day to come. */
export function sayOfAction(db: Database, actor: Actor, code: string, action: string, said: Saying): Promise<void> {
  return db.as(scopeOf(actor, 'say-of-action'), async trx => {
    const scheme = await findScheme(trx, actor, code)
    return scheme === null ? refuse('scheme-unknown') : sayIn(trx, actor, scheme, action, said)
  })
}

/** The same, in a transaction that speaks for the actor already. */
export async function sayIn(
  trx: Writer,
  actor: Actor,
  scheme: Pick<Scheme, 'id'>,
  action: string,
  said: Saying,
): Promise<void> {
  await holdAsPilot(trx, actor, scheme.id, action)
  const part = await actionSpokenOf(trx, actor, scheme, action)
  const words = said.words.trim()
  if (said.day > parisDay(new Date())) refuse('day-to-come')
  if (said.kind === 'note' && words === '') refuse('note-empty')
  if (words.length > 5000) refuse('note-long')
  const steps = (part.content['calendar'] ?? []) as { key: string }[]
  if (said.kind === 'step' && !steps.some(({ key }) => key === said.step)) refuse('part-unknown')
  await trx
    .insertInto('action_event')
    .values({
      id: randomUUID(),
      organisation_id: actor.membership.organisation.id,
      scheme_id: scheme.id,
      action,
      kind: said.kind,
      day: said.day,
      status: said.kind === 'status' ? said.status : null,
      step: said.kind === 'step' ? said.step : null,
      done: said.kind === 'step' ? said.done : null,
      words,
      author_id: actor.person.id,
    })
    .execute()
}

/** Where the actions of a scheme stand for an organisation: the last status said, by action. @param on as it was known that day */
export async function statusesOf(
  trx: Writer,
  { id }: Pick<Scheme, 'id'>,
  organisation: string,
  on = '9999-12-31',
): Promise<Map<string, { status: Status; day: string }>> {
  const rows = await trx
    .selectFrom('action_event')
    .distinctOn('action')
    .select(['action', 'status', 'day'])
    .where('scheme_id', '=', id)
    .where('organisation_id', '=', organisation)
    .where('kind', '=', 'status')
    .where('day', '<=', on)
    .orderBy('action')
    .orderBy('day', 'desc')
    .orderBy('made_at', 'desc')
    .execute()
  return new Map(rows.map(({ action, status, day }) => [action, { status: status as Status, day }]))
}

/** How many of the buyers of a view say each status of each action; of one buyer, the one that it says. */
export async function statusesBy(
  trx: Writer,
  scheme: Pick<Scheme, 'id'>,
  { buyers, chosen }: Pick<View, 'buyers' | 'chosen'>,
): Promise<Map<string, Map<Status, number>>> {
  const asked = chosen ? [chosen] : buyers.filter(({ present }) => present)
  if (asked.length === 0) return new Map()
  const rows = await trx
    .selectFrom('action_event')
    .distinctOn(['organisation_id', 'action'])
    .select(['action', 'status'])
    .where('scheme_id', '=', scheme.id)
    .where(
      'organisation_id',
      'in',
      asked.map(({ id }) => id),
    )
    .where('kind', '=', 'status')
    .orderBy('organisation_id')
    .orderBy('action')
    .orderBy('day', 'desc')
    .orderBy('made_at', 'desc')
    .execute()
  const counts = new Map<string, Map<Status, number>>()
  for (const { action, status } of rows) {
    const of = counts.get(action) ?? new Map<Status, number>()
    counts.set(action, of.set(status as Status, 1 + (of.get(status as Status) ?? 0)))
  }
  return counts
}

/** Something that was said of an action. */
export interface Event {
  id: string
  kind: 'status' | 'note' | 'step'
  day: string
  status: Status | null
  step: string | null
  done: boolean | null
  words: string
  /** Its name, for members; null when the account is gone. */
  author: string | null
}

/** What an organisation said of an action, last first. */
export function eventsOf(
  trx: Writer,
  { id }: Pick<Scheme, 'id'>,
  organisation: string,
  action: string,
): Promise<Event[]> {
  return trx
    .selectFrom('action_event as e')
    .leftJoin('person as p', 'p.id', 'e.author_id')
    .select(['e.id', 'kind', 'day', 'status', 'step', 'done', 'words', 'p.name as author'])
    .where('e.scheme_id', '=', id)
    .where('e.organisation_id', '=', organisation)
    .where('e.action', '=', action)
    .orderBy('day', 'desc')
    .orderBy('made_at', 'desc')
    .execute()
}

/** The day each step of a scheme was done, for an organisation, by the keys of its action and of it; a step that was opened again is not. */
export async function stepsDone(
  trx: Writer,
  { id }: Pick<Scheme, 'id'>,
  organisation: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('action_event')
    .distinctOn(['action', 'step'])
    .select(['action', 'step', 'done', 'day'])
    .where('scheme_id', '=', id)
    .where('organisation_id', '=', organisation)
    .where('kind', '=', 'step')
    .orderBy('action')
    .orderBy('step')
    .orderBy('day', 'desc')
    .orderBy('made_at', 'desc')
    .execute()
  return new Map(rows.flatMap(({ action, step, done, day }) => (done ? [[`${action} ${step}`, day] as const] : [])))
}
