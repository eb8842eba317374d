import type { Context } from 'hono'
import { openRegister } from '#features/contracts'
import { publicPage } from '#platform/http'
import type { Outbox } from '#platform/mail'
import type { Services } from '../site.ts'
import { OutboxMailPage, OutboxPage } from './OutboxPages.tsx'

/** Whether mails are kept here for everyone to read: those of the example, unless a server sends them. */
export const keepsMails = async ({ db, mail }: Pick<Services, 'db' | 'mail'>): Promise<boolean> =>
  mail.outbox !== null && (await openRegister(db.read)).example

/** The mails of the example, which nobody is sent: for everyone, since its people do not exist. Nowhere else is there such a page. */
export function outboxRoutes(services: Services) {
  const ofExample = (answer: (c: Context, outbox: Outbox) => Response | Promise<Response>) => async (c: Context) => {
    const { outbox } = services.mail
    return outbox && (await keepsMails(services)) ? answer(c, outbox) : c.notFound()
  }
  return [
    publicPage(
      '/courriels',
      ofExample((c, outbox) => c.html(<OutboxPage mails={outbox.list()} />)),
    ),
    publicPage(
      '/courriels/:id',
      ofExample((c, outbox) => {
        const mail = outbox.read(c.req.param('id') ?? '')
        return mail ? c.html(<OutboxMailPage mail={mail} />) : c.notFound()
      }),
    ),
  ]
}
