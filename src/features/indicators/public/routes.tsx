import type { Context } from 'hono'
import { answer, DrawnPages } from '#features/publications'
import {
  definitionsIn,
  KEY,
  PUBLIC,
  type PublicScheme,
  publicSchemes,
  publicText,
  type SchemeDocument,
  type SchemeSite,
} from '#features/scheme'
import { parisDay, Recent } from '#kernel'
import { heavy, type PublicRoute, publicPage } from '#platform/http'
import { day, fr } from '#ui'
import { CHART_FILE, chartAnswer, isImage } from '../charts/files.ts'
import { explained, shownOf } from '../computing/explaining.ts'
import { csvOf } from '../series/csv.ts'
import { SIZE } from '../series/IndicatorsPage.tsx'
import { pageIn } from '../series/routes.tsx'
import { PublicIndicatorPage } from './PublicIndicatorPage.tsx'
import { PublicIndicatorsPage } from './PublicIndicatorsPage.tsx'
import { onePubliclyTold, publiclyTold, publishedState } from './reading.ts'

/** Some ten kilobytes each, packed. */
const KEPT_PAGES = 300
/** Some megabytes each at most. */
const KEPT_TEXTS = 4
const LIST = `${PUBLIC}/:code{[a-z0-9][a-z0-9-]{1,38}[a-z0-9]}/indicateurs`
const PAGE = 'no-cache'

/** What everybody reads of the indicators of public schemes. */
export function publicIndicatorRoutes({
  db,
  publicUrl,
  measures = [],
}: Pick<SchemeSite, 'db' | 'publicUrl' | 'measures'>): PublicRoute[] {
  const pages = new DrawnPages(KEPT_PAGES)
  const texts = new Recent<SchemeDocument>(KEPT_TEXTS)

  /** The text in force, which is frozen: those that were asked for last are kept, since each page reads the whole of it. */
  async function textOf(scheme: PublicScheme, { number, sha256 }: PublicScheme['versions'][number]) {
    const kept = texts.get(sha256, sha256)
    if (kept) return kept
    const text = await publicText(db.read, scheme, number)
    if (text === null) throw new Error(`no text for ${scheme.code} ${number}`)
    return texts.set(sha256, sha256, text)
  }

  /** The public scheme of an address, and what its pages are drawn from. */
  async function schemeIn(c: Context) {
    const [scheme] = await publicSchemes(db.read, c.req.param('code') ?? '')
    const last = scheme?.versions.at(-1)
    if (!scheme || !last) return null
    const state = `${last.number} ${last.sha256} ${await publishedState(db.read, scheme, c.req.param('key'))}`
    return { scheme, document: await textOf(scheme, last), state }
  }

  const told = (c: Context, scheme: PublicScheme, document: SchemeDocument) =>
    onePubliclyTold(db.read, scheme, document, c.req.param('key') ?? '', c.req.query('acheteur'))

  return [
    publicPage(LIST, async c => {
      const found = await schemeIn(c)
      if (found === null) return c.notFound()
      const { scheme, document, state } = found
      const page = pageIn(c)
      const drawn = await pages.page(`${scheme.code}?${page}`, state, async () => {
        // Data that others are computed from come last.
        const keys = [...document.indicators]
          .sort((a, b) => Number(a.support) - Number(b.support))
          .map(({ key }) => key)
        const shown = await publiclyTold(db.read, scheme, document, keys.slice((page - 1) * SIZE, page * SIZE))
        const props = { scheme, document, told: shown, page, total: keys.length, publicUrl }
        return String(await (<PublicIndicatorsPage {...props} />))
      })
      return answer(c, drawn, PAGE)
    }),
    publicPage(`${LIST}/${KEY}`, async c => {
      const found = await schemeIn(c)
      if (found === null) return c.notFound()
      const { scheme, document, state } = found
      const shown = await told(c, scheme, document)
      if (shown === null) return c.notFound()
      const { definition, buyer } = shown.told
      const { shown: figure, computed } = shownOf(shown.told, c.req.query('periode'))
      const how = computed && buyer ? explained(computed, definitionsIn(document), measures) : null
      const drawn = await pages.page(
        `${scheme.code} ${definition.key} ${buyer?.siren} ${figure?.period} ${computed?.period}`,
        state,
        async () =>
          String(
            await (
              <PublicIndicatorPage {...{ scheme, document, publicUrl, ...shown }} shown={figure} explained={how} />
            ),
          ),
      )
      return answer(c, drawn, PAGE)
    }),
    publicPage(`${LIST}/${KEY}/valeurs.csv`, async c => {
      const found = await schemeIn(c)
      const shown = found && (await told(c, found.scheme, found.document))
      if (!found || !shown) return c.notFound()
      return c.body(csvOf(shown.told, shown.buyers), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${found.scheme.code}-${shown.told.definition.key}.csv"`,
      })
    }),
    heavy(
      publicPage(`${LIST}/${KEY}/${CHART_FILE}`, async c => {
        const found = await schemeIn(c)
        const shown = found && (await told(c, found.scheme, found.document))
        if (!found || !shown) return c.notFound()
        const { scheme } = found
        const names = shown.told.buyer ? [shown.told.buyer.name] : shown.buyers.map(({ name }) => name)
        const address = `${publicUrl}${PUBLIC}/${scheme.code}/indicateurs/${shown.told.definition.key}`
        return chartAnswer(c, scheme.code, shown.told, [
          fr`Source : ${names.join(', ')}, ${scheme.title}. Valeurs publiées, au ${day(parisDay(new Date()))}.`,
          ...(publicUrl === '' ? [] : [address]),
        ])
      }),
      isImage,
    ),
  ]
}
