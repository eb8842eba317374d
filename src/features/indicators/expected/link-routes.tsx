import type { Context } from 'hono'
import { attempt, hashOf, scopeOf, type Visitor } from '#features/organisations'
import { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { fieldsOf, placeOf, publicPage, type Route, thenGo } from '#platform/http'
import { answer, type Followed, follow, formOf } from './answering.ts'
import { FORM_LINK, FormLinkEnd, FormLinkPage, linkAt } from './FormLinkPage.tsx'

type More = Partial<Pick<Parameters<typeof FormLinkPage>[0], 'sent' | 'rejected' | 'refused' | 'saved'>>

/**
 * The one form that a link of a mail opens, for who is not signed in: no session, no other page.
 * @param site.proxies how many proxies stand in front of this process
 */
export function formLinkRoutes({ db, proxies }: { db: Database; proxies: number }): Route<Visitor>[] {
  const tokenOf = (c: Context) => (c.req.query('jeton') ?? '').slice(0, 200)
  /** Who follows the link. Those that open nothing are counted, so that nobody tries many. */
  const followed = (c: Context): Promise<Followed> => {
    const token = tokenOf(c)
    return attempt(db.identity, { address: `form link ${hashOf(token)}`, place: placeOf(c, proxies) }, () =>
      follow(db.identity, token),
    )
  }
  const page = async (c: Context, by: Followed, more: More = {}) => {
    const form = await db.as(scopeOf(by.actor), trx => formOf(trx, by))
    return <FormLinkPage token={tokenOf(c)} actor={by.actor} form={form} sent={{}} {...more} />
  }
  /** Says kindly why the link opens nothing. */
  const kindly = async (c: Context, show: () => Promise<Response>) => {
    c.header('cache-control', 'no-store')
    try {
      return await show()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const done = c.req.query('fait') === 'oui' && error.code === 'link-said'
      return c.html(<FormLinkEnd refusal={error} done={done} />, c.req.method === 'GET' ? 200 : 422)
    }
  }
  return [
    publicPage(FORM_LINK, c =>
      kindly(c, async () => c.html(await page(c, await followed(c), { saved: c.req.query('fait') === 'oui' }))),
    ),
    {
      method: 'post',
      path: FORM_LINK,
      access: 'everyone',
      handler: c =>
        kindly(c, async () => {
          const sent = await fieldsOf(c)
          const by = await followed(c)
          try {
            const rejected = await answer(db, by, sent)
            if (rejected.size === 0) return thenGo(c, `${linkAt(tokenOf(c))}&fait=oui`)
            return c.html(await page(c, by, { rejected }), 422)
          } catch (error) {
            if (!(error instanceof Refusal) || error.code.startsWith('link-')) throw error
            return c.html(await page(c, by, { refused: error.message, sent: textsOf(sent) }), 422)
          }
        }),
    },
  ]
}

const textsOf = (sent: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(sent).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])))
