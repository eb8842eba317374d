import { explain, shownOf } from '#features/indicators'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { addressOf } from '#features/publications'
import {
  definitionsIn,
  documentOf,
  findScheme,
  KEY,
  LEADERS,
  ONE,
  PUBLIC,
  publicSchemes,
  READERS,
  type Scheme,
  type SchemeDocument,
  SHEET,
  type View,
  viewIn,
  viewOf,
  WHOLE,
} from '#features/scheme'
import type { Measure } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { heavy, publicPage, type Route } from '#platform/http'
import type { Paper } from '#platform/paper'
import { onlyNothing, readDraft } from '../bilan/publishing.ts'
import { actionPaper } from './action.ts'
import { readPublicSheets, readSheets } from './facts.ts'
import { fileAnswer, sheetAnswer, sheetFormat } from './files.ts'
import { indicatorPaper } from './indicator.ts'
import { deliberationPackage } from './package.ts'
import { schemePaper } from './scheme.ts'

export interface SheetSite {
  db: Database
  publicUrl: string
  /** What the platform can measure, to say how a figure was made. */
  measures?: readonly Measure[]
}

/** A view of what is a buyer's own: of that buyer alone. */
function ofIts(actor: Actor, view: View, siren: string | null): View {
  const its = siren === null ? undefined : view.buyers.find(one => one.siren === siren)
  return its ? viewOf(actor, [its], its) : view
}

/** What is read of a scheme for one of its documents; null where it has no such part. */
type Reading = (
  trx: Writer,
  asked: { actor: Actor; scheme: Scheme; document: SchemeDocument; view: View; key: string },
) => Promise<Paper | null>

/** Action sheets, indicators and whole schemes as documents, for members; the adopted text of a public scheme, for everybody. */
export function sheetRoutes({ db, publicUrl, measures = [] }: SheetSite): Route<Visitor>[] {
  const sheet = (path: string, read: Reading) =>
    heavy(
      forMembers('get', `${ONE}/${path}`, READERS, async (c, actor) => {
        const format = sheetFormat(c)
        if (!format) return c.notFound()
        const [code, key] = [c.req.param('code') ?? '', c.req.param('key') ?? '']
        const paper = await db.as(scopeOf(actor), async trx => {
          const scheme = await findScheme(trx, actor, code)
          if (scheme === null) return null
          const document = await documentOf(trx, scheme)
          return read(trx, { actor, scheme, document, view: await viewIn(c, trx, actor, scheme), key })
        })
        return paper ? sheetAnswer(c, format, [code, key].filter(Boolean).join('-'), paper) : c.notFound()
      }),
    )
  return [
    sheet(`actions/${KEY}/${SHEET}`, async (trx, { actor, scheme, document, view, key }) => {
      const action = document.actions.find(one => one.key === key)
      if (!action) return null
      const keys = document.indicators.filter(({ parent }) => parent === key).map(one => one.key)
      return actionPaper(action, await readSheets(trx, actor, scheme, document, ofIts(actor, view, action.buyer), keys))
    }),
    sheet(`indicateurs/${KEY}/${SHEET}`, async (trx, { actor, scheme, document, view, key }) => {
      const definition = definitionsIn(document).find(one => one.key === key)
      if (!definition) return null
      const its = ofIts(actor, view, definition.buyer)
      const sheets = await readSheets(trx, actor, scheme, document, its, [key])
      const [told] = sheets.told
      if (!told) return null
      const { computed } = shownOf(told, undefined)
      const explained = computed && its.chosen ? await explain(trx, scheme.id, computed, measures) : null
      return indicatorPaper(told, sheets, explained, its.chosen ? [its.chosen] : its.buyers, publicUrl)
    }),
    sheet(WHOLE, async (trx, { actor, scheme, document, view }) =>
      schemePaper(await readSheets(trx, actor, scheme, document, view)),
    ),
    heavy(
      forMembers('get', `${ONE}/bilans/:year{[0-9]{1,4}}/deliberation.zip`, LEADERS, async (c, actor) => {
        const [code, year] = [c.req.param('code') ?? '', Number(c.req.param('year'))]
        const draft = await readDraft(db, actor, code, year).catch(onlyNothing)
        if (!draft) return c.notFound()
        const address = draft.standing && publicUrl ? publicUrl + addressOf(draft.standing) : ''
        const name = `${code}-${year}-deliberation.zip`
        return fileAnswer(c, name, 'application/zip', await deliberationPackage(draft, address))
      }),
    ),
    heavy(
      publicPage(`${PUBLIC}/:code{[a-z0-9][a-z0-9-]{1,38}[a-z0-9]}/${WHOLE}`, async c => {
        const format = sheetFormat(c)
        const [scheme] = format ? await publicSchemes(db.read, c.req.param('code') ?? '') : []
        if (!format || !scheme) return c.notFound()
        const sheets = await readPublicSheets(db.read, scheme, publicUrl && `${publicUrl}${PUBLIC}/${scheme.code}`)
        return sheetAnswer(c, format, `${scheme.code}-version-${scheme.versions.at(-1)?.number}`, schemePaper(sheets))
      }),
    ),
  ]
}
