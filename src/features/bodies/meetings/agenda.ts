import { randomUUID } from 'node:crypto'
import { type Actor, scopeOf } from '#features/organisations'
import type { Database, Writer } from '#platform/db'
import { refuse } from '../labels.ts'
import { awaitedBy } from '../seats/reading.ts'
import type { ItemInput } from './fields.ts'
import { holdMeeting, own } from './holding.ts'
import { type Item, itemsOf } from './reading.ts'

/** How many points an agenda has: a mail tells them all. */
export const MOST_ITEMS = 30

/** What a body may put on its agenda: the cases whose turn it is. */
export const casesFor = async (trx: Writer, actor: Actor, body: string): Promise<{ id: string; title: string }[]> =>
  (await awaitedBy(trx, actor)).filter(one => one.body === body)

/** Writes the ranks of an agenda anew, one of its points being moved to a rank. */
async function settle(trx: Writer, actor: Actor, items: readonly Item[], moved: string, rank: number): Promise<void> {
  const order = items.filter(({ id }) => id !== moved).map(({ id }) => id)
  order.splice(Math.min(rank, order.length + 1) - 1, 0, moved)
  for (const [position, id] of order.entries())
    await trx
      .updateTable('meeting_item')
      .set({ position: position + 1 })
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
}

/** What a point says: a case gives its title where none is typed. @throws Refusal `item-case` | `item-title` */
async function saidOf(
  trx: Writer,
  actor: Actor,
  body: string,
  { title, words, case: asked }: ItemInput,
  before: Item | null,
) {
  const cases = await casesFor(trx, actor, body)
  const found = cases.find(({ id }) => id === asked)
  if (asked !== null && !found && asked !== before?.case) refuse('item-case')
  const said = title || found?.title || refuse('item-title')
  return { title: said, words, case_id: asked }
}

/**
 * Adds a point to the agenda of a meeting that has not begun, at its rank. Those who were called are told when they are called again.
 * @throws Refusal as `holdMeeting`, `agenda-many` | `item-case` | `item-title`
 */
export function addItem(
  db: Database,
  actor: Actor,
  body: string,
  meeting: string,
  input: ItemInput,
  now = new Date(),
): Promise<void> {
  return db.as(scopeOf(actor, 'change-agenda'), async trx => {
    await holdMeeting(trx, actor, body, meeting, now, 'ahead')
    const items = await itemsOf(trx, actor, meeting)
    if (items.length >= MOST_ITEMS) refuse('agenda-many', { most: MOST_ITEMS })
    const id = randomUUID()
    const said = await saidOf(trx, actor, body, input, null)
    const position = items.length + 1
    await trx
      .insertInto('meeting_item')
      .values({ id, organisation_id: own(actor), meeting_id: meeting, position, ...said })
      .execute()
    if (input.rank < position) await settle(trx, actor, items, id, input.rank)
  })
}

/** Changes a point, or its rank. @throws Refusal as {@link addItem}, `item-unknown` */
export function changeItem(
  db: Database,
  actor: Actor,
  { body, meeting, item }: { body: string; meeting: string; item: string },
  input: ItemInput,
  now = new Date(),
): Promise<void> {
  return db.as(scopeOf(actor, 'change-agenda'), async trx => {
    await holdMeeting(trx, actor, body, meeting, now, 'ahead')
    const items = await itemsOf(trx, actor, meeting)
    const before = items.find(({ id }) => id === item) ?? refuse('item-unknown')
    await trx
      .updateTable('meeting_item')
      .set(await saidOf(trx, actor, body, input, before))
      .where('organisation_id', '=', own(actor))
      .where('id', '=', item)
      .execute()
    if (input.rank !== before.position) await settle(trx, actor, items, item, input.rank)
  })
}

/** Takes a point off the agenda. @throws Refusal as `holdMeeting`, `item-unknown` */
export function removeItem(
  db: Database,
  actor: Actor,
  { body, meeting, item }: { body: string; meeting: string; item: string },
  now = new Date(),
): Promise<void> {
  return db.as(scopeOf(actor, 'change-agenda'), async trx => {
    await holdMeeting(trx, actor, body, meeting, now, 'ahead')
    const { numDeletedRows } = await trx
      .deleteFrom('meeting_item')
      .where('organisation_id', '=', own(actor))
      .where('meeting_id', '=', meeting)
      .where('id', '=', item)
      .executeTakeFirst()
    if (numDeletedRows === 0n) refuse('item-unknown')
  })
}
