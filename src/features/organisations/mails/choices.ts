import type { Generated, Kysely } from 'kysely'
import type { Database, Tables, Writer } from '#platform/db'
import { fr } from '#ui'
import type { OwnDataOf } from '../own-data.ts'
import type { Visitor } from '../people.ts'

/** Where one chooses one's mails. */
export const MAILS = '/mon-compte/courriels'

/** What the site writes to people of its own accord, and how often each may be, what it is first of all before one chooses. */
export const MAIL_KINDS = {
  /** Of comments that mention somebody or answer them: gathered, once an hour at most. */
  comments: ['gathered', 'daily', 'weekly', 'none'],
  /** Of values and statuses that are expected, with links to their forms. */
  expected: ['weekly', 'none'],
  /** Of what somebody owes by a day: evaluations, choices, decisions, answers. */
  reminders: ['daily', 'weekly', 'none'],
  /** Of surveys that an organisation invites an address to: with reminders, without, not at all. */
  surveys: ['all', 'once', 'none'],
} as const
export type MailKind = keyof typeof MAIL_KINDS
/** What somebody chose to be told by mail. */
export type MailChoice = { [K in MailKind]: (typeof MAIL_KINDS)[K][number] }

/** What everybody is told until they choose. */
export const USUAL: MailChoice = { comments: 'gathered', expected: 'weekly', reminders: 'daily', surveys: 'all' }

const COLUMNS = ['comments', 'expected', 'reminders', 'surveys'] as const

const asOneself = ({ id }: Pick<Visitor, 'id'>) => ({ organisation: null, person: id, act: 'choose-mails' })

/** What somebody is told by mail, asked by themselves or in their name. */
export const mailChoiceOf = ({ db }: { db: Database }, visitor: Pick<Visitor, 'id'>): Promise<MailChoice> =>
  db.as(asOneself(visitor), trx => choiceIn(trx, visitor.id))

/** The same, in a transaction of theirs or of the owner. */
export const choiceIn = async (trx: Writer, person: string): Promise<MailChoice> =>
  (await trx.selectFrom('mail_choice').select(COLUMNS).where('person_id', '=', person).executeTakeFirst()) ?? USUAL

/** What whoever has an account of this address chose; null for who has none. By the owner. */
export async function choiceOfAddress(trx: Kysely<Tables>, email: string): Promise<MailChoice | null> {
  const found = await trx
    .selectFrom('person as p')
    .leftJoin('mail_choice as c', 'c.person_id', 'p.id')
    .select(['p.id', 'c.comments', 'c.expected', 'c.reminders', 'c.surveys'])
    .where('p.email', '=', email)
    .executeTakeFirst()
  if (!found) return null
  const { comments, expected, reminders, surveys } = found
  return {
    comments: comments ?? USUAL.comments,
    expected: expected ?? USUAL.expected,
    reminders: reminders ?? USUAL.reminders,
    surveys: surveys ?? USUAL.surveys,
  }
}

/** Does what a choice changes of what waits already, in its transaction. */
export type Chosen = (trx: Writer, person: string) => Promise<void>

/** Chooses it. */
export async function chooseMails(
  db: Database,
  visitor: Pick<Visitor, 'id'>,
  choice: MailChoice,
  chosen: Chosen,
): Promise<void> {
  await db.as(asOneself(visitor), async trx => {
    await trx
      .insertInto('mail_choice')
      .values({ person_id: visitor.id, ...choice, told_at: null })
      .onConflict(known => known.column('person_id').doUpdateSet(choice))
      .execute()
    await chosen(trx, visitor.id)
  })
}

/** The sentence by which a mail says how to have fewer. @param url the address of the site, without a final slash */
export const choosingWords = (url: string): string => fr`Vous choisissez vos courriels à cette adresse : ${url + MAILS}`

/** What somebody chose, which is theirs alone. */
export const mailsOfPerson: OwnDataOf = {
  name: 'mails',
  copy: async (trx, person) =>
    (await trx
      .selectFrom('mail_choice')
      .select([...COLUMNS, 'told_at'])
      .where('person_id', '=', person)
      .executeTakeFirst()) ?? null,
  async erase(trx, person) {
    await trx.deleteFrom('mail_choice').where('person_id', '=', person).execute()
  },
}

declare module '#platform/db' {
  interface Tables {
    mail_choice: {
      person_id: string
      comments: Generated<MailChoice['comments']>
      expected: Generated<MailChoice['expected']>
      reminders: Generated<MailChoice['reminders']>
      surveys: Generated<MailChoice['surveys']>
      /** When they were last told of comments. */
      told_at: Date | null
    }
  }
}
