import type { Context } from 'hono'
import { z } from 'zod'
import { Attachments, attachmentsOf, type View as TalkView, viewOf as talkViewOf } from '#features/discussion'
import { type Actor, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import {
  aboutPart,
  baseOf,
  definitionsOf,
  flat,
  KEY,
  LEADERS,
  mayMark,
  ONE,
  outlineOf,
  PILOTS,
  READERS,
  shownIn,
  talkRoutes,
  talkUnder,
  type View,
  viewIn,
  viewOf,
  within,
} from '#features/scheme'
import { savedViews } from '#features/views'
import { parisDay, parsePeriod, type Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, heavy, type Route, submitted, thenGo } from '#platform/http'
import { day, fr } from '#ui'
import { CHART_FILE, chartAnswer, isImage } from '../charts/files.ts'
import { explain, shownOf } from '../computing/explaining.ts'
import type { IndicatorSite } from '../grid/routes.tsx'
import { cellsOf, rejectedOf } from '../grid/sent.ts'
import { obstacleTo } from '../values/deciding.ts'
import { enterValues, situationOf } from '../values/entering.ts'
import { historyOf } from '../values/history.ts'
import { actsOf, lastAct, valuesOf } from '../values/reading.ts'
import { countWaiting } from '../values/waiting.ts'
import { type BuyerStandings, countsOf } from './ByBuyer.tsx'
import { csvOf } from './csv.ts'
import { IndicatorPage } from './IndicatorPage.tsx'
import { IndicatorsPage, SIZE } from './IndicatorsPage.tsx'
import { PeriodPage } from './PeriodPage.tsx'
import { aboutProofs, proofRoutes, proofsOf } from './proofs.tsx'
import { actKey, collected, saidOf, TOLD, type Told } from './reading.ts'

const page = z.coerce.number().int().min(1).max(9999).catch(1)
/** Which page of a list is asked for; the first unless it says so. */
export const pageIn = (c: Context): number => page.parse(c.req.query('page'))
const key = z.string().regex(/^[a-z0-9-]{1,60}$/)

/** A view of an indicator that follows the own action of a buyer: of that buyer alone. */
function ofIts(actor: Actor, view: View, siren: string | null): View {
  const [its] = siren === null ? [] : view.buyers.filter(one => one.siren === siren)
  return its ? viewOf(actor, [its], its) : view
}

/** Where the indicators of each buyer that is still there stand, and those of all of them together. */
const standingsOf = (view: View, tellFor: (shown: Pick<View, 'buyers' | 'chosen'>) => Told[]): BuyerStandings[] =>
  [...view.buyers.filter(({ present }) => present), null].map(buyer => ({
    buyer,
    counts: countsOf(
      tellFor({ ...view, chosen: buyer }).filter(
        ({ definition }) => buyer === null || (definition.buyer ?? buyer.siren) === buyer.siren,
      ),
    ),
  }))

/** The indicators of a scheme: their list, each of them, and what one says of a period. */
export function seriesRoutes(site: IndicatorSite): Route<Visitor>[] {
  const { db, menu, means, measures } = site
  const reading = <T,>(actor: Actor, work: (trx: Writer) => Promise<T>) => db.as(scopeOf(actor), work)

  /** The indicator of an address, as the view that it asks for: of the buyer whose own action it follows, where it follows one. */
  async function one(c: Context, trx: Writer, actor: Actor) {
    const framed = await within(c, trx, actor, menu)
    const [definition] = framed ? await definitionsOf(trx, framed.scheme.id, [c.req.param('key') ?? '']) : []
    if (!framed || !definition) return null
    const { scheme } = framed
    const view = ofIts(actor, await viewIn(c, trx, actor, scheme), definition.buyer)
    const tellFor = await saidOf(trx, scheme, [definition.key], view)
    const told = tellFor(view)[0]
    if (!told) return null
    const shown = view.chosen === null ? [...view.buyers, null] : []
    const lines = shown.flatMap(buyer => tellFor({ ...view, chosen: buyer }).map(one => ({ buyer, told: one })))
    return { ...framed, told, view, lines }
  }

  async function period(
    c: Context,
    actor: Actor,
    more: Partial<Parameters<typeof PeriodPage>[0]> = {},
    view: TalkView = talkViewOf(c),
  ) {
    const asked = parsePeriod(c.req.param('period') ?? '')
    const shown = await reading(actor, async trx => {
      const framed = await within(c, trx, actor, menu)
      const indicator = c.req.param('key') ?? ''
      if (framed === null || asked === null) return null
      const { scheme } = framed
      const organisation = actor.membership.organisation.id
      const seen = await lastAct(trx, organisation, scheme.id)
      const situation = await situationOf(trx, actor, scheme.id, [indicator])
      if (!situation.definitions.has(indicator)) return null
      const place = { organisation, origin: 'entered', indicators: [indicator], periods: [asked] } as const
      const values = await valuesOf(trx, scheme.id, place)
      const obstacle = obstacleTo({ indicator, period: asked, row: '' }, situation)
      return { ...framed, situation, indicator, period: asked, values, seen, obstacle }
    })
    const definition = shown?.situation.definitions.get(shown.indicator)
    if (!shown || !definition) return null
    const about = aboutProofs(actor, shown.scheme, definition, shown.period)
    const found = means && (await attachmentsOf(means, actor, about))
    const proofs = found && <Attachments {...{ about, actor, found, view }} />
    return <PeriodPage {...shown} done={view.done} proofs={proofs} {...more} />
  }

  /** The page of an indicator, with what is said under it. */
  async function indicator(c: Context, actor: Actor, talk: TalkView) {
    const page = await reading(actor, async trx => {
      const found = await one(c, trx, actor)
      if (found === null) return null
      const { told, scheme, view } = found
      const numbers = told.values.flatMap(({ entered, judged }) => (judged === null ? [entered] : [entered, judged]))
      const acts = await actsOf(trx, scheme.id, numbers)
      const { shown, computed } = shownOf(told, c.req.query('periode'))
      const { key } = told.definition
      const periods = new Set(told.values.map(({ period }) => period))
      return {
        ...found,
        shown,
        explained: computed && view.chosen ? await explain(trx, scheme.id, computed, measures ?? []) : null,
        marks: view.own && told.definition.buyer === null && mayMark(actor, scheme),
        done: c.req.query('fait') === 'valeur' ? 'La valeur est enregistrée.' : found.done,
        acts: new Map(acts.map(act => [actKey(act.organisation, act.number), act])),
        history: await historyOf(trx, scheme.id, key, view.chosen?.id),
        proofs: await proofsOf(trx, actor, scheme, key, periods),
      }
    })
    if (page === null) return null
    const { code, label: title, key } = page.told.definition
    const talked = await talkUnder(site, page, aboutPart(actor, page.scheme, 'indicator', { key, code, title }), talk)
    return <IndicatorPage {...page} {...talked} enters={page.view.own && allows(PILOTS, actor.membership.roles)} />
  }

  return [
    forMembers('get', `${ONE}/indicateurs`, READERS, async (c, actor) => {
      const shown = await reading(actor, async trx => {
        const framed = await within(c, trx, actor, menu)
        if (framed === null) return null
        const { scheme } = framed
        const action = key.safeParse(c.req.query('fiche')).data ?? null
        const at = pageIn(c)
        const view = await viewIn(c, trx, actor, scheme)
        const outline = flat(shownIn(view, await outlineOf(trx, scheme.id)))
        const counts = await collected(trx, scheme, outline, view)
        const wanted = outline.filter(
          ({ kind, support, parent }) => kind === 'indicator' && !support && (action === null || parent === action),
        )
        const keys = wanted.map(one => one.key)
        const all = view.chosen === null && keys.length <= TOLD
        const tellFor = await saidOf(trx, scheme, all ? keys : keys.slice((at - 1) * SIZE, at * SIZE), view)
        const told = tellFor(view)
        const standings = all ? standingsOf(view, tellFor) : []
        const missing = [...counts.values()].reduce((sum, { done, of }) => sum + of - done, 0)
        const waiting = await countWaiting(trx, actor.membership.organisation.id, scheme.id)
        const actions = outline.filter(({ kind }) => kind === 'action')
        const shown = all ? told.slice((at - 1) * SIZE, at * SIZE) : told
        return {
          ...framed,
          view,
          standings,
          told: shown,
          actions,
          action,
          page: at,
          total: keys.length,
          missing,
          waiting,
          views: await savedViews(c, trx, actor),
        }
      })
      if (shown === null) return c.notFound()
      return c.html(<IndicatorsPage {...shown} leads={allows(LEADERS, actor.membership.roles)} />)
    }),
    forMembers('get', `${ONE}/indicateurs/${KEY}`, READERS, async (c, actor) => {
      const html = await indicator(c, actor, talkViewOf(c))
      return html === null ? c.notFound() : c.html(html)
    }),
    ...talkRoutes(site, 'indicator', indicator),
    forMembers('get', `${ONE}/indicateurs/${KEY}/valeurs.csv`, READERS, async (c, actor) => {
      const found = await reading(actor, trx => one(c, trx, actor))
      if (found === null) return c.notFound()
      const name = `${found.scheme.code}-${found.told.definition.key}.csv`
      return c.body(csvOf(found.told, found.view.buyers), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      })
    }),
    heavy(
      forMembers('get', `${ONE}/indicateurs/${KEY}/${CHART_FILE}`, READERS, async (c, actor) => {
        const found = await reading(actor, trx => one(c, trx, actor))
        if (found === null) return c.notFound()
        const { scheme, told, view } = found
        const names = (view.chosen ? [view.chosen] : view.buyers).map(({ name }) => name).join(', ')
        const today = day(parisDay(new Date()))
        return chartAnswer(c, scheme.code, told, [
          fr`Source : ${names}, ${scheme.title}.`,
          fr`Valeurs du ${today}, y compris celles qui ne sont pas publiées.`,
        ])
      }),
      isImage,
    ),
    ...proofRoutes(site, (c, actor, view) => period(c, actor, {}, view)),
    forMembers('get', `${ONE}/indicateurs/${KEY}/:period`, PILOTS, async (c, actor) => {
      const html = await period(c, actor)
      return html === null ? c.notFound() : c.html(html)
    }),
    forMembers('post', `${ONE}/indicateurs/${KEY}/:period`, PILOTS, async (c, actor) => {
      const framed = await reading(actor, trx => within(c, trx, actor))
      if (framed === null) return c.notFound()
      const { scheme } = framed
      const sent = await fieldsOf(c)
      const fields = Object.entries(sent).flatMap(([name, text]) =>
        typeof text === 'string' ? [[name, text] as const] : [],
      )
      const cells = cellsOf(fields, Number(sent['vu']) || 0)
      return submitted(
        c,
        async () => {
          const done = await enterValues(db, actor, scheme.id, cells)
          const rejected = rejectedOf(cells, done)
          if (rejected.size === 0)
            return thenGo(c, `${baseOf(actor, scheme)}/indicateurs/${c.req.param('key')}?fait=valeur`)
          return c.html(String(await period(c, actor, { rejected })), 422)
        },
        async ({ message }: Refusal) => (await period(c, actor, { refused: message })) ?? '',
      )
    }),
  ]
}
