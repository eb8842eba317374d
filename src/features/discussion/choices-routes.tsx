import { z } from 'zod'
import type { Visitor } from '#features/organisations'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { MAILS } from './addresses.ts'
import { chooseMails, mailChoiceOf } from './choices.ts'
import { type Means, RHYTHMS } from './discussion.ts'
import { refuse } from './labels.ts'
import { MailsPage } from './pages/MailsPage.tsx'

const form = z.object({ frequence: z.enum(RHYTHMS), lundi: z.literal('oui').optional().catch(undefined) })

/** Where one chooses it, for the page of one's account. */
export const MAIL_CHOICE = { label: 'Fréquence de mes courriels', href: MAILS }

/** Choosing how often one is told by mail. */
export const mailChoiceRoutes = (means: Means): Route<Visitor>[] => [
  {
    method: 'get',
    path: MAILS,
    access: 'signed-in',
    handler: async (c, visitor) =>
      c.html(<MailsPage choice={await mailChoiceOf(means, visitor)} done={c.req.query('fait') === 'choix'} />),
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
          if (!sent.success) return refuse('rhythm-missing')
          const { frequence: rhythm, lundi } = sent.data
          await chooseMails(means, visitor, { rhythm, weekly: lundi === 'oui' })
          return thenGo(c, `${MAILS}?fait=choix`)
        },
        async refusal => <MailsPage choice={await mailChoiceOf(means, visitor)} done={false} refusal={refusal} />,
      )
    },
  },
]
