import type { Context } from 'hono'
import { answer, DrawnPages, standingOfKinds } from '#features/publications'
import { parisDay } from '#kernel'
import { type PublicRoute, publicPage } from '#platform/http'
import { fingerprintOf } from '../exporting.ts'
import type { SchemeSite } from '../within.ts'
import { PUBLIC, PublicSchemePage, PublicSchemesPage } from './pages/PublicPages.tsx'
import { indicatorsOn } from './pages/TextPages.tsx'
import { lastSaid, type PublicScheme, publicSchemes, publicText, REPORTS, reportKindOf } from './public.ts'
import { jsonNamed, pageIn } from './routes.tsx'
import { saidOn } from './standing.ts'

/** Some hundred kilobytes each at most, packed. */
const KEPT_PAGES = 200
const ONE = `${PUBLIC}/:code{[a-z0-9][a-z0-9-]{1,38}[a-z0-9]}`

/** What a version says never changes; a day only, since its page may be taken away. */
const FILE = 'public, max-age=86400, immutable'
/** Another version, or what is said of an action, is seen at once: whoever has it asks whether it is the same. */
const PAGE = 'no-cache'

/** The schemes that everybody reads. */
export function publicSchemeRoutes({ db, publicUrl, guests }: SchemeSite): PublicRoute[] {
  const pages = new DrawnPages(KEPT_PAGES)
  const schemeIn = async (c: Context) => {
    const [scheme] = await publicSchemes(db.read, c.req.param('code') ?? '')
    return scheme
  }
  const textOf = async (scheme: PublicScheme, number: number) => {
    const document = await publicText(db.read, scheme, number)
    if (document === null) throw new Error(`no text for ${scheme.code} ${number}`)
    return document
  }
  return [
    publicPage(PUBLIC, async c =>
      c.html(<PublicSchemesPage schemes={await publicSchemes(db.read)} publicUrl={publicUrl} />),
    ),
    publicPage(ONE, async c => {
      const scheme = await schemeIn(c)
      const last = scheme?.versions.at(-1)
      if (!scheme || !last) return c.notFound()
      const page = pageIn(c)
      const today = parisDay(new Date())
      const published = await guests?.publishedState(db.read, scheme)
      const kinds = REPORTS.map(sort => reportKindOf(sort, scheme))
      const reports = await standingOfKinds(db.read, kinds)
      const named = reports.map(({ siren, number }) => `${siren}/${number}`).join()
      const state = [last.number, last.sha256, await lastSaid(db.read, scheme), published, today, named].join(' ')
      const drawn = await pages.page(`${scheme.code}?${page}`, state, async () => {
        const document = await textOf(scheme, last.number)
        const said = await saidOn(db.read, scheme, scheme.organisation, today)
        const figures = await guests?.published(db.read, scheme, document, indicatorsOn(document, page))
        return String(await (<PublicSchemePage {...{ scheme, document, said, figures, reports, page, publicUrl }} />))
      })
      return answer(c, drawn, PAGE)
    }),
    publicPage(`${ONE}/versions/:number{[0-9][0-9a-z.]*}`, async c => {
      const scheme = await schemeIn(c)
      const number = /^([1-9]\d{0,4})\.json$/.exec(c.req.param('number') ?? '')?.[1]
      const version = scheme?.versions.find(one => String(one.number) === number)
      if (!scheme || !version) return c.notFound()
      const headers = jsonNamed(c)
      const drawn = await pages.page(
        `${scheme.code} ${version.number}`,
        version.sha256,
        async () => fingerprintOf(await textOf(scheme, version.number)).json,
        headers['content-type'],
      )
      const file = answer(c, drawn, FILE)
      file.headers.set('content-disposition', headers['content-disposition'])
      return file
    }),
  ]
}
