import { randomUUID } from 'node:crypto'
import { type Actor, allows, rolesHeld, scopeOf } from '#features/organisations'
import { LEADERS } from '#features/scheme'
import { boundsOf, type Period, parisDay, parsePeriod } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { closedFor, holdValues } from './keeping.ts'
import { refuse } from './labels.ts'

async function holding<T>(db: Database, actor: Actor, act: string, scheme: string, work: (trx: Writer) => Promise<T>) {
  return db.as(scopeOf(actor, act), async trx => {
    await holdValues(trx, actor.membership.organisation.id, scheme)
    if (!allows(LEADERS, await rolesHeld(trx, actor))) refuse('role-lost')
    return work(trx)
  })
}

const read = (text: string): Period => parsePeriod(text.trim()) ?? refuse('period-unknown')

/**
 * Closes a period that is over, and all that is within it: nobody enters its values any more. What is entered may still be validated.
 * @throws Refusal `role-lost` | `period-unknown` | `period-ahead` | `period-closed`
 */
export async function closePeriod(db: Database, actor: Actor, scheme: string, text: string): Promise<void> {
  const period = read(text)
  if (boundsOf(period).to >= parisDay(new Date())) refuse('period-ahead', { period })
  return holding(db, actor, 'close-period', scheme, async trx => {
    const organisation_id = actor.membership.organisation.id
    if ((await closedFor(trx, organisation_id, scheme)).includes(period)) refuse('period-closed', { period })
    await trx
      .insertInto('period_closure')
      .values({
        id: randomUUID(),
        organisation_id,
        scheme_id: scheme,
        period,
        closed_by: actor.person.id,
        reopened_at: null,
        reopened_by: null,
        reopened_for: null,
      })
      .execute()
  })
}

/** Opens a closed period again, for a reason that stays. @throws Refusal `role-lost` | `period-unknown` | `period-open` | `reopening-reason` */
export async function reopenPeriod(
  db: Database,
  actor: Actor,
  scheme: string,
  text: string,
  why: string,
): Promise<void> {
  const period = read(text)
  const reason = why.trim()
  if (reason.length < 10 || reason.length > 1000) refuse('reopening-reason')
  return holding(db, actor, 'reopen-period', scheme, async trx => {
    const { numUpdatedRows } = await trx
      .updateTable('period_closure')
      .set({ reopened_at: new Date(), reopened_by: actor.person.id, reopened_for: reason })
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('scheme_id', '=', scheme)
      .where('period', '=', period)
      .where('reopened_at', 'is', null)
      .executeTakeFirst()
    if (Number(numUpdatedRows) === 0) refuse('period-open', { period })
  })
}
