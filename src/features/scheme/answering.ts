import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { type Actor, scopeOf } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import type { Framed } from './pages/SchemeFrame.tsx'
import { type SchemeSite, within } from './within.ts'

export const codeIn = (c: Context) => c.req.param('code') ?? ''
export const keyIn = (c: Context) => c.req.param('key') ?? ''

/** What reads what a page of the scheme of an address shows; null where that scheme is not one of the actor's organisation's. */
export const pageReader =
  ({ db, menu }: Pick<SchemeSite, 'db' | 'menu'>) =>
  <T>(c: Context, actor: Actor, work: (trx: Writer, framed: Framed) => Promise<T>): Promise<T | null> =>
    db.as(scopeOf(actor), async trx => {
      const framed = await within(c, trx, actor, menu)
      return framed === null ? null : work(trx, framed)
    })

/** Answers with a page; with none where there is nothing to show. */
export const shown = async (c: Context, page: Promise<Parameters<Context['html']>[0] | null>) => {
  const html = await page
  return html === null ? c.notFound() : c.html(html)
}

/** The page of a form again; the refusal itself where there is no page any more. */
export async function again(page: Promise<unknown>, refusal: Refusal): Promise<Child> {
  const html = await page
  if (html === null) throw refusal
  return html as Child
}
