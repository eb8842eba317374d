import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { Attachments, attachingRoutes, attachmentsOf, type Host, type Subject, type View } from '#features/discussion'
import { type Actor, scopeOf, type Visitor } from '#features/organisations'
import type { Route } from '#platform/http'
import { ORGANISERS, READERS } from '../access.ts'
import { type BodySite, idIn } from '../within.ts'
import type { Case } from './cases.ts'
import { casesOf } from './reading.ts'
import { casePath, casesPath, ONE } from './within.ts'

/** A case, for the files that are attached to it. */
const aboutCase = (actor: Actor, asked: Pick<Case, 'id' | 'title'>): Subject => ({
  subject: `case/${asked.id}`,
  title: asked.title,
  path: casePath(actor, asked),
  readers: READERS,
  writers: ORGANISERS,
})

/** The files of a case, for its page. */
export async function documentsOf(
  { means }: BodySite,
  actor: Actor,
  asked: Pick<Case, 'id' | 'title'>,
  view: View,
): Promise<Child> {
  if (means === undefined) return ''
  const about = aboutCase(actor, asked)
  return <Attachments {...{ about, actor, view }} found={await attachmentsOf(means, actor, about)} />
}

/** The addresses of the files of cases. @param page the page of the case of an address */
export function documentRoutes(
  { db, menu, means }: BodySite,
  page: (c: Context, actor: Actor, view: View) => Promise<Child | null>,
): Route<Visitor>[] {
  const host: Host = {
    path: ONE,
    readers: READERS,
    writers: ORGANISERS,
    subject: (c, actor) =>
      db.as(scopeOf(actor), async trx => {
        const [asked] = await casesOf(trx, actor, { id: idIn(c, 'case') })
        return asked ? aboutCase(actor, asked) : null
      }),
    page: async (c, actor, _, view) => (await page(c, actor, view)) ?? '',
    frame: async actor => ({ space: menu?.(actor, casesPath(actor)) }),
  }
  return means === undefined ? [] : attachingRoutes(means, host)
}
