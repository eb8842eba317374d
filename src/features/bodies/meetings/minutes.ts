import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { refuse } from '../labels.ts'
import type { MinutesInput } from './fields.ts'
import { holdMeeting, own } from './holding.ts'

/**
 * Writes the minutes of a meeting that took place. @param input.revision of the minutes that its writer read
 * @throws Refusal as `holdMeeting`, `minutes-unheld` | `minutes-changed`
 */
export function writeMinutes(
  db: Database,
  actor: Actor,
  body: string,
  id: string,
  { minutes, revision }: MinutesInput,
): Promise<void> {
  return db.as(scopeOf(actor, 'write-minutes'), async trx => {
    const meeting = await holdMeeting(trx, actor, body, id, new Date(), 'any')
    if (meeting.state !== 'held') refuse('minutes-unheld')
    if (meeting.revision !== revision) refuse('minutes-changed')
    await trx
      .updateTable('meeting')
      .set({ minutes, revision: revision + 1 })
      .where('organisation_id', '=', own(actor))
      .where('id', '=', id)
      .execute()
  })
}
