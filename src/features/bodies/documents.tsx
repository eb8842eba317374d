import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { Attachments, attachingRoutes, attachmentsOf, type Host, type Subject, type View } from '#features/discussion'
import { type Actor, scopeOf, type Visitor } from '#features/organisations'
import type { Writer } from '#platform/db'
import type { Route } from '#platform/http'
import { ORGANISERS, READERS } from './access.ts'
import type { BodySite } from './within.ts'

/** A meeting or a case, for the files that are attached to it: who organises attaches them, who reads bodies reads them. */
export const documented = (about: Pick<Subject, 'subject' | 'title' | 'path'>): Subject => ({
  ...about,
  readers: READERS,
  writers: ORGANISERS,
})

/** The files of a meeting or of a case, for its page. */
export async function documentsOf({ means }: BodySite, actor: Actor, about: Subject, view: View): Promise<Child> {
  if (means === undefined) return ''
  return <Attachments {...{ about, actor, view }} found={await attachmentsOf(means, actor, about)} />
}

/** Where such files are, what they are of, the page that shows them, and the list that it is under. */
interface Documented {
  path: string
  find(c: Context, trx: Writer, actor: Actor): Promise<Subject | null>
  page(c: Context, actor: Actor, view: View): Promise<Child | null>
  list(actor: Actor): string
}

/** The addresses of such files. */
export function documentRoutes(
  { db, menu, means }: BodySite,
  { path, find, page, list }: Documented,
): Route<Visitor>[] {
  const host: Host = {
    path,
    readers: READERS,
    writers: ORGANISERS,
    subject: (c, actor) => db.as(scopeOf(actor), trx => find(c, trx, actor)),
    page: async (c, actor, _, view) => (await page(c, actor, view)) ?? '',
    frame: async actor => ({ space: menu?.(actor, list(actor)) }),
  }
  return means === undefined ? [] : attachingRoutes(means, host)
}
