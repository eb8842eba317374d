import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { LEADERS } from '../access.ts'
import { again, codeIn, keyIn, pageReader, shown } from '../answering.ts'
import { pilotsOf } from '../life/pilots.ts'
import { baseOf } from '../pages/SchemeFrame.tsx'
import { actionsUnder, outlineOf } from '../text/outline.ts'
import { partOf, wholePart } from '../text/parts.ts'
import { KEY, ONE, type SchemeSite } from '../within.ts'
import { duplicatePart } from './duplicating.ts'
import { SplitPage } from './pages/SplitPage.tsx'
import { ChooseOtherPage, UnitePage } from './pages/UnitePage.tsx'
import { type Split, splitAction, WHERE } from './splitting.ts'
import { TAKEN, type Union, uniteActions } from './uniting.ts'

const text = z.string().max(20_000).catch('')
const keys = z.union([z.string().transform(one => [one]), z.array(z.string())]).catch([])

/** What a form says of each field, among the words that may be said. */
const choicesIn = <T extends string>(sent: Record<string, unknown>, among: readonly T[]): Record<string, T> =>
  Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => {
      const taken = among.find(one => one === value)
      return name.startsWith('champ.') && taken !== undefined ? [[name.slice('champ.'.length), taken]] : []
    }),
  )

const splitIn = (sent: Record<string, unknown>): Split => ({
  title: text.parse(sent['intitule']),
  code: text.parse(sent['code']),
  steps: keys.parse(sent['etape']),
  indicators: keys.parse(sent['indicateur']),
  fields: choicesIn(sent, WHERE),
})
const unionIn = (sent: Record<string, unknown>): Union => ({
  reason: text.parse(sent['motif']),
  fields: choicesIn(sent, TAKEN),
  pilots: sent['pilotes'] === 'oui',
})

/** Making two of a part, or one of two. */
export function reshapingRoutes(site: SchemeSite): Route<Visitor>[] {
  const { db, leaving } = site
  const reading = pageReader(site)
  const baseIn = (c: Context, actor: Actor) => baseOf(actor, { code: codeIn(c) })

  const splitting = (c: Context, actor: Actor, sent: Partial<Split> = {}, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => {
      const found = await partOf(trx, framed.scheme.id, keyIn(c))
      if (found?.part.kind !== 'action') return null
      const action = wholePart('action', found.part)
      const branch = actionsUnder(await outlineOf(trx, framed.scheme.id)).find(({ key }) => key === action.key)
      const indicators = branch?.under.filter(({ kind }) => kind === 'indicator') ?? []
      return <SplitPage {...framed} {...{ action, indicators, sent }} refused={refusal?.message} />
    })

  const uniting = (c: Context, actor: Actor, avec: string, sent: Partial<Union> = {}, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => {
      const { scheme } = framed
      const found = await partOf(trx, scheme.id, keyIn(c))
      if (found?.part.kind !== 'action') return null
      const kept = wholePart('action', found.part)
      const actions = actionsUnder(await outlineOf(trx, scheme.id))
      const other = avec === '' || avec === kept.key ? null : await partOf(trx, scheme.id, avec)
      const refused = refusal?.message
      if (other?.part.kind !== 'action') {
        const others = actions.filter(one => one.key !== kept.key && one.buyer === kept.buyer)
        return <ChooseOtherPage {...framed} {...{ others, refused }} action={kept} />
      }
      return (
        <UnitePage
          {...framed}
          {...{ kept, sent, refused }}
          other={wholePart('action', other.part)}
          come={actions.find(({ key }) => key === avec)?.under ?? []}
          pilots={(await pilotsOf(trx, scheme, actor, avec)).map(({ name }) => name)}
        />
      )
    })

  return [
    forMembers('post', `${ONE}/parties/${KEY}/copie`, LEADERS, async (c, actor) =>
      thenGo(c, `${baseIn(c, actor)}/parties/${await duplicatePart(db, actor, codeIn(c), keyIn(c))}?fait=duplique`),
    ),
    forMembers('get', `${ONE}/parties/${KEY}/scission`, LEADERS, (c, actor) => shown(c, splitting(c, actor))),
    forMembers('post', `${ONE}/parties/${KEY}/scission`, LEADERS, async (c, actor) => {
      const sent = splitIn(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          const made = await splitAction(db, actor, codeIn(c), keyIn(c), sent)
          return thenGo(c, `${baseIn(c, actor)}/actions/${made}?fait=scinde`)
        },
        refusal => again(splitting(c, actor, sent, refusal), refusal),
      )
    }),
    forMembers('get', `${ONE}/parties/${KEY}/reunion`, LEADERS, (c, actor) =>
      shown(c, uniting(c, actor, c.req.query('avec') ?? '')),
    ),
    forMembers('post', `${ONE}/parties/${KEY}/reunion`, LEADERS, async (c, actor) => {
      const fields = await fieldsOf(c)
      const [avec, sent] = [text.parse(fields['avec']), unionIn(fields)]
      return submitted(
        c,
        async () => {
          await uniteActions(db, actor, codeIn(c), keyIn(c), avec, sent, leaving)
          return thenGo(c, `${baseIn(c, actor)}/actions/${keyIn(c)}?fait=reunie`)
        },
        refusal => again(uniting(c, actor, avec, sent, refusal), refusal),
      )
    }),
  ]
}
