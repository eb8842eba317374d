import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { baseOf, definitionsOf, findScheme, LEADERS, ONE, type Scheme, within } from '#features/scheme'
import { boundsOf, parisDay, type Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { count } from '#ui'
import { begun } from '../grid/periods.ts'
import type { IndicatorSite } from '../grid/routes.tsx'
import { closePeriod, reopenPeriod } from '../values/closing.ts'
import { judgeValues } from '../values/judging.ts'
import { closedFor } from '../values/keeping.ts'
import { waitingIn } from '../values/waiting.ts'
import { SIZE, ValidationPage, VIEWS, type View } from './ValidationPage.tsx'

const page = z.coerce.number().int().min(1).max(9999).catch(1)
const number = z.coerce.number().int().min(0).catch(0)
const view = z.enum(Object.keys(VIEWS) as [View]).catch('a-valider')
const sent = z.object({
  vue: view,
  geste: z.enum(['validate', 'refuse', 'publish']).catch('validate'),
  motif: z.string().max(5000).catch(''),
  valeur: z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(z.uuid())).catch([]),
})
const closing = z.object({ periode: z.string().max(10).catch(''), raison: z.string().max(5000).catch('') })

const DONE = {
  validate: ['validée', 'validées'],
  refuse: ['refusée', 'refusées'],
  publish: ['publiée', 'publiées'],
} as const
const GONE: Record<string, string> = { close: 'La période est close.', rouverte: 'La période est rouverte.' }

/** What the last gesture did, by what the address says. */
function doneIn(c: Context): string | undefined {
  const gone = GONE[c.req.query('fait') ?? '']
  if (gone !== undefined) return gone
  const words = DONE[c.req.query('fait') as keyof typeof DONE]
  if (words === undefined) return undefined
  const [done, left] = [number.parse(c.req.query('n')), number.parse(c.req.query('reste'))]
  const said = `${count(done, 'valeur', 'valeurs')} ${words[done < 2 ? 0 : 1]}.`
  return left === 0 ? said : `${said} ${count(left, 'autre a changé', 'autres ont changé')} entre-temps\u00a0: relisez.`
}

/** What waits for who leads a scheme: values to validate, refuse or publish, periods to close. */
export function judgingRoutes({ db, menu }: IndicatorSite): Route<Visitor>[] {
  async function show(c: Context, actor: Actor, shown: View, more: { refused?: string; reason?: string } = {}) {
    return db.as(scopeOf(actor), async trx => {
      const framed = await within(c, trx, actor, menu)
      if (framed === null) return null
      const { scheme } = framed
      const organisation = actor.membership.organisation.id
      const at = page.parse(c.req.query('page'))
      const waiting = await waitingIn(trx, organisation, scheme.id, VIEWS[shown], SIZE, at)
      const definitions = await definitionsOf(trx, scheme.id, [...new Set(waiting.values.map(one => one.indicator))])
      const today = parisDay(new Date())
      const periods = begun(scheme, 'year', today).filter(period => boundsOf(period).to < today)
      return (
        <ValidationPage
          {...framed}
          {...waiting}
          view={shown}
          page={at}
          definitions={new Map(definitions.map(one => [one.key, one]))}
          periods={periods.toReversed()}
          closed={await closedFor(trx, organisation, scheme.id)}
          done={doneIn(c)}
          {...more}
        />
      )
    })
  }
  const found = (c: Context, actor: Actor) =>
    db.as(scopeOf(actor), trx => findScheme(trx, actor, c.req.param('code') ?? ''))

  const closes = (
    path: string,
    done: string,
    act: (actor: Actor, scheme: Scheme, said: z.infer<typeof closing>) => Promise<void>,
  ) =>
    forMembers('post', `${ONE}/validation/${path}`, LEADERS, async (c, actor) => {
      const scheme = await found(c, actor)
      if (scheme === null) return c.notFound()
      const said = closing.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          await act(actor, scheme, said)
          return thenGo(c, `${baseOf(actor, scheme)}/validation?fait=${done}`)
        },
        async ({ message }: Refusal) => (await show(c, actor, 'a-valider', { refused: message })) ?? '',
      )
    })

  return [
    forMembers('get', `${ONE}/validation`, LEADERS, async (c, actor) => {
      const html = await show(c, actor, view.parse(c.req.query('vue')))
      return html === null ? c.notFound() : c.html(html)
    }),
    forMembers('post', `${ONE}/validation`, LEADERS, async (c, actor) => {
      const scheme = await found(c, actor)
      if (scheme === null) return c.notFound()
      const { vue, geste, motif, valeur } = sent.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          const { done, left } = await judgeValues(db, actor, scheme.id, geste, valeur, motif)
          const query = new URLSearchParams({ vue, fait: geste, n: String(done), reste: String(left) })
          return thenGo(c, `${baseOf(actor, scheme)}/validation?${query}`)
        },
        async ({ message }: Refusal) => (await show(c, actor, vue, { refused: message, reason: motif })) ?? '',
      )
    }),
    closes('cloture', 'close', (actor, scheme, { periode }) => closePeriod(db, actor, scheme.id, periode)),
    closes('reouverture', 'rouverte', (actor, scheme, { periode, raison }) =>
      reopenPeriod(db, actor, scheme.id, periode, raison),
    ),
  ]
}
