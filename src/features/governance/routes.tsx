import type { Context } from 'hono'
import { z } from 'zod'
import { type Body, casePath, type Matter } from '#features/bodies'
import { type Actor, allows, forMembers, type Visitor } from '#features/organisations'
import { baseOf, LEADERS, ONE, pageReader, READERS, type SchemeSite, shown } from '#features/scheme'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { refuse } from './labels.ts'
import { ChainPage, LONGEST_CHAIN } from './pages/ChainPage.tsx'
import { GovernancePage } from './pages/GovernancePage.tsx'
import { governed } from './reading.ts'
import { chooseChain, submitAction, submitText } from './submitting.ts'

export interface GovernanceSite extends SchemeSite {
  /** All that is validated of a scheme: what this feature knows, and what others add. */
  matters: readonly Matter[]
}

const AT = `${ONE}/gouvernance`
const bodies = z.preprocess(
  sent => (sent === undefined ? [] : [sent].flat()),
  z.array(z.union([z.uuid(), z.literal('')])).max(LONGEST_CHAIN),
)

/** How a scheme is governed: the chains of its matters, what is submitted to them. */
export function governanceRoutes(site: GovernanceSite): Route<Visitor>[] {
  const { db } = site
  // What a body decides of itself is submitted to none.
  const matters = site.matters.filter(({ own }) => own === undefined)
  const reading = pageReader(site)
  const codeIn = (c: Context) => c.req.param('code') ?? ''
  const mine = (actor: Actor, organisation: string) => actor.membership.organisation.id === organisation
  const page = (c: Context, actor: Actor, refusal?: Refusal) =>
    reading(c, actor, async (trx, framed) => (
      <GovernancePage
        {...framed}
        done={c.req.query('fait') === 'chaine' ? 'La chaîne est enregistrée.' : framed.done}
        refused={refusal?.message}
        read={await governed(trx, actor, framed.scheme)}
        matters={matters}
        leads={allows(LEADERS, actor.membership.roles) && mine(actor, framed.scheme.organisation)}
      />
    ))
  const chainPage = (c: Context, actor: Actor, refusal?: Refusal, sent?: readonly string[]) =>
    reading(c, actor, async (trx, framed) => {
      const matter = matters.find(({ name }) => name === c.req.param('matter'))
      if (matter === undefined || !mine(actor, framed.scheme.organisation)) return null
      const read = await governed(trx, actor, framed.scheme)
      const kept = read.chains.get(matter.name)
      const chosen = sent ?? kept ?? usualIn(matter, read.bodies)
      return (
        <ChainPage
          {...framed}
          {...{ matter, chosen }}
          bodies={read.bodies}
          usual={kept === undefined && sent === undefined && chosen.length > 0}
          refused={refusal?.message}
        />
      )
    })
  /** Submits something, then leads to its case. */
  const submitting = (act: (c: Context, actor: Actor) => Promise<string>) => (c: Context, actor: Actor) =>
    submitted(
      c,
      async () => thenGo(c, `${casePath(actor, { id: await act(c, actor) })}?fait=soumis`),
      async refusal => (await page(c, actor, refusal)) ?? refuse('scheme-unknown'),
    )
  return [
    forMembers('get', AT, READERS, (c, actor) => shown(c, page(c, actor))),
    forMembers('get', `${AT}/chaines/:matter`, LEADERS, (c, actor) => shown(c, chainPage(c, actor))),
    forMembers('post', `${AT}/chaines/:matter`, LEADERS, async (c, actor) => {
      const chosen = (bodies.safeParse((await fieldsOf(c))['instance']).data ?? refuse('matter-unknown')).filter(
        Boolean,
      )
      return submitted(
        c,
        async () => {
          const asked = { matter: c.req.param('matter') ?? '', bodies: chosen }
          await chooseChain(db, actor, codeIn(c), asked, matters)
          return thenGo(c, `${baseOf(actor, { code: codeIn(c) })}/gouvernance?fait=chaine`)
        },
        async refusal => (await chainPage(c, actor, refusal, chosen)) ?? refuse('scheme-unknown'),
      )
    }),
    forMembers(
      'post',
      `${AT}/texte`,
      LEADERS,
      submitting((c, actor) => submitText(db, actor, codeIn(c))),
    ),
    forMembers(
      'post',
      `${AT}/actions/:key{[a-z0-9-]{1,60}}`,
      LEADERS,
      submitting((c, actor) => submitAction(db, actor, codeIn(c), c.req.param('key') ?? '')),
    ),
  ]
}

/** The open bodies of the kinds that usually validate a matter, the first of each. */
const usualIn = ({ usual }: Matter, known: readonly Body[]): string[] =>
  usual.flatMap(kind => known.find(one => one.open && one.kind === kind)?.id ?? [])
