import type { Visitor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Means, Rhythm } from './discussion.ts'
import { tell } from './letters.ts'

const asOneself = ({ id }: Pick<Visitor, 'id'>) => ({ organisation: null, person: id, act: 'choose-mails' })

/** How often somebody is told by mail; gathered until they choose. */
export function rhythmOf({ db }: Pick<Means, 'db'>, visitor: Pick<Visitor, 'id'>): Promise<Rhythm> {
  return db.as(asOneself(visitor), async trx => {
    const choice = await mine(trx, visitor.id)
    return choice?.rhythm ?? 'gathered'
  })
}

const mine = (trx: Writer, person: string) =>
  trx.selectFrom('mail_choice').select('rhythm').where('person_id', '=', person).executeTakeFirst()

/** Chooses it. What waits already is told, or forgotten, as it says now. */
export async function chooseRhythm({ db, jobs }: Means, visitor: Pick<Visitor, 'id'>, rhythm: Rhythm): Promise<void> {
  await db.as(asOneself(visitor), async trx => {
    await trx
      .insertInto('mail_choice')
      .values({ person_id: visitor.id, rhythm, told_at: null })
      .onConflict(known => known.column('person_id').doUpdateSet({ rhythm }))
      .execute()
    await tell(jobs, trx, [visitor.id])
  })
}
