import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import {
  baseOf,
  definitionsOf,
  flat,
  KEY,
  LEADERS,
  ONE,
  outlineOf,
  ownOf,
  PILOTS,
  READERS,
  within,
} from '#features/scheme'
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
import { csvOf } from './csv.ts'
import { IndicatorPage } from './IndicatorPage.tsx'
import { IndicatorsPage, SIZE } from './IndicatorsPage.tsx'
import { PeriodPage } from './PeriodPage.tsx'
import { buyersOf, collected, tell, toldOf } from './reading.ts'
import { actKey } from './ValuesTable.tsx'

const page = z.coerce.number().int().min(1).max(9999).catch(1)
/** Which page of a list is asked for; the first unless it says so. */
export const pageIn = (c: Context): number => page.parse(c.req.query('page'))
const key = z.string().regex(/^[a-z0-9-]{1,60}$/)

/** The indicators of a scheme: their list, each of them, and what one says of a period. */
export function seriesRoutes({ db, menu, measures }: IndicatorSite): Route<Visitor>[] {
  const reading = <T,>(actor: Actor, work: (trx: Writer) => Promise<T>) => db.as(scopeOf(actor), work)

  /** The indicator of an address, of the buyer that it asks for: the actor’s own unless it says another of the scheme, or all. */
  async function one(c: Context, trx: Writer, actor: Actor) {
    const framed = await within(c, trx, actor, menu)
    const [definition] = framed ? await definitionsOf(trx, framed.scheme.id, [c.req.param('key') ?? '']) : []
    if (!framed || !definition) return null
    const { scheme } = framed
    const buyers = await buyersOf(trx, scheme.id)
    const asked = c.req.query('acheteur')
    const own = buyers.find(({ id }) => id === actor.membership.organisation.id)
    const chosen = asked === 'tous' ? undefined : (buyers.find(({ siren }) => siren === asked) ?? own)
    const values = await valuesOf(trx, scheme.id, {
      indicators: [definition.key],
      ...(chosen ? { organisation: chosen.id } : {}),
    })
    const marks = scheme.buyers.length > 1 ? await ownOf(trx, scheme.id, [definition.key]) : []
    const told = tell(definition, marks, values, scheme, chosen?.siren ?? null, chosen ? 1 : buyers.length)
    return { ...framed, told, buyers, chosen: chosen ?? null }
  }

  async function period(c: Context, actor: Actor, more: Partial<Parameters<typeof PeriodPage>[0]> = {}) {
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
    return shown && <PeriodPage {...shown} {...more} />
  }

  return [
    forMembers('get', `${ONE}/indicateurs`, READERS, async (c, actor) => {
      const shown = await reading(actor, async trx => {
        const framed = await within(c, trx, actor, menu)
        if (framed === null) return null
        const { scheme } = framed
        const action = key.safeParse(c.req.query('fiche')).data ?? null
        const at = pageIn(c)
        const outline = flat(await outlineOf(trx, scheme.id))
        const counts = await collected(trx, actor, scheme, outline)
        const wanted = outline.filter(
          ({ kind, support, parent }) => kind === 'indicator' && !support && (action === null || parent === action),
        )
        const told = await toldOf(
          trx,
          actor,
          scheme,
          wanted.slice((at - 1) * SIZE, at * SIZE).map(one => one.key),
        )
        const missing = [...counts.values()].reduce((sum, { done, of }) => sum + of - done, 0)
        const waiting = await countWaiting(trx, actor.membership.organisation.id, scheme.id)
        const actions = outline.filter(({ kind }) => kind === 'action')
        return { ...framed, told, actions, action, page: at, total: wanted.length, missing, waiting }
      })
      if (shown === null) return c.notFound()
      return c.html(<IndicatorsPage {...shown} leads={allows(LEADERS, actor.membership.roles)} />)
    }),
    forMembers('get', `${ONE}/indicateurs/${KEY}`, READERS, async (c, actor) => {
      const shown = await reading(actor, async trx => {
        const found = await one(c, trx, actor)
        if (found === null) return null
        const { told, scheme, chosen } = found
        const numbers = told.values.flatMap(({ entered, judged }) => (judged === null ? [entered] : [entered, judged]))
        const acts = await actsOf(trx, scheme.id, numbers)
        const { shown, computed } = shownOf(told, c.req.query('periode'))
        return {
          ...found,
          shown,
          explained: computed && chosen ? await explain(trx, scheme.id, computed, measures ?? []) : null,
          buyer: chosen?.siren ?? null,
          done: c.req.query('fait') === 'valeur' ? 'La valeur est enregistrée.' : undefined,
          acts: new Map(acts.map(act => [actKey(act.organisation, act.number), act])),
          history: await historyOf(trx, scheme.id, told.definition.key, chosen?.id),
        }
      })
      if (shown === null) return c.notFound()
      const mine = shown.chosen?.id === actor.membership.organisation.id
      return c.html(<IndicatorPage {...shown} enters={mine && allows(PILOTS, actor.membership.roles)} />)
    }),
    forMembers('get', `${ONE}/indicateurs/${KEY}/valeurs.csv`, READERS, async (c, actor) => {
      const found = await reading(actor, trx => one(c, trx, actor))
      if (found === null) return c.notFound()
      const name = `${found.scheme.code}-${found.told.definition.key}.csv`
      return c.body(csvOf(found.told, found.buyers), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      })
    }),
    heavy(
      forMembers('get', `${ONE}/indicateurs/${KEY}/${CHART_FILE}`, READERS, async (c, actor) => {
        const found = await reading(actor, trx => one(c, trx, actor))
        if (found === null) return c.notFound()
        const { scheme, told, buyers, chosen } = found
        const names = (chosen ? [chosen] : buyers).map(({ name }) => name).join(', ')
        const today = day(parisDay(new Date()))
        return chartAnswer(c, scheme.code, told, [
          fr`Source : ${names}, ${scheme.title}.`,
          fr`Valeurs du ${today}, y compris celles qui ne sont pas publiées.`,
        ])
      }),
      isImage,
    ),
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
