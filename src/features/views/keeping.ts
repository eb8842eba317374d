import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, allows, scopeOf } from '#features/organisations'
import { lineOf } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { refuse } from './labels.ts'
import { type Address, LONGEST, MOST, SHARERS } from './views.ts'

/** What a form says of a view. */
export interface Said {
  name: string
  shared: boolean
}

const owned = (actor: Actor) => ({ organisation_id: actor.membership.organisation.id, person_id: actor.person.id })

function checked(actor: Actor, said: Said): Said {
  const name = lineOf(said.name, LONGEST + 1)
  if (name === '' || name.length > LONGEST) refuse('view-name')
  if (said.shared && !allows(SHARERS, actor.membership.roles)) refuse('sharing-refused')
  return { name, shared: said.shared }
}

async function checkName(trx: Writer, actor: Actor, path: string, name: string, but?: string): Promise<void> {
  const [same] = await trx
    .selectFrom('saved_view')
    .select('id')
    .where(eb => eb.and({ ...owned(actor), path, name }))
    .execute()
  if (same && same.id !== but) refuse('view-name-taken')
}

/**
 * Keeps the filters of a list under a name.
 * @param address of a known list of the actor's organisation
 * @throws Refusal `view-name`, `view-name-taken`, `sharing-refused`, `views-many`
 */
export async function saveView(db: Database, actor: Actor, address: Address, sent: Said): Promise<void> {
  const said = checked(actor, sent)
  await db.as(scopeOf(actor, 'save-view'), async trx => {
    await checkName(trx, actor, address.path, said.name)
    const { rows } = await sql<{ slot: number }>`
      select slot from generate_series(1, ${MOST}::int) as slot
      where slot not in (
        select slot from saved_view
        where organisation_id = ${actor.membership.organisation.id} and person_id = ${actor.person.id})
      order by slot limit 1`.execute(trx)
    const [free] = rows
    if (!free) return refuse('views-many')
    const kept = await trx
      .insertInto('saved_view')
      .values({ id: randomUUID(), ...owned(actor), ...address, ...said, slot: free.slot })
      // The same form sent twice at once.
      .onConflict(known => known.doNothing())
      .returning('id')
      .execute()
    if (kept.length === 0) refuse('view-name-taken')
  })
}

/** Names one's own view otherwise, shares it or keeps it to oneself. @throws Refusal `view-unknown`, and those of {@link saveView} */
export async function changeView(db: Database, actor: Actor, id: string, sent: Said): Promise<void> {
  await db.as(scopeOf(actor, 'change-view'), async trx => {
    const before = await trx
      .selectFrom('saved_view')
      .select(['path', 'shared'])
      .where(eb => eb.and({ ...owned(actor), id }))
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!before) return refuse('view-unknown')
    const said = checked(actor, sent)
    await checkName(trx, actor, before.path, said.name, id)
    await trx
      .updateTable('saved_view')
      .set(said)
      .where(eb => eb.and({ ...owned(actor), id }))
      .execute()
  })
}

/** Removes one's own view; one that another shared, for who may share. @throws Refusal `view-unknown` */
export async function removeView(db: Database, actor: Actor, id: string): Promise<void> {
  const { organisation_id, person_id } = owned(actor)
  await db.as(scopeOf(actor, 'remove-view'), async trx => {
    const removed = await trx
      .deleteFrom('saved_view')
      .where(eb => eb.and({ organisation_id, id }))
      .where(eb =>
        allows(SHARERS, actor.membership.roles)
          ? eb.or([eb('person_id', '=', person_id), eb('shared', '=', true)])
          : eb('person_id', '=', person_id),
      )
      .returning('id')
      .execute()
    if (removed.length === 0) refuse('view-unknown')
  })
}
