import type { Visitor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { MailChoice, Means } from './discussion.ts'
import { tell } from './letters.ts'

const asOneself = ({ id }: Pick<Visitor, 'id'>) => ({ organisation: null, person: id, act: 'choose-mails' })

/** What somebody is told by mail: all of it until they choose, comments being gathered. */
export function mailChoiceOf({ db }: Pick<Means, 'db'>, visitor: Pick<Visitor, 'id'>): Promise<MailChoice> {
  return db.as(asOneself(visitor), async trx => (await mine(trx, visitor.id)) ?? { rhythm: 'gathered', weekly: true })
}

const mine = (trx: Writer, person: string) =>
  trx.selectFrom('mail_choice').select(['rhythm', 'weekly']).where('person_id', '=', person).executeTakeFirst()

/** Chooses it. Comments that wait already are told, or forgotten, as it says now. */
export async function chooseMails(
  { db, jobs }: Means,
  visitor: Pick<Visitor, 'id'>,
  choice: MailChoice,
): Promise<void> {
  await db.as(asOneself(visitor), async trx => {
    await trx
      .insertInto('mail_choice')
      .values({ person_id: visitor.id, ...choice, told_at: null })
      .onConflict(known => known.column('person_id').doUpdateSet(choice))
      .execute()
    await tell(jobs, trx, [visitor.id])
  })
}
