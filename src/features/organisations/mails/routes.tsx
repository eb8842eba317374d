import { z } from 'zod'
import type { Database } from '#platform/db'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { refuse } from '../labels.ts'
import type { Visitor } from '../people.ts'
import { type Chosen, chooseMails, MAIL_KINDS, MAILS, mailChoiceOf } from './choices.ts'
import { MailsPage } from './MailsPage.tsx'

const form = z.object({
  comments: z.enum(MAIL_KINDS.comments),
  expected: z.enum(MAIL_KINDS.expected),
  reminders: z.enum(MAIL_KINDS.reminders),
  surveys: z.enum(MAIL_KINDS.surveys),
})

/** Where one chooses it, for the page of one's account. */
export const MAIL_CHOICE = { label: 'Choisir mes courriels', href: MAILS }

/** Choosing what one is told by mail. @param chosen what a choice changes of what waits already */
export const mailChoiceRoutes = (db: Database, chosen: Chosen): Route<Visitor>[] => [
  {
    method: 'get',
    path: MAILS,
    access: 'signed-in',
    handler: async (c, visitor) =>
      c.html(<MailsPage choice={await mailChoiceOf({ db }, visitor)} done={c.req.query('fait') === 'choix'} />),
  },
  {
    method: 'post',
    path: MAILS,
    access: 'signed-in',
    handler: async (c, visitor) => {
      const sent = form.safeParse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          if (!sent.success) return refuse('mails-missing')
          await chooseMails(db, visitor, sent.data, chosen)
          return thenGo(c, `${MAILS}?fait=choix`)
        },
        async refusal => <MailsPage choice={await mailChoiceOf({ db }, visitor)} done={false} refusal={refusal} />,
      )
    },
  },
]
