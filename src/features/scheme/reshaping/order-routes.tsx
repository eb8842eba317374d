import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { LEADERS } from '../access.ts'
import { again, codeIn, pageReader, shown } from '../answering.ts'
import { refuse } from '../labels.ts'
import { baseOf } from '../pages/SchemeFrame.tsx'
import { type Branch, outlineOf } from '../text/outline.ts'
import { ONE, type SchemeSite } from '../within.ts'
import { codesIn, WAYS } from './numbering.ts'
import { shiftPart } from './ordering.ts'
import { ALL, CodesPage, NOW } from './pages/CodesPage.tsx'
import { OrderPage } from './pages/OrderPage.tsx'
import { CodesRepeated, codesMark, renumberScheme } from './renumbering.ts'

const text = z.string().max(20_000).catch('')
const asked = z.object({ modele: z.enum([NOW, ...WAYS]).catch(NOW), quoi: text })
/** How many codes a form may send at once. */
const TOGETHER = 700
const CODE = 'code.'

const codesSent = (sent: Record<string, unknown>) =>
  new Map(
    Object.entries(sent).flatMap(([name, value]) =>
      name.startsWith(CODE) ? [[name.slice(CODE.length), text.parse(value)] as const] : [],
    ),
  )

/** The parts that have codes, in the order in which the scheme is read. */
const inOrder = (branches: readonly Branch[], indicators: boolean): Branch[] =>
  (['indicator', 'action', 'objective', 'axis'] as const)
    .flatMap(kind => (kind === 'indicator' && !indicators ? [] : branches.filter(one => one.kind === kind)))
    .flatMap(one => [one, ...inOrder(one.under, indicators)])

/** The order of a scheme, and its codes. */
export function orderRoutes(site: SchemeSite): Route<Visitor>[] {
  const { db } = site
  const reading = pageReader(site)

  const ordering = (c: Context, actor: Actor, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => (
      <OrderPage {...framed} outline={await outlineOf(trx, framed.scheme.id)} refused={refusal?.message} />
    ))

  const numbering = (
    c: Context,
    actor: Actor,
    said: z.infer<typeof asked>,
    sent?: Map<string, string>,
    refusal?: Refusal,
  ) =>
    reading(c, actor, async (trx, framed) => {
      const { modele: way, quoi } = said
      const outline = await outlineOf(trx, framed.scheme.id)
      const all = inOrder(outline, true)
      const within = outline.filter(({ kind, key }) => kind === 'axis' && key === quoi)
      const parts =
        quoi === ALL ? all.slice(0, TOGETHER) : inOrder(within.length > 0 ? within : outline, within.length > 0)
      const { siren } = actor.membership.organisation
      const foreign = new Set(
        parts
          .filter(({ buyer }) => buyer !== null && buyer !== siren)
          .flatMap(({ key, under }) => [key, ...under.map(one => one.key)]),
      )
      const mine = parts.filter(({ key }) => !foreign.has(key))
      // What somebody else changed meanwhile is shown as it is now.
      const kept = refusal?.code === 'codes-changed' ? undefined : sent
      const repeated = refusal instanceof CodesRepeated ? [...refusal.repeated] : []
      return (
        <CodesPage
          {...framed}
          {...{ parts, foreign, way, quoi }}
          axes={all.length > TOGETHER ? outline.filter(({ kind }) => kind === 'axis') : null}
          codes={kept ?? (way === NOW ? new Map() : codesIn(outline, way))}
          mark={codesMark(new Map(mine.map(({ key, code }) => [key, code])))}
          errors={
            new Map(
              repeated.flatMap(([code, keys]) =>
                keys.map(key => [key, `Le code ${code} est donné ${keys.length} fois.`]),
              ),
            )
          }
          refused={refusal?.message}
        />
      )
    })

  return [
    forMembers('get', `${ONE}/ordre`, LEADERS, (c, actor) => shown(c, ordering(c, actor))),
    forMembers('post', `${ONE}/ordre`, LEADERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      const up = sent['monter'] !== undefined
      const key = text.parse(sent[up ? 'monter' : 'descendre'])
      return submitted(
        c,
        async () => {
          if (key === '') return refuse('part-unknown')
          const further = await shiftPart(db, actor, codeIn(c), key, up ? -1 : 1)
          // At the end of its list a part only goes back: the focus is then on what does that.
          const button = up === further ? 'monter' : 'descendre'
          return thenGo(c, `${baseOf(actor, { code: codeIn(c) })}/ordre#${button}-${key}`)
        },
        refusal => again(ordering(c, actor, refusal), refusal),
      )
    }),
    forMembers('get', `${ONE}/codes`, LEADERS, (c, actor) => shown(c, numbering(c, actor, asked.parse(c.req.query())))),
    forMembers('post', `${ONE}/codes`, LEADERS, async (c, actor) => {
      const fields = await fieldsOf(c)
      const [said, sent] = [asked.parse(fields), codesSent(fields)]
      return submitted(
        c,
        async () => {
          await renumberScheme(db, actor, codeIn(c), sent, text.parse(fields['marque']))
          return thenGo(c, `${baseOf(actor, { code: codeIn(c) })}?fait=numerote`)
        },
        refusal => again(numbering(c, actor, said, sent, refusal), refusal),
      )
    }),
  ]
}
